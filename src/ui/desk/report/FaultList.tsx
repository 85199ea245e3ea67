import { Button, Text, Title, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { stepAlong } from '../step-along.ts'
import { RecordedVisit } from './RecordedVisit.tsx'
import classes from './report.module.css'

type Listed = HubOutputs['sync']['records'][number]
type Fault = HubOutputs['sync']['report']['heldBack'][number]

const mostKeys = 9

/** What the district would not take, in its own words, each with the key to its record. */
export function FaultList({ faults }: { faults: readonly Fault[] }) {
  if (faults.length === 0) return null
  return (
    <section aria-label="Perlu diperbaiki" className={classes.faults}>
      <Title order={2} size={18}>
        Perlu diperbaiki
      </Title>
      <RecordRows records={faults} />
    </section>
  )
}

/** Each with the key to its record; what the district said against it under its name. */
export function RecordRows({ records }: { records: readonly (Fault | Listed)[] }) {
  const [visit, setVisit] = useState<Listed | null>(null)
  const open = useOpenRecord(setVisit)
  const openPatient = useOpenPatient()
  return (
    <>
      <ul onKeyDown={stepAlong}>
        {records.map((record, index) => (
          <RecordRow
            key={record.recordId}
            record={record}
            digit={index < mostKeys ? String(index + 1) : null}
            open={open(record)}
          />
        ))}
      </ul>
      {visit?.visitId && visit.patientId && (
        <RecordedVisit
          visitId={visit.visitId}
          title={visit.title}
          openPatient={openPatient(visit.patientId)}
          onClose={() => setVisit(null)}
        />
      )}
    </>
  )
}

type RowProps = { record: Fault | Listed; digit: string | null; open: (() => void) | null }

function RecordRow({ record, digit, open }: RowProps) {
  const { title } = record
  const keys = digit ?? ''
  useShortcut({ keys, label: `Buka ${title}`, run: () => open?.() }, digit !== null && open !== null)
  return (
    <li>
      <div>
        <Text fw={600}>
          {title}
          {'mended' in record && record.mended && <span className={classes.mended}> · sudah diperbaiki</span>}
        </Text>
        {'words' in record && <Text size="sm">{record.words}</Text>}
      </div>
      {open && (
        <Button variant="default" rightSection={digit && <KeyCap keys={digit} />} onClick={open}>
          Buka<VisuallyHidden> {title}</VisuallyHidden>
        </Button>
      )}
    </li>
  )
}

/** A patient opens in the form, a visit as it was written down, what concerns the Puskesmas in its settings. */
function useOpenRecord(showVisit: (record: Listed) => void): (record: Listed) => (() => void) | null {
  const { staff } = useFrontDesk()
  const begin = useDesk((desk) => desk.begin)
  const show = useDesk((desk) => desk.show)
  const openPatient = useOpenPatient()
  return (record) => {
    const { kind, patientId, visitId } = record
    if (visitId !== null) return () => showVisit(record)
    if (patientId === null) return staff.role === 'head' ? () => show('settings') : null
    if (kind !== 'patient') return openPatient(patientId)
    return () => {
      show(null)
      begin({ kind: 'correct', patientId })
    }
  }
}

/** The person in front, as if they had been found by name. */
function useOpenPatient(): (patientId: string) => () => void {
  const choose = useDesk((desk) => desk.choose)
  const show = useDesk((desk) => desk.show)
  return (patientId) => () => {
    show(null)
    choose({ patientId, proven: [] })
  }
}
