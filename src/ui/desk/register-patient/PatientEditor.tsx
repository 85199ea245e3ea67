import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { useSession } from '#ui/shared/use-session.ts'
import classes from './PatientForm.module.css'
import { type PatientEvents, PatientForm } from './PatientForm.tsx'
import {
  type Patient,
  type PatientValues,
  rebaseValues,
  valuesFromPatient,
  valuesFromSearch,
} from './patient-values.ts'
import {
  type DraftTarget,
  type PatientDraft,
  type PatientDraftKeeper,
  usePatientDraft,
  usePatientDraftKeeper,
} from './use-patient-draft.ts'

type PatientEditorProps = PatientEvents & { wanted: DraftTarget }

/** Opens the form where the clerk left it: with the draft if there is one, and never on top of another person's. */
export function PatientEditor({ wanted, ...events }: PatientEditorProps) {
  const draft = usePatientDraft()
  const keeper = usePatientDraftKeeper()
  const [choice, setChoice] = useState<'continue' | 'discard' | null>(null)

  function render(found: PatientDraft | null) {
    if (found && choice === null && !continues(found, wanted)) {
      return (
        <OtherDraft
          draft={found}
          onContinue={() => setChoice('continue')}
          onDiscard={() => void keeper.discard().then(() => setChoice('discard'))}
        />
      )
    }
    const used = choice === 'discard' ? null : found
    return <OpenedForm target={used ?? wanted} draft={used} keeper={keeper} {...events} />
  }

  return (
    <FourStates
      query={{ ...draft, data: draft.isFetchedAfterMount ? draft.data : undefined }}
      isEmpty={() => false}
      empty={null}
    >
      {render}
    </FourStates>
  )
}

/** The same person on file, or a new one begun from the same words (or from none: the desk only reopened the form). */
function continues(draft: PatientDraft, wanted: DraftTarget): boolean {
  const sameWords = wanted.initialText === '' || wanted.initialText === draft.initialText
  return draft.patientId === wanted.patientId && (draft.patientId !== null || sameWords)
}

type OtherDraftProps = { draft: PatientDraft; onContinue: () => void; onDiscard: () => void }

function OtherDraft({ draft, onContinue, onDiscard }: OtherDraftProps) {
  const name = draft.values.name.trim() || draft.initialText || 'pasien tanpa nama'
  return (
    <Stack className={classes.otherDraft} role="alert">
      <Title order={1} size={24}>
        Ada isian yang belum disimpan
      </Title>
      <Text>
        Anda sedang mengisi data <b>{name}</b> ketika layar ditutup. Lanjutkan dahulu, atau buang untuk
        memulai yang lain.
      </Text>
      <Group>
        <Button autoFocus onClick={onContinue}>
          Lanjutkan {name}
        </Button>
        <Button variant="default" onClick={onDiscard}>
          Buang isian itu
        </Button>
      </Group>
    </Stack>
  )
}

type OpenedFormProps = PatientEvents & {
  target: DraftTarget
  draft: PatientDraft | null
  keeper: PatientDraftKeeper
}

function OpenedForm({ target, draft, keeper, ...events }: OpenedFormProps) {
  const session = useSession()
  const { patientId } = target
  const person = useQuery(
    api.patients.open.queryOptions({
      input: { id: patientId ?? '' },
      enabled: patientId !== null,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    }),
  )
  const [typed, setTyped] = useState<Pick<PatientDraft, 'before' | 'values'> | null>(draft)

  function render(patient: Patient | null) {
    if (!session.data) return null
    const before = patient ? valuesFromPatient(patient) : valuesFromSearch(target.initialText)
    const values = typed ? rebaseValues(typed.values, typed.before, before) : before
    return (
      <PatientForm
        key={patient?.revision ?? 0}
        target={target}
        patient={patient}
        before={before}
        values={values}
        today={session.data.today}
        keeper={keeper}
        notice={
          draft && (
            <Text size="sm" c="dimmed">
              Isian yang belum disimpan sudah dikembalikan.
            </Text>
          )
        }
        onReload={(values: PatientValues) => {
          setTyped({ before, values })
          void person.refetch()
        }}
        {...events}
      />
    )
  }

  if (patientId === null) return render(null)
  return (
    <FourStates query={person} isEmpty={() => false} empty={null}>
      {render}
    </FourStates>
  )
}
