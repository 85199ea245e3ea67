import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createDemo } from '#demo/demo'
import { openAreas } from '#files/areas'

export const root = resolve(import.meta.dirname, '..', '..')
/** Monday morning, 23 November 2026, 08:30 WIB: demo data are made for this moment and no other. */
export const benchNow = Date.parse('2026-11-23T01:30:00Z')

const usualDays = 60

/** A demo Puskesmas of that size, with the visits of so many days, made once and kept in `.cache/bench`. */
export async function demoFolder(
  patients: number,
  note: (sentence: string) => void,
  days = usualDays,
): Promise<string> {
  const name = days === usualDays ? `demo-${patients}` : `demo-${patients}-${days}`
  const folder = join(root, '.cache', 'bench', name)
  if (existsSync(folder)) return folder
  note(`making ${patients} patients in ${folder}`)
  const half = `${folder}.half`
  rmSync(half, { recursive: true, force: true })
  const areas = openAreas(join(root, 'resources'))
  const demo = await createDemo({ folder: half, patients, days, seed: 'bench', now: benchNow, areas })
  const head = demo.accounts.find(({ role }) => role === 'head')
  writeFileSync(join(half, 'bench-account.json'), JSON.stringify(head))
  renameSync(half, folder)
  return folder
}

/** A copy that a benchmark may write to. */
export async function scratchCopy(
  patients: number,
  note: (sentence: string) => void,
  days = usualDays,
): Promise<string> {
  const source = await demoFolder(patients, note, days)
  const copy = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  cpSync(source, copy, { recursive: true })
  return copy
}

export type Account = { username: string; password: string }

/** The head of the demo Puskesmas, who may do everything. */
export function accountOf(folder: string): Account {
  const { username, password } = JSON.parse(
    readFileSync(join(folder, 'bench-account.json'), 'utf8'),
  ) as Account
  return { username, password }
}
