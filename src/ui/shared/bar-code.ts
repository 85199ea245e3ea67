import { code128 } from 'bwip-js/browser'
import { create } from 'qrcode'

/** Dark parts as an SVG path in units of one module; `width` and `height` are modules without any quiet zone. */
export type CodePicture = { width: number; height: number; path: string }

/** Code 128 of letters, digits and signs; one module high, to be stretched to whatever height there is. */
export function drawCode128(text: string): CodePicture {
  let path = ''
  let width = 0
  const nothing = () => {}
  code128(
    { bcid: 'code128', text, scale: 1 },
    {
      scale: () => null,
      measure: () => ({ width: 0, ascent: 0, descent: 0 }),
      init: (modules) => {
        width = modules
      },
      // The middle of a bar comes rounded up to whole modules.
      line: (middle, _y, _toX, _toY, wide) => {
        path += `M${middle - Math.ceil(wide / 2)} 0h${wide}v1h${-wide}z`
      },
      polygon: nothing,
      hexagon: nothing,
      ellipse: nothing,
      fill: nothing,
      text: nothing,
      end: nothing,
    },
  )
  return { width, height: 1, path }
}

/** A QR code that survives the scratches of a card (level M, 15 %). */
export function drawQrCode(text: string): CodePicture {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from(data).flatMap((bit, place) => (bit ? [place] : []))
  const path = dark.map((place) => `M${place % size} ${Math.floor(place / size)}h1v1h-1z`).join('')
  return { width: size, height: size, path }
}
