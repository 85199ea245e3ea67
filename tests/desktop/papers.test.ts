import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BaseWindow, PrinterInfo, SaveDialogOptions, WebContents } from 'electron'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sheets } from '#contract/desktop'
import { mayGive } from '../../electron/orders.ts'
import {
  listPrinters,
  pdfOptions,
  printOptions,
  printPaper,
  readPdfOrder,
  readPrintOrder,
  savePdf,
} from '../../electron/papers.ts'

const printers: PrinterInfo[] = [
  { name: 'HP_M111', displayName: 'HP LaserJet', description: '', options: {} },
  { name: 'label', displayName: '', description: '', options: {} },
]

describe('an order from a page', () => {
  test.each([
    [
      { sheet: 'card', printer: null },
      { sheet: 'card', printer: null },
    ],
    [
      { sheet: 'a4', printer: 'HP_M111', silent: false },
      { sheet: 'a4', printer: 'HP_M111' },
    ],
    [{ sheet: 'a4' }, null],
    [{ sheet: 'a3', printer: null }, null],
    [{ sheet: 'toString', printer: null }, null],
    [{ sheet: 'label', printer: 3 }, null],
    ['card', null],
    [null, null],
  ])('to print is read strictly: %o', (value, order) => {
    expect(readPrintOrder(value)).toEqual(order)
  })

  test.each([
    [
      { sheet: 'a4', name: 'kartu-00-12-34' },
      { sheet: 'a4', name: 'kartu-00-12-34' },
    ],
    [{ sheet: 'a4', name: '../kartu' }, null],
    [{ sheet: 'a4', name: 'C:\\kartu' }, null],
    [{ sheet: 'a4', name: 'kartu.exe' }, null],
    [{ sheet: 'a4', name: '' }, null],
    [{ sheet: 'a4', name: 'x'.repeat(81) }, null],
    [{ sheet: 'folio', name: 'kartu' }, null],
    [undefined, null],
  ])('for a PDF names a file and no folder: %o', (value, order) => {
    expect(readPdfOrder(value)).toEqual(order)
  })

  test.each(['list-printers', 'print-paper', 'save-pdf'] as const)(
    '%s may be given by the desk alone',
    (order) => {
      const givers = ['/desk/', '/room/', '/display/', '/kiosk/', '/'].filter((path) => mayGive(order, path))
      expect(givers).toEqual(['/desk/'])
    },
  )
})

describe('a paper in the shell', () => {
  test.each([
    ['a4', { width: 210_000, height: 297_000 }],
    ['card', { width: 85_600, height: 54_000 }],
    ['label', { width: 50_000, height: 25_000 }],
    ['ticket58', { width: 58_000, height: 90_000 }],
  ] as const)('on %s is a silent page of %o µm without margins of the printer', (sheet, pageSize) => {
    expect(printOptions({ sheet, printer: 'label' })).toEqual({
      silent: true,
      deviceName: 'label',
      margins: { marginType: 'none' },
      pageSize,
    })
  })

  test('goes to the default printer where none was chosen', () => {
    expect(printOptions({ sheet: 'a4', printer: null })).not.toHaveProperty('deviceName')
  })

  test('lists printers by the name that people know', async () => {
    expect(await listPrinters({ getPrintersAsync: async () => printers })).toEqual([
      { name: 'HP_M111', label: 'HP LaserJet' },
      { name: 'label', label: 'label' },
    ])
  })

  test.each([
    ['there is no printer', [], null],
    ['the chosen printer is gone', printers, 'Epson'],
  ])('is not sent elsewhere when %s', async (_, there, printer) => {
    const page: Pick<WebContents, 'getPrintersAsync' | 'print'> = {
      getPrintersAsync: async () => there,
      print: () => {
        throw new Error('printed')
      },
    }
    expect(await printPaper(page, { sheet: 'a4', printer })).toEqual({
      printed: false,
      problem: 'no-printer',
    })
  })

  test.each([
    [true, { printed: true }],
    [false, { printed: false, problem: 'refused' }],
  ])('tells the desk that the printer said %s', async (success, outcome) => {
    const page: Pick<WebContents, 'getPrintersAsync' | 'print'> = {
      getPrintersAsync: async () => printers,
      print: (_options, done) => done?.(success, success ? '' : 'failed'),
    }
    expect(await printPaper(page, { sheet: 'card', printer: 'HP_M111' })).toEqual(outcome)
  })
})

/** Saves a page as a PDF; `choose` answers the system's dialog. */
async function save(choose: (proposed: SaveDialogOptions) => string | null) {
  const pdf = Buffer.from('%PDF-1.7 kartu')
  const asked: unknown[] = []
  const outcome = await savePdf(
    {
      printToPDF: async (options) => {
        asked.push(options)
        return pdf
      },
    },
    { sheet: 'card', name: 'kartu-00-12-34' },
    {
      window: {} as BaseWindow,
      dialog: {
        // Electron overloads it; with a window it is called with two.
        showSaveDialog: (async (_window: BaseWindow, proposed: SaveDialogOptions) => {
          const filePath = choose(proposed)
          return { canceled: filePath === null, filePath: filePath ?? '' }
        }) as never,
      },
    },
  )
  return { outcome, pdf, asked }
}

describe('a PDF', () => {
  test('has the page’s own size, and no margins that the layout does not know of', () => {
    for (const sheet of Object.keys(sheets) as (keyof typeof sheets)[]) {
      const { pageSize, ...rest } = pdfOptions(sheet)
      expect(rest).toEqual({ preferCSSPageSize: true, margins: { top: 0, bottom: 0, left: 0, right: 0 } })
      expect((pageSize as { width: number }).width * 25.4).toBeCloseTo(sheets[sheet].widthMm, 6)
    }
  })

  test('is written where the person chose, under a proposed name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'loket-pdf-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'kartu saya.pdf')
    let proposed = ''
    const { outcome, pdf, asked } = await save((options) => {
      proposed = options.defaultPath ?? ''
      return file
    })
    expect(outcome).toEqual({ saved: true })
    expect(readFileSync(file)).toEqual(pdf)
    expect(proposed).toBe('kartu-00-12-34.pdf')
    expect(asked).toEqual([pdfOptions('card')])
  })

  test('is not written when the person changes their mind', async () => {
    expect((await save(() => null)).outcome).toEqual({ saved: false, problem: 'cancelled' })
  })

  test('that cannot be written there says so', async () => {
    const nowhere = join(tmpdir(), 'loket-no-such-folder', 'x.pdf')
    expect((await save(() => nowhere)).outcome).toEqual({ saved: false, problem: 'unwritable' })
  })
})
