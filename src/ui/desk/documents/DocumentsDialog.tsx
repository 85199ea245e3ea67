import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Consent } from '#contract/hub/document'
import { formatBirth } from '#domain/birth'
import { type ConsentStanding, standingOf } from '#domain/consent'
import type { LocalDate } from '#domain/local-date'
import { type PatientPaper, patientPapers } from '#domain/patient-paper'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sexLetter } from '#ui/shared/labels.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { useOpenVisit } from '../visit/AlreadyHere.tsx'
import type { Patient } from '../visit/visit-form.ts'
import { CardDocument } from './CardDocument.tsx'
import { ConsentDocument } from './ConsentDocument.tsx'
import { formWords, standingLabels } from './consent-words.ts'
import classes from './documents.module.css'
import { LabelDocument } from './LabelDocument.tsx'
import { TicketDocument } from './TicketDocument.tsx'

/** Every paper about the person in front, seen before it is printed. */
export function DocumentsDialog() {
  const show = useDesk((desk) => desk.show)
  return (
    <Dialog title="Dokumen pasien" size="min(1280px, 96vw)" onClose={() => show(null)}>
      <Documents />
    </Dialog>
  )
}

/** The ticket is there for whoever has a number today. */
type Paper = PatientPaper | 'tiket'

/** A paper can be chosen by its key before the hub has said whose it is. */
function Documents() {
  const patientId = useDesk((desk) => desk.chosen?.patientId ?? '')
  const patient = useQuery(
    api.patients.open.queryOptions({ input: { id: patientId }, staleTime: Number.POSITIVE_INFINITY }),
  )
  const consents = useQuery(api.documents.consents.queryOptions({ input: { patientId } }))
  const both = {
    data: patient.data && consents.data && { patient: patient.data, answers: consents.data },
    error: patient.error ?? consents.error,
    isFetching: patient.isFetching || consents.isFetching,
    refetch: () => Promise.all([patient.refetch(), consents.refetch()]),
  }
  const [paper, setPaper] = useState<Paper>('kartu')
  const visit = useOpenVisit(patientId)
  const { today } = useFrontDesk()
  return (
    <div className={classes.dialog}>
      <Person patient={patient.data} />
      <nav className={classes.papers} aria-label="Dokumen">
        {patientPapers.map((each, place) => (
          <PaperTab
            key={each}
            keys={String(place + 1)}
            {...wordsOf(each, consents.data, today)}
            chosen={each === paper}
            onChoose={() => setPaper(each)}
          />
        ))}
        {visit && (
          <PaperTab
            keys="5"
            label={`Tiket ${visit.number}`}
            state={null}
            chosen={paper === 'tiket'}
            onChoose={() => setPaper('tiket')}
          />
        )}
      </nav>
      {paper === 'tiket' ? (
        visit && <TicketDocument key={visit.visitId} visit={visit} />
      ) : (
        <FourStates query={both} isEmpty={() => false} empty={null}>
          {(facts) => <ChosenPaper key={paper} paper={paper} {...facts} />}
        </FourStates>
      )}
    </div>
  )
}

function Person({ patient }: { patient: Patient | undefined }) {
  const facts = patient && [
    `RM ${patient.recordNo}`,
    patient.birth && `lahir ${formatBirth(patient.birth)}`,
    sexLetter(patient.sex),
  ]
  return (
    <p className={classes.person}>
      <b>{patient?.name ?? '…'}</b> {facts?.filter(Boolean).join(' · ')}
    </p>
  )
}

type Facts = { patient: Patient; answers: readonly Consent[] }

function ChosenPaper({ paper, patient, answers }: Facts & { paper: PatientPaper }) {
  if (paper === 'kartu') return <CardDocument patient={patient} />
  if (paper === 'label') return <LabelDocument patient={patient} />
  return <ConsentDocument kind={paper} patient={patient} answers={answers} />
}

type TabWords = { label: string; state: ConsentStanding<Consent>['state'] | null }

/** A form also says where the person stands with it, once that is known. */
function wordsOf(paper: PatientPaper, answers: readonly Consent[] | undefined, today: LocalDate): TabWords {
  if (paper === 'kartu') return { label: 'Kartu berobat', state: null }
  if (paper === 'label') return { label: 'Label', state: null }
  return { label: formWords[paper].tab, state: answers ? standingOf(paper, answers, today).state : null }
}

type TabProps = TabWords & { keys: string; chosen: boolean; onChoose: () => void }

function PaperTab({ keys, label, state, chosen, onChoose }: TabProps) {
  useShortcut({ keys, label, run: onChoose })
  return (
    <button
      type="button"
      className={classes.tab}
      aria-current={chosen ? 'true' : undefined}
      aria-keyshortcuts={keys}
      onClick={onChoose}
    >
      <KeyCap keys={keys} />
      <span>
        {label}
        {state && <small data-state={state}>{standingLabels[state]}</small>}
      </span>
    </button>
  )
}
