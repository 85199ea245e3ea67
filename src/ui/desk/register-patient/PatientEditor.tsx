import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { LocalDate } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { isSame } from '#ui/shared/is-same.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useSession } from '#ui/shared/use-session.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { valuesOfMember } from './inherit.ts'
import { valuesOfNewborn } from './newborn.ts'
import classes from './PatientForm.module.css'
import { type PatientEvents, PatientForm } from './PatientForm.tsx'
import type { DraftTarget, PatientDraft } from './patient-draft.ts'
import {
  type Patient,
  type PatientValues,
  rebaseValues,
  valuesFromPatient,
  valuesFromSearch,
} from './patient-values.ts'
import { type PatientDraftKeeper, usePatientDraft } from './use-patient-draft.ts'

type PatientEditorProps = PatientEvents & {
  wanted: DraftTarget
  /** What this person told while they were typed as somebody new. */
  told?: PatientDraft | undefined
}

/** Opens the form where the clerk left it: with the draft if there is one, and never on top of another person's. */
export function PatientEditor({ wanted, told, ...events }: PatientEditorProps) {
  const { found, keeper } = usePatientDraft()
  const [choice, setChoice] = useState<'continue' | 'discard' | null>(null)
  if (found && choice === null && !continues(found, wanted)) {
    return (
      <OtherDraft
        draft={found}
        onContinue={() => setChoice('continue')}
        onDiscard={() => {
          keeper.discard()
          setChoice('discard')
        }}
      />
    )
  }
  const used = (choice === 'discard' ? null : found) ?? told ?? null
  return <OpenedForm target={used ?? wanted} draft={used} keeper={keeper} {...events} />
}

/** The same person on file, or a new one begun from the same words (or from none: the desk only reopened the form). */
function continues(draft: PatientDraft, wanted: DraftTarget): boolean {
  if (wanted.from) return isSame(draft.from, wanted.from)
  const sameWords = wanted.initialText === '' || wanted.initialText === draft.initialText
  return draft.patientId === wanted.patientId && (draft.patientId !== null || sameWords)
}

type OtherDraftProps = { draft: PatientDraft; onContinue: () => void; onDiscard: () => void }

function OtherDraft({ draft, onContinue, onDiscard }: OtherDraftProps) {
  useShortcut({ keys: 'Alt+B', label: 'Buang isian itu', run: onDiscard })
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
        <Button autoFocus rightSection={<KeyCap keys="Enter" />} onClick={onContinue}>
          Lanjutkan {name}
        </Button>
        <Button variant="default" rightSection={<KeyCap keys="Alt+B" />} onClick={onDiscard}>
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
  // What was told before is a draft of this form from its first moment.
  const [begunWith] = useState(draft)
  useEffect(() => {
    if (begunWith) keeper.keep(begunWith)
  }, [begunWith, keeper])
  const patientId = target.patientId ?? target.from?.patientId ?? null
  const person = useQuery(
    api.patients.open.queryOptions({
      input: { id: patientId ?? '' },
      enabled: patientId !== null,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 0,
    }),
  )
  const [typed, setTyped] = useState<Pick<PatientDraft, 'before' | 'values'> | null>(draft)

  function render(found: Patient | null) {
    if (!session.data) return null
    const patient = target.patientId === null ? null : found
    const before = valuesAtFirst(target, found, session.data.today)
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

/** What the form holds before anything is typed. */
function valuesAtFirst(
  { patientId, from, initialText }: DraftTarget,
  found: Patient | null,
  today: LocalDate,
): PatientValues {
  if (!found) return valuesFromSearch(initialText)
  if (patientId !== null) return valuesFromPatient(found)
  return from?.kind === 'newborn' ? valuesOfNewborn(found, today) : valuesOfMember(found)
}
