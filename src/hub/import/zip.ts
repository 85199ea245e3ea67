import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import { refuse } from '#domain/errors'

const mostEntries = 5000

export type Zip = {
  has: (name: string) => boolean
  /** Unpacks one entry; refuses, and stops unpacking, where it is or grows larger than `most` bytes. */
  read: (name: string, most: number) => Promise<Readable>
}

/** Looks at the directory of a zip only; nothing is unpacked that nobody asks for. */
export async function openZip(bytes: Buffer): Promise<Zip> {
  const file = await new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (fault, opened) =>
      fault ? reject(fault) : resolve(opened),
    ),
  )
  const entries = await listEntries(file)
  return {
    has: (name) => entries.has(name),
    read: async (name, most) => {
      const entry = entries.get(name)
      if (!entry) throw new Error(`no ${name}`)
      // The size that is declared is also the most that yauzl unpacks.
      if (entry.uncompressedSize > most) refuse('import_unsafe')
      return new Promise<Readable>((resolve, reject) =>
        file.openReadStream(entry, (fault, stream) => (fault ? reject(fault) : resolve(stream))),
      )
    },
  }
}

function listEntries(file: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  return new Promise((resolve, reject) => {
    file.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      if (entries.size > mostEntries) reject(new Error('too many entries'))
      else file.readEntry()
    })
    file.on('end', () => resolve(entries))
    file.on('error', reject)
    file.readEntry()
  })
}
