import { once } from 'node:events'
import { mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digest } from '#district/system'
import { refuse } from '#domain/errors'

/**
 * Makes sure that the folder can be written and that this process is alone in it: two PGlite on one folder destroy
 * each other's files and do not notice. The lock is a local socket, which every system drops with its process.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  proveWritable(folder)
  const address = addressOf(realpathSync(folder))
  const holder = (await listen(address)) ?? ((await isHeld(address)) ? null : await listenAgain(address))
  if (!holder) refuse('folder_in_use', { folder })
  return async () => {
    holder.close()
    await once(holder, 'close')
  }
}

function proveWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Root passes access checks on a read-only mount, so really write.
    writeFileSync(join(folder, 'district.probe'), '')
    rmSync(join(folder, 'district.probe'))
  } catch {
    refuse('folder_unwritable', { folder })
  }
}

/** By digest, because a socket's path may have 107 bytes at most. */
function addressOf(folder: string): string {
  const name = `loket-district-${digest(folder).slice(0, 24)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

async function listen(address: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy())
    .listen(address)
    .unref()
  try {
    await once(server, 'listening')
    return server
  } catch {
    return null
  }
}

/** A socket file left behind by a killed process refuses to be called. */
async function isHeld(address: string): Promise<boolean> {
  const socket = connect(address)
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function listenAgain(address: string): Promise<Server | null> {
  rmSync(address, { force: true })
  return await listen(address)
}
