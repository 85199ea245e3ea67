import { Button, Radio, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { sheets } from '#contract/desktop'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import {
  type PaperWidth,
  readPaperWidth,
  readTicketPrinter,
  savePaperWidth,
  saveTicketPrinter,
} from '#ui/shared/paper.ts'
import { buildTicketSheet, saveTicketPdf, type Ticket } from '#ui/shared/print-ticket.ts'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useReprint } from '../use-reprint.ts'
import classes from './documents.module.css'
import { PdfButton } from './PdfButton.tsx'
import { Preview } from './Preview.tsx'
import { PrinterField } from './PrinterField.tsx'
import { sayPdf } from './use-print-paper.ts'

/** As the page boxes of ticket.css. */
const rolls = { 58: sheets.ticket58, 80: sheets.ticket80 }

/** The ticket of today's visit once more, on the roll of this PC. */
export function TicketDocument({ visit }: { visit: { visitId: string; number: string } }) {
  const ticket = useQuery(api.visits.ticket.queryOptions({ input: { visitId: visit.visitId } }))
  const [width, setWidth] = useState<PaperWidth>(readPaperWidth)
  const [printer, setPrinter] = useState(readTicketPrinter)
  const papers = window.desktop?.papers
  const { reprint, busy: printing, sentences } = useReprint(visit)
  const pdf = useSavePdf(ticket.data)
  const busy = printing || pdf.busy
  const button = useRef<HTMLButtonElement>(null)
  useShortcut({ keys: 'Ctrl+P', label: 'Cetak', run: reprint }, !busy)
  useShortcut({ keys: 'Enter', label: 'Cetak', run: reprint }, !busy)
  useEffect(() => {
    if (!busy && document.activeElement === document.body) button.current?.focus()
  }, [busy])

  function choose(value: string): void {
    const next = value === '80' ? 80 : 58
    savePaperWidth(next)
    setWidth(next)
  }

  function choosePrinter(name: string): void {
    const next = name === '' ? null : name
    saveTicketPrinter(next)
    setPrinter(next)
  }

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault()
    if (!busy) reprint()
  }

  /** A list does not submit its form, as a field does. */
  function submitFromList(event: KeyboardEvent): void {
    if (event.key === 'Enter' && event.target instanceof HTMLSelectElement) submit(event)
  }

  return (
    <div className={classes.desk}>
      <form className={classes.panel} onSubmit={submit} onKeyDown={submitFromList}>
        <div className={classes.choices}>
          <Radio.Group label="Kertas" value={String(width)} onChange={choose}>
            <Stack gap={8} mt={4}>
              <Radio value="58" label="Gulungan 58 mm" />
              <Radio value="80" label="Gulungan 80 mm" />
            </Stack>
          </Radio.Group>
          {papers && <PrinterField chosen={printer ?? ''} onChange={choosePrinter} />}
        </div>
        <div className={classes.orders}>
          <div className={classes.buttons}>
            <Button
              ref={button}
              flex={1}
              type="submit"
              size="lg"
              loading={busy}
              leftSection={<IconPrinter size={22} aria-hidden />}
              rightSection={<KeyCap keys="Enter" />}
              aria-keyshortcuts="Enter Control+P"
            >
              Cetak
            </Button>
            {papers && <PdfButton ready={!busy && ticket.isSuccess} large onSave={pdf.save} />}
          </div>
          <Problems sentences={[...sentences, ...pdf.sentences]} />
          <Text size="sm" role="status" className={classes.said}>
            {papers ? pdf.said : 'Untuk PDF, pilih «Simpan sebagai PDF» pada jendela cetak; skala 100 %.'}
          </Text>
        </div>
      </form>
      <FourStates query={ticket} isEmpty={() => false} empty={null}>
        {(data) => (
          <Preview size={rolls[width]} count="1 tiket">
            <TicketSheet ticket={data} width={width} />
          </Preview>
        )}
      </FourStates>
    </div>
  )
}

function useSavePdf(ticket: Ticket | undefined) {
  const { facility } = useFrontDesk()
  const save = useMutation({
    mutationFn: async () => {
      const papers = window.desktop?.papers
      return papers && ticket ? sayPdf(await saveTicketPdf(papers, ticket, facility.timeZone)) : ''
    },
  })
  return {
    save: () => save.mutate(),
    busy: save.isPending,
    said: save.data ?? '',
    sentences: save.error ? sentencesOf(save.error) : [],
  }
}

/** The very element that the printer gets. */
function TicketSheet({ ticket, width }: { ticket: Ticket; width: PaperWidth }) {
  const { facility } = useFrontDesk()
  const roll = useRef<HTMLDivElement>(null)
  useEffect(() => {
    roll.current?.replaceChildren(buildTicketSheet(ticket, facility.timeZone, width))
  }, [ticket, facility, width])
  const { widthMm, heightMm } = rolls[width]
  return (
    <div ref={roll} className={classes.roll} style={{ width: `${widthMm}mm`, minHeight: `${heightMm}mm` }} />
  )
}
