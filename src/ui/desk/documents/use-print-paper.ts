import { useMutation } from '@tanstack/react-query'
import { type RefObject, useRef } from 'react'
import type { PdfOutcome, PrintOutcome, Sheet } from '#contract/desktop'
import type { PatientPaper } from '#domain/patient-paper'
import { api } from '#ui/shared/client.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import sheetCss from '../sheet.module.css'
import papersCss from './papers.module.css'

type PrintOrder = {
  patientId: string
  paper: PatientPaper
  sheet: Sheet
  copies: number
  /** Null: the system's default. */
  printer: string | null
  fileName: string
}

/**
 * Notes a paper in the audit trail, then lays it into the page and has it printed: silently in the shell, through the
 * browser's dialog elsewhere. What is printed are the pages of the preview as they stand at the order, copied: they
 * outlive whatever the clerk does meanwhile.
 */
export function usePrintPaper(order: PrintOrder) {
  const preview = useRef<HTMLDivElement>(null)
  const deliver = useMutation({ mutationFn: (toPdf: boolean) => deliverPaper(order, preview, toPdf) })
  return {
    preview,
    print: () => deliver.mutate(false),
    savePdf: () => deliver.mutate(true),
    busy: deliver.isPending,
    said: deliver.data ?? '',
    sentences: deliver.error ? sentencesOf(deliver.error) : [],
  }
}

/** What to tell the clerk afterwards; nothing where the browser's dialog has the last word. */
async function deliverPaper(
  { patientId, paper, copies, sheet, printer, fileName }: PrintOrder,
  preview: RefObject<HTMLElement | null>,
  toPdf: boolean,
): Promise<string> {
  const papers = window.desktop?.papers
  const pages = document.createElement('div')
  pages.className = `paper-sheets ${sheetCss.sheet} ${papersCss.printed}`
  for (const page of preview.current?.children ?? []) pages.append(page.cloneNode(true))
  await api.documents.notePaper.call({
    patientId,
    paper,
    copies,
    way: toPdf ? 'pdf' : papers ? 'printer' : 'dialog',
  })
  // The shell prints pages, not frames.
  document.body.append(pages)
  try {
    if (papers && toPdf) return sayPdf(await papers.savePdf({ sheet, name: fileName }))
    if (papers) return sayPrinted(await papers.print({ sheet, printer }))
    window.print()
    return ''
  } finally {
    pages.remove()
  }
}

function sayPrinted(outcome: PrintOutcome): string {
  if (outcome.printed) return 'Sudah dikirim ke printer.'
  return outcome.problem === 'no-printer'
    ? 'Tidak tercetak: printer itu tidak ada. Nyalakan, atau pilih printer lain.'
    : 'Tidak tercetak: printer menolak. Periksa kertas dan kabelnya, lalu cetak lagi.'
}

export function sayPdf(outcome: PdfOutcome): string {
  if (outcome.saved) return 'PDF sudah disimpan.'
  return outcome.problem === 'cancelled'
    ? 'PDF tidak disimpan.'
    : 'PDF tidak dapat ditulis di folder itu. Pilih folder lain.'
}
