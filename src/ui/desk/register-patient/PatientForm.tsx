import { Button, Switch, Title } from '@mantine/core'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { LocalDate } from '#domain/local-date'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { AssignVisit } from './AssignVisit.tsx'
import { ContactSection } from './ContactSection.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { DuplicatePanel } from './DuplicatePanel.tsx'
import classes from './PatientForm.module.css'
import { PersonSection } from './PersonSection.tsx'
import { focusField, focusNext, type PatientFormApi } from './patient-form.ts'
import { errorOf, isSame, type Patient, type PatientValues } from './patient-values.ts'
import { TakenNik } from './TakenNik.tsx'
import { type Duplicate, useDuplicates } from './use-duplicates.ts'
import type { DraftTarget, PatientDraftKeeper } from './use-patient-draft.ts'
import { usePatientForm } from './use-patient-form.ts'
import { useTemporaryVisit } from './use-temporary-visit.ts'

export type PatientEvents = {
  onSaved: (patientId: string) => void
  onOpenExisting: (patientId: string) => void
  onCancel: () => void
}

type PatientFormProps = PatientEvents & {
  target: DraftTarget
  /** The person on file; null for a new one. */
  patient: Patient | null
  before: PatientValues
  values: PatientValues
  today: LocalDate
  keeper: PatientDraftKeeper
  notice: ReactNode
  /** Fetches what somebody else has saved meanwhile and lays this typing over it. */
  onReload: (typed: PatientValues) => void
}

/** One screen, keyboard only: Enter and Tab follow the conversation, Ctrl+Enter saves from anywhere. */
export function PatientForm(props: PatientFormProps) {
  const { target, patient, before, today, keeper } = props
  const root = useRef<HTMLFormElement>(null)
  const [leaving, setLeaving] = useState(false)
  const [assigning, setAssigning] = useState<Duplicate | null>(null)
  const state = usePatientForm({
    root,
    patient,
    values: props.values,
    today,
    onTyped: (values) => keeper.keep({ ...target, before, values }),
    onSaved: (id) => void keeper.discard().then(() => props.onSaved(id)),
  })
  const { form } = state
  const visit = useTemporaryVisit(patient)
  const duplicates = useDuplicates(form.values, patient?.id ?? null, today)

  function discard(): void {
    void keeper.discard().then(props.onCancel)
  }

  /** Whoever opens the person on file has decided; what was typed about another must not wait for the next form. */
  async function openExisting(id: string): Promise<void> {
    await keeper.discard()
    props.onOpenExisting(id)
  }

  function leave(): void {
    if (isSame(form.getValues(), before)) discard()
    else setLeaving(true)
  }

  function toggleNewborn(): void {
    form.setFieldValue('newborn', !form.getValues().newborn)
    requestAnimationFrame(() => focusField(root.current, ['motherText', 'nik']))
  }

  useEffect(() => root.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [])
  useShortcut({ keys: 'Ctrl+Enter', label: 'Simpan pasien', run: () => state.submit(null) })
  useShortcut({ keys: 'Escape', label: 'Batal', run: leave })
  useShortcut({ keys: 'Alt+B', label: 'Bayi baru lahir', run: toggleNewborn })

  return (
    <form
      ref={root}
      className={classes.page}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={goOnWithEnter}
      onBlur={(event) => {
        void keeper.flush()
        judgeField(form, event, today)
      }}
    >
      <header className={classes.head}>
        <Title order={1} size={24}>
          {nameForm(patient)}
        </Title>
        {props.notice}
        <Switch
          size="md"
          className={classes.newborn}
          checked={form.values.newborn}
          onChange={toggleNewborn}
          label={
            <>
              Bayi baru lahir&ensp;
              <KeyCap keys="Alt+B" />
            </>
          }
        />
      </header>
      <div className={classes.columns}>
        <div className={classes.fields}>
          <PersonSection form={form} today={today} isNew={patient === null} onMother={state.chooseMother} />
          <ContactSection
            form={form}
            today={today}
            onVillage={() => requestAnimationFrame(() => focusField(root.current, ['address']))}
          />
          <p className={classes.hint}>
            <KeyCap keys="Enter" /> ke isian berikutnya. Yang diketik tersimpan sendiri sampai pasien
            disimpan.
          </p>
        </div>
        <aside className={classes.side}>
          <DuplicatePanel
            duplicates={duplicates}
            today={today}
            onOpen={openExisting}
            onAssign={visit && setAssigning}
          />
          <Problems sentences={state.sentences} />
          {state.isOutdated && (
            <Button variant="default" px="xs" onClick={() => props.onReload(form.getValues())}>
              Muat ulang, ketikan tetap
            </Button>
          )}
          <Button
            size="lg"
            loading={state.saving}
            rightSection={<KeyCap keys="Ctrl ⏎" />}
            onClick={() => state.submit(null)}
          >
            Simpan pasien
          </Button>
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={leave}>
            Batal
          </Button>
        </aside>
      </div>
      {state.takenNik && (
        <TakenNik
          sentence={state.takenNik.sentence}
          busy={state.saving}
          assign={
            visit && (
              <AssignVisit
                visit={visit}
                patientId={String(state.takenNik.params.id)}
                onAssigned={openExisting}
              />
            )
          }
          onOpen={() => openExisting(String(state.takenNik?.params.id))}
          onSaveAnyway={state.submit}
          onClose={state.forgetProblems}
        />
      )}
      {visit && assigning && (
        <AssignDialog
          visit={visit}
          person={assigning}
          onAssigned={openExisting}
          onClose={() => setAssigning(null)}
        />
      )}
      {leaving && (
        <DiscardDialog name={form.values.name} onDiscard={discard} onClose={() => setLeaving(false)} />
      )}
    </form>
  )
}

function nameForm(patient: Patient | null): string {
  if (patient === null) return 'Pasien baru'
  return `${patient.temporary ? 'Lengkapi' : 'Perbaiki'} data · RM ${patient.recordNo}`
}

/** Lists that are open take Enter for themselves; buttons are pressed by it. */
function goOnWithEnter(event: KeyboardEvent<HTMLFormElement>): void {
  const from = event.target
  const goesOn = event.key === 'Enter' && !event.ctrlKey && !event.altKey && !event.defaultPrevented
  const isField = from instanceof HTMLInputElement || from instanceof HTMLSelectElement
  if (!goesOn || !isField || !event.currentTarget.contains(from)) return
  event.preventDefault()
  focusNext(event.currentTarget, from)
}

/** A field that was filled in is judged when it is left; an empty one only when the form is saved. */
function judgeField(form: PatientFormApi, event: FocusEvent, today: LocalDate): void {
  const field = (event.target as HTMLElement).dataset.field as keyof PatientValues | undefined
  if (!field || form.getValues()[field] === '') return
  const sentence = errorOf(form.getValues(), field, today)
  if (sentence) form.setFieldError(field, sentence)
}
