import { writeFile } from 'node:fs/promises'
import type {
  BaseWindow,
  Dialog,
  PrinterInfo,
  PrintToPDFOptions,
  WebContents,
  WebContentsPrintOptions,
} from 'electron'
import { type PdfOutcome, type Printer, type PrintOutcome, type Sheet, sheets } from '#contract/desktop'
import { printPage } from './printing.ts'

const MM_PER_INCH = 25.4

type PrintOrder = { sheet: Sheet; printer: string | null }
type PdfOrder = { sheet: Sheet; name: string }

/** What came over the bridge, or null when it is no order to print. */
export function readPrintOrder(value: unknown): PrintOrder | null {
  const { sheet, printer } = fieldsOf(value)
  if (!isSheet(sheet) || !(printer === null || typeof printer === 'string')) return null
  return { sheet, printer }
}

/** A proposed file name is a name: no folder, no ending, nothing a file system minds. */
export function readPdfOrder(value: unknown): PdfOrder | null {
  const { sheet, name } = fieldsOf(value)
  if (!isSheet(sheet) || typeof name !== 'string' || !/^[\w-]{1,80}$/.test(name)) return null
  return { sheet, name }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function isSheet(value: unknown): value is Sheet {
  return typeof value === 'string' && Object.hasOwn(sheets, value)
}

export async function listPrinters(contents: Pick<WebContents, 'getPrintersAsync'>): Promise<Printer[]> {
  const found = await contents.getPrintersAsync()
  return found.map(({ name, displayName }: PrinterInfo) => ({ name, label: displayName || name }))
}

/** Sizes are in micrometres; the sheet's own margins are part of what the page lays out. */
export function printOptions({ sheet, printer }: PrintOrder): WebContentsPrintOptions {
  const { widthMm, heightMm } = sheets[sheet]
  return {
    silent: true,
    ...(printer !== null && { deviceName: printer }),
    margins: { marginType: 'none' },
    pageSize: { width: Math.round(widthMm * 1000), height: Math.round(heightMm * 1000) },
  }
}

export function printPaper(
  contents: Pick<WebContents, 'getPrintersAsync' | 'print'>,
  order: PrintOrder,
): Promise<PrintOutcome> {
  return printPage(contents, order.printer, printOptions(order))
}

/** The page's own `@page` size counts; without one, the sheet's, in inches. */
export function pdfOptions(sheet: Sheet): PrintToPDFOptions {
  const { widthMm, heightMm } = sheets[sheet]
  return {
    preferCSSPageSize: true,
    pageSize: { width: widthMm / MM_PER_INCH, height: heightMm / MM_PER_INCH },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
  }
}

/** Drawn before the person is asked where to: what is saved is what stood on the page at the order. */
export async function savePdf(
  contents: Pick<WebContents, 'printToPDF'>,
  { sheet, name }: PdfOrder,
  { dialog, window }: { dialog: Pick<Dialog, 'showSaveDialog'>; window: BaseWindow },
): Promise<PdfOutcome> {
  const pdf = await contents.printToPDF(pdfOptions(sheet))
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Simpan PDF',
    defaultPath: `${name}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled) return { saved: false, problem: 'cancelled' }
  try {
    await writeFile(filePath, pdf)
    return { saved: true }
  } catch {
    return { saved: false, problem: 'unwritable' }
  }
}
