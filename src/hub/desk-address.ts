import { timingSafeEqual } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './system.ts'

/** Where a running hub can be asked for the desk. Whoever may read the data folder, its key included, may open the desk. */
export type DeskAddress = { origin: string; secret: string }

export const deskUrlPath = '/desk-url'
export const secretHeader = 'loket-secret'
const patienceMs = 3000

/** Leaves the address in the data folder, for its owner only; the answer takes it away again. */
export function publishAddress(folder: string, address: DeskAddress): () => void {
  const file = fileIn(folder)
  // A crash leaves the file of a hub that is gone, and `mode` counts only for a new file.
  rmSync(file, { force: true })
  writeFileSync(file, `${JSON.stringify(address)}\n`, { mode: 0o600, flag: 'wx' })
  return () => rmSync(file, { force: true })
}

/** Is this the published secret? Takes as long for a near guess as for a far one. */
export function isSecret(secret: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(sha256(given)))
}

/** A fresh one-time address of the desk from the hub that runs on this folder; null when none runs or answers. */
export async function askForDesk(folder: string): Promise<string | null> {
  const address = readAddress(folder)
  if (!address) return null
  try {
    const answer = await fetch(`${address.origin}${deskUrlPath}`, {
      method: 'POST',
      headers: { [secretHeader]: address.secret },
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!answer.ok) return null
    const { url } = (await answer.json()) as { url: string }
    return url
  } catch {
    return null
  }
}

function readAddress(folder: string): DeskAddress | null {
  try {
    return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as DeskAddress
  } catch {
    return null
  }
}

function fileIn(folder: string): string {
  return join(folder, 'loket.address')
}
