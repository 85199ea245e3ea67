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
  return (
    <Dialog title="Dokumen pasien" size="min(1280px, 96vw)" onClose={() => show(null)}>
      <FourStates query={both} isEmpty={() => false} empty={null}>
        {(facts) => <Documents {...facts} />}
      </FourStates>
    </Dialog>
  )
}

type Facts = { patient: Patient; answers: readonly Consent[] }

/** The ticket is there for whoever has a number today. */
type Paper = PatientPaper | 'tiket'

function Documents({ patient, answers }: Facts) {
  const [paper, setPaper] = useState<Paper>('kartu')
  const visit = useOpenVisit(patient.id)
  const { today } = useFrontDesk()
  const facts = [
    `RM ${patient.recordNo}`,
    patient.birth && `lahir ${formatBirth(patient.birth)}`,
    sexLetter(patient.sex),
  ]
  return (
    <div className={classes.dialog}>
      <p className={classes.person}>
        <b>{patient.name}</b> {facts.filter(Boolean).join(' · ')}
      </p>
      <nav className={classes.papers} aria-label="Dokumen">
        {patientPapers.map((each, place) => (
          <PaperTab
            key={each}
            keys={String(place + 1)}
            {...wordsOf(each, answers, today)}
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
        <ChosenPaper key={paper} paper={paper} patient={patient} answers={answers} />
      )}
    </div>
  )
}

function ChosenPaper({ paper, patient, answers }: Facts & { paper: PatientPaper }) {
  if (paper === 'kartu') return <CardDocument patient={patient} />
  if (paper === 'label') return <LabelDocument patient={patient} />
  return <ConsentDocument kind={paper} patient={patient} answers={answers} />
}

type TabWords = { label: string; state: ConsentStanding<Consent>['state'] | null }

/** A form also says where the person stands with it. */
function wordsOf(paper: PatientPaper, answers: readonly Consent[], today: LocalDate): TabWords {
  if (paper === 'kartu') return { label: 'Kartu berobat', state: null }
  if (paper === 'label') return { label: 'Label', state: null }
  return { label: formWords[paper].tab, state: standingOf(paper, answers, today).state }
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
