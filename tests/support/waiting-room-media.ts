import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser } from '@playwright/test'

const font = readFileSync(
  fileURLToPath(
    import.meta.resolve(
      '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
    ),
  ),
)
const poster = `<style>@font-face{font-family:Jakarta;font-weight:200 800;
  src:url(data:font/woff2;base64,${font.toString('base64')})}</style><body style="margin:0;display:flex;flex-direction:column;justify-content:center;align-items:center;
  height:100vh;background:#d7f0e8;color:#0f3d33;font:700 84px Jakarta,system-ui;text-align:center">
  <div>Cuci tangan<br>pakai sabun</div><div style="font-size:40px;font-weight:500;margin-top:40px">
  sebelum makan · sesudah dari kamar kecil<br>sebelum menggendong bayi</div></body>`

/** A health poster as a Puskesmas puts on its screen, 16:9. */
export async function makePoster(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.setContent(poster)
  await page.evaluate(() => document.fonts.ready)
  const picture = await page.screenshot()
  await page.close()
  return picture
}

/** A second of moving colour, as the browser itself records it. */
export async function makeFilm(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage()
  const film = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' })
    const parts: Blob[] = []
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.start()
    for (let frame = 0; frame < 60; frame += 1) {
      if (pen) pen.fillStyle = `hsl(${frame * 6}, 60%, 40%)`
      pen?.fillRect(0, 0, canvas.width, canvas.height)
      await new Promise(requestAnimationFrame)
    }
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve))
    recorder.stop()
    await stopped
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return Array.from(bytes)
  })
  await page.close()
  return Buffer.from(film)
}
