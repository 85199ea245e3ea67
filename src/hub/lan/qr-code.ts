import { toString as draw } from 'qrcode'

/** The text as a QR code: an SVG document, black on white, with its quiet zone. */
export function qrCode(text: string): Promise<string> {
  return draw(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
}
