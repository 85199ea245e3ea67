import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { checkAnswer, type ConsentForm as Form, inFacility } from '#domain/consent'
import { sentenceOf } from '#domain/errors'
import {
  type Relation,
  relationLabels,
  relations,
  relationsFor,
  speaksForSelf,
  suggestSigner,
} from '#domain/signer'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import type { Patient } from '../visit/visit-form.ts'
import { formWords } from './consent-words.ts'
import classes from './documents.module.css'

type Props = {
  form: Form
  patient: Patient
  onKept: () => void
  children: (points: ReactNode, orders: ReactNode) => ReactNode
}

/** As ticked and typed, of one version of the text. */
const consentDraft = z.object({
  patientId: z.string(),
  version: z.string(),
  points: z.array(z.string()),
  relation: z.enum(relations),
  name: z.string(),
})

/** Point by point with the person in front; one key ticks them all once they have been gone through. */
export function ConsentForm({ form, patient, onKept, children }: Props) {
  const begun = useFoundDraft(
    form.kind,
    consentDraft,
    ({ patientId, version }) => patientId === patient.id && version === form.version,
  )
  const { facility, today } = useFrontDesk()
  const queries = useQueryClient()
  const [suggested] = useState(() => suggestSigner(patient, today))
  const [points, setPoints] = useState<readonly string[]>(begun?.points ?? [])
  const [relation, setRelation] = useState<Relation>(begun?.relation ?? suggested.relation)
  const [typed, setTyped] = useState(begun?.name ?? suggested.name)
  const [tried, setTried] = useState(false)
  const box = useRef<HTMLFormElement>(null)
  const touched = points.length > 0 || relation !== suggested.relation || typed !== suggested.name
  const draft = { patientId: patient.id, version: form.version, points: [...points], relation, name: typed }
  const { discard } = useKeptDraft(form.kind, touched ? draft : null, begun)
  const isSelf = speaksForSelf(relation)
  const signer = isSelf ? patient.name : typed.trim()
  const wrong = (agreed: boolean) =>
    checkAnswer(form, { version: form.version, points, agreed, relation, signer }, patient, today)
  const keep = useMutation(
    api.documents.answer.mutationOptions({
      onSuccess: async () => {
        discard()
        await askAgain(queries, api.documents.key())
        onKept()
      },
    }),
  )
  const every = form.points.map(({ code }) => code)
  const hasAll = points.length === every.length

  function answer(agreed: boolean): void {
    setTried(true)
    const found = wrong(agreed)
    if (found) box.current?.querySelector<HTMLElement>(`[data-field="${found.field}"]:not(:checked)`)?.focus()
    else
      keep.mutate({
        patientId: patient.id,
        kind: form.kind,
        version: form.version,
        points: [...points],
        agreed,
        relation,
        signer: isSelf ? '' : signer,
      })
  }

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault()
    answer(true)
  }

  const tickAll = () => setPoints(hasAll ? [] : every)
  useShortcut({ keys: 'Alt+A', label: 'Centang semua butir', run: tickAll })
  useShortcut({ keys: 'Alt+T', label: 'Tidak setuju', run: () => answer(false) }, !keep.isPending)
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [])
  const problem = tried ? wrong(true) : null
  const words = formWords[form.kind]
  return (
    <form ref={box} className={classes.consent} onSubmit={submit} noValidate>
      {children(
        <>
          <Checkbox
            data-first
            data-autofocus
            checked={hasAll}
            indeterminate={points.length > 0 && !hasAll}
            onChange={tickAll}
            aria-keyshortcuts="Alt+A"
            label={
              <b>
                {words.all} <KeyCap keys="Alt+A" />
              </b>
            }
          />
          <Checkbox.Group value={[...points]} onChange={setPoints} aria-label="Butir">
            {form.points.map(({ code, text, group, optional }, place) => (
              <div key={code} className={classes.point}>
                {group !== form.points[place - 1]?.group && <b>{group}</b>}
                <Checkbox
                  size="sm"
                  value={code}
                  {...(!optional && { 'data-field': 'points' })}
                  label={inFacility(text, facility.name)}
                  description={optional && 'Boleh tidak diizinkan.'}
                />
              </div>
            ))}
          </Checkbox.Group>
        </>,
        <>
          <div className={classes.signer}>
            <NativeSelect
              label="Yang menyatakan"
              data-field="relation"
              data={relationsFor(patient.birth, today).map((value) => ({
                value,
                label: relationLabels[value],
              }))}
              value={relation}
              onChange={(event) => setRelation(event.currentTarget.value as Relation)}
              onKeyDown={(event) => event.key === 'Enter' && submit(event)}
            />
            <TextInput
              label="Nama"
              data-field="signer"
              autoComplete="off"
              maxLength={120}
              disabled={isSelf}
              value={isSelf ? patient.name : typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </div>
          <Problems
            sentences={[
              ...(problem ? [sentenceOf(problem.problem)] : []),
              ...(keep.error ? sentencesOf(keep.error) : []),
            ]}
          />
          <Group gap={8} wrap="nowrap">
            <Button
              flex={1}
              type="submit"
              size="lg"
              loading={keep.isPending}
              rightSection={<KeyCap keys="Enter" />}
            >
              {words.agree}
            </Button>
            <Button
              variant="default"
              size="lg"
              disabled={keep.isPending}
              aria-keyshortcuts="Alt+T"
              rightSection={<KeyCap keys="Alt+T" />}
              onClick={() => answer(false)}
            >
              {words.refuse}
            </Button>
          </Group>
        </>,
      )}
    </form>
  )
}
