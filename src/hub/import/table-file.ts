import { refuse } from '#domain/errors'
import { readCsv } from './read-csv.ts'
import { openWorkbook } from './read-xlsx.ts'
import type { TableFile } from './table.ts'

const signatures: readonly { bytes: readonly number[]; kind: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], kind: 'dokumen PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], kind: 'gambar' },
  { bytes: [0xff, 0xd8, 0xff], kind: 'gambar' },
  { bytes: [0x47, 0x49, 0x46, 0x38], kind: 'gambar' },
  { bytes: [0x1f, 0x8b], kind: 'arsip' },
  { bytes: [0x52, 0x61, 0x72, 0x21], kind: 'arsip' },
]
const zip = [0x50, 0x4b, 0x03, 0x04]
const compound = [0xd0, 0xcf, 0x11, 0xe0]

/** What the bytes are, whatever the file is called. Refuses everything that is no table. */
export async function openTableFile(bytes: Buffer): Promise<TableFile> {
  if (bytes.length === 0) refuse('import_file_empty')
  if (startsWith(bytes, compound)) refuse('import_old_excel')
  const other = signatures.find((signature) => startsWith(bytes, signature.bytes))
  if (other) refuse('import_kind', { kind: other.kind })
  if (startsWith(bytes, zip)) return { format: 'xlsx', tables: await openWorkbook(bytes) }
  const beginning = bytes.subarray(0, 4096).toString('latin1').replaceAll('\0', '')
  if (/^[^<]{0,8}<(?:!doctype html|html|table|\?xml)/i.test(beginning.trimStart()))
    refuse('import_kind', { kind: 'halaman web' })
  return { format: 'csv', tables: [readCsv(bytes)] }
}

function startsWith(bytes: Buffer, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}
