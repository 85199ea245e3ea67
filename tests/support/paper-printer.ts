import { type CDPSession, expect, type Locator, type Page } from '@playwright/test'
import type { Desktop, Sheet } from '#contract/desktop'

/** A paper as it left: the pages of its PDF, pictures as a printer draws them, and its words. */
export type Printed = {
  sheet: Sheet
  printer: string | null
  pages: { widthMm: number; heightMm: number }[]
  /** The first page. */
  picture: Buffer
  labels: number
  /** The first and the last label of that page on their own, as a scanner is held over them. */
  ends: Buffer[]
  words: string
}

/** The desktop shell's printing, given to a page in the browser: papers come out here instead of at a printer. */
export type PaperPrinter = { papers: Printed[]; savedAs: string[]; dpi: number }

/** From now on, until the page is loaded anew. */
export async function attachPapers(page: Page): Promise<PaperPrinter> {
  const printer: PaperPrinter = { papers: [], savedAs: [], dpi: 300 }
  await page.exposeFunction('paperLeaves', async (sheet: Sheet, chosen: string | null) => {
    printer.papers.push({ sheet, printer: chosen, ...(await takeUp(page, printer.dpi)) })
  })
  await page.exposeFunction('pdfIsSaved', (name: string) => void printer.savedAs.push(name))
  await equip(page)
  return printer
}

/** The shell is there again on a page that was loaded anew. */
export async function equip(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { paperLeaves, pdfIsSaved } = window as unknown as {
      paperLeaves: (sheet: string, printer: string | null) => Promise<void>
      pdfIsSaved: (name: string) => Promise<void>
    }
    const desktop: Desktop = {
      printTicket: async ({ widthMm, printer }) => {
        await paperLeaves(`ticket${widthMm}`, printer)
        return { printed: true }
      },
      papers: {
        printers: async () => [
          { name: 'HP_M111', label: 'HP LaserJet M111' },
          { name: 'XP-365B', label: 'Xprinter label' },
        ],
        print: async ({ sheet, printer }) => {
          await paperLeaves(sheet, printer)
          return { printed: true }
        },
        savePdf: async ({ sheet, name }) => {
          await paperLeaves(sheet, null)
          await pdfIsSaved(name)
          return { saved: true }
        },
      },
    }
    Object.assign(window, { desktop })
  })
}

/** While the paper lies in the page: what Chromium's printing makes of it. */
async function takeUp(page: Page, dpi: number) {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const browser = await page.context().newCDPSession(page)
  await browser.send('Emulation.setEmulatedMedia', { media: 'print' })
  const paper = page.locator('body > .paper-sheets > *, body > .ticket').first()
  const labels = paper.locator('[data-label]')
  await expect(paper).toBeVisible()
  const count = await labels.count()
  const words = await page.evaluate(() => document.body.innerText)
  const [whole, ...ends] = await Promise.all(
    [paper, ...(count === 0 ? [] : [labels.first(), labels.last()])].map((part) => part.boundingBox()),
  )
  const picture = await drawAt(browser, dpi, whole)
  const drawn: Buffer[] = []
  for (const end of ends) drawn.push(await drawAt(browser, dpi, end))
  await browser.send('Emulation.setEmulatedMedia', { media: '' })
  await browser.detach()
  return { pages: pagesOf(pdf), picture, labels: count, ends: drawn, words }
}

type Box = Awaited<ReturnType<Locator['boundingBox']>>

/** A picture with as many dots as a printer would set: Playwright's own is made of the screen's. */
async function drawAt(browser: CDPSession, dpi: number, box: Box | undefined): Promise<Buffer> {
  if (!box) throw new Error('the paper is not laid out')
  const { data } = await browser.send('Page.captureScreenshot', {
    captureBeyondViewport: true,
    clip: { ...box, scale: dpi / 96 },
  })
  return Buffer.from(data, 'base64')
}

/** Page boxes are in points, 72 to the inch; Chromium writes them uncompressed, one for each page. */
export function pagesOf(pdf: Buffer): Printed['pages'] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)
  const toMm = (points: string | undefined) => Math.round((Number(points) / 72) * 254) / 10
  return [...boxes].map(([, width, height]) => ({ widthMm: toMm(width), heightMm: toMm(height) }))
}
