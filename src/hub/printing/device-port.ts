import { constants, type FileHandle, open, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { refuse } from '#domain/errors'
import type { PrinterPort } from './printer-dialogue.ts'

const retryMs = 20

/** Linux's own: /dev/null, /dev/zero and their like. They take everything and print nothing. */
const memoryDevices = 1

/**
 * Opens a printer's device file: `/dev/usb/lp0`, a named pipe, `\\.\LPT1`. Refuses what is none, as a file or /dev/null
 * (`printer_not_device`) and never creates one. Rejects when it is absent or nobody is at the other end.
 */
export async function openDevicePort(path: string, givenUp: AbortSignal): Promise<PrinterPort> {
  const { flags, answers } = await waysTo(path)
  const handle = await open(path, flags)
  const send = (bytes: Uint8Array) => writeAll(handle, bytes, givenUp)
  if (answers) await forgetOldAnswers(handle)
  return {
    send,
    receive: async (until) => (answers ? readByte(handle, until) : null),
    close: async () => {
      // Linux's usblp drops a block still on its way when the file closes, and takes the next one (here ESC @,
      // which may be lost) only when the block before it has arrived.
      await send(Uint8Array.of(0x1b, 0x40)).catch(ignore)
      await handle.close().catch(ignore)
    },
  }
}

async function waysTo(path: string): Promise<{ flags: number; answers: boolean }> {
  if (process.platform === 'win32') {
    if (!/^\\\\\.\\(LPT|COM)\d{1,3}$/i.test(path)) refuse('printer_not_device', { path })
    return { flags: constants.O_WRONLY, answers: false }
  }
  const found = await stat(path)
  // Never waits in the open or the write: such a wait holds a thread of the pool that all files share.
  const unwaiting = constants.O_NONBLOCK | constants.O_NOCTTY
  if (found.isFIFO()) return { flags: constants.O_WRONLY | unwaiting, answers: false }
  const isDevice = found.isCharacterDevice() && found.rdev >> 8 !== memoryDevices
  if (isDevice) return { flags: constants.O_RDWR | unwaiting, answers: true }
  return refuse('printer_not_device', { path })
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, givenUp: AbortSignal): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const taken = await handle.write(bytes, written).then(({ bytesWritten }) => bytesWritten, noneIfBusy)
    written += taken
    givenUp.throwIfAborted()
    if (taken === 0) await pause(retryMs, undefined, { signal: givenUp })
  }
}

async function readByte(handle: FileHandle, until: AbortSignal): Promise<number | null> {
  try {
    for (;;) {
      until.throwIfAborted()
      const byte = await readNow(handle)
      if (byte !== null) return byte
      await pause(retryMs, undefined, { signal: until })
    }
  } catch {
    return null
  }
}

async function readNow(handle: FileHandle): Promise<number | null> {
  const inbox = new Uint8Array(1)
  const count = await handle.read(inbox, 0, 1, null).then(({ bytesRead }) => bytesRead, noneIfBusy)
  return count === 0 ? null : (inbox[0] ?? null)
}

/** A late answer to an earlier job must not be read as the answer to this one. What never ends is no printer's. */
async function forgetOldAnswers(handle: FileHandle): Promise<void> {
  for (let left = 256; left > 0 && (await readNow(handle).catch(() => null)) !== null; left -= 1) {}
}

function noneIfBusy(fault: NodeJS.ErrnoException): number {
  if (fault.code === 'EAGAIN') return 0
  throw fault
}

function ignore(): void {}
