import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

// The decoder as it lies here; left to itself, it would fetch it from the internet.
const decoder = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: readFileSync(decoder).buffer as ArrayBuffer } })

/** What a scanner reads on a picture: the text of every bar code and every QR code, as often as it stands there. */
export async function readCodes(png: Buffer): Promise<{ bars: string[]; qr: string[] }> {
  const found = await readBarcodes(new Uint8Array(png), { formats: ['Code128', 'QRCode'], tryHarder: true })
  const texts = (format: string) => found.filter((code) => code.format === format).map(({ text }) => text)
  return { bars: texts('Code128'), qr: texts('QRCode') }
}
