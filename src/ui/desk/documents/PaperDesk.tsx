import { Button, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { type Sheet, sheets as sheetSizes } from '#contract/desktop'
import type { PatientPaper } from '#domain/patient-paper'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import type { Patient } from '../visit/visit-form.ts'
import classes from './documents.module.css'
import { PdfButton } from './PdfButton.tsx'
import { Preview } from './Preview.tsx'
import { PrinterField } from './PrinterField.tsx'
import { readPaperChoice, savePaperChoice } from './paper-choice.ts'
import { usePrintPaper } from './use-print-paper.ts'

type Props = {
  patient: Patient
  paper: PatientPaper
  sheet: Sheet
  /** How many cards, labels or forms come out, on how many sheets. */
  copies: number
  pages: number
  sheets: ReactNode
  /** Says what stands in the way; then nothing can be printed. */
  hindrance?: string | null
  /** What Enter does otherwise than print. */
  first?: ReactNode
  printLabel?: string
  /** What can be chosen about this paper. */
  children?: ReactNode
}

/** One paper: its choices and orders at the left, the paper itself at the right. */
export function PaperDesk({
  patient,
  paper,
  sheet,
  copies,
  pages,
  sheets,
  hindrance = null,
  ...rest
}: Props) {
  const { first, printLabel = 'Cetak', children } = rest
  const [printers, setPrinters] = useState(() => readPaperChoice().printers)
  const order = usePrintPaper({
    patientId: patient.id,
    paper,
    sheet,
    copies,
    printer: printers[sheet] ?? null,
    fileName: `${paper}-${patient.recordNo}`.replace(/[^\w-]+/g, '-'),
  })
  const button = useRef<HTMLButtonElement>(null)
  const isPrimary = first === undefined
  const isReady = hindrance === null && !order.busy
  useShortcut({ keys: 'Ctrl+P', label: printLabel, run: order.print }, isReady)
  useShortcut({ keys: 'Enter', label: printLabel, run: order.print }, isReady && isPrimary)
  useLayoutEffect(() => {
    if (isPrimary) button.current?.focus()
  }, [isPrimary])
  // A button at work loses the focus.
  useEffect(() => {
    if (!order.busy && document.activeElement === document.body) button.current?.focus()
  }, [order.busy])

  function choosePrinter(name: string): void {
    const { [sheet]: _, ...others } = printers
    const next = name === '' ? others : { ...others, [sheet]: name }
    savePaperChoice({ printers: next })
    setPrinters(next)
  }

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault()
    if (isReady) order.print()
  }

  /** A list does not submit its form, as a field does. */
  function submitFromList(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) submit(event)
  }

  // Where Enter does something else, the form of that stands around all this.
  const Panel = isPrimary ? 'form' : 'div'
  return (
    <div className={classes.desk} data-asking={!isPrimary || undefined}>
      <Panel className={classes.panel} {...(isPrimary && { onSubmit: submit, onKeyDown: submitFromList })}>
        <div className={classes.choices}>
          {children}
          {window.desktop?.papers && <PrinterField chosen={printers[sheet] ?? ''} onChange={choosePrinter} />}
        </div>
        <div className={classes.orders}>
          {first}
          <div className={classes.buttons}>
            <Button
              ref={button}
              {...(isPrimary && { 'data-autofocus': true })}
              flex={1}
              size={isPrimary ? 'lg' : 'md'}
              variant={isPrimary ? 'filled' : 'default'}
              disabled={hindrance !== null}
              loading={order.busy}
              leftSection={<IconPrinter size={22} aria-hidden />}
              rightSection={<KeyCap keys={isPrimary ? 'Enter' : 'Ctrl+P'} />}
              aria-keyshortcuts={isPrimary ? 'Enter Control+P' : 'Control+P'}
              {...(isPrimary ? { type: 'submit' } : { onClick: order.print })}
            >
              {printLabel}
            </Button>
            {window.desktop?.papers && <PdfButton ready={isReady} large={isPrimary} onSave={order.savePdf} />}
          </div>
          <Problems sentences={[...(hindrance === null ? [] : [hindrance]), ...order.sentences]} />
          <Text size="sm" role="status" className={classes.said}>
            {window.desktop?.papers
              ? order.said
              : 'Untuk PDF, pilih «Simpan sebagai PDF» pada jendela cetak; skala 100 %.'}
          </Text>
        </div>
      </Panel>
      <Preview
        pagesRef={order.preview}
        size={sheetSizes[sheet]}
        count={`${pages} ${sheet === 'label' ? 'label' : 'lembar'}`}
      >
        {sheets}
      </Preview>
    </div>
  )
}
