import { Button, Switch, Title } from '@mantine/core'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import type { LocalDate } from '#domain/local-date'
import { isSame } from '#ui/shared/is-same.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useDrafts } from '#ui/shared/use-draft.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { AssignVisit } from './AssignVisit.tsx'
import { ContactSection } from './ContactSection.tsx'
import { DiscardDialog } from './DiscardDialog.tsx'
import { DuplicatePanel } from './DuplicatePanel.tsx'
import { MoreSection, MoreSwitch, moreKeys } from './MoreSection.tsx'
import { nextTwin, sayOrder, toggleTwins } from './newborn.ts'
import classes from './PatientForm.module.css'
import { PersonSection } from './PersonSection.tsx'
import type { Aside, DraftTarget } from './patient-draft.ts'
import { focusField, focusNext, type PatientFormApi, setFields } from './patient-form.ts'
import { errorOf, type Patient, type PatientValues, showsMore } from './patient-values.ts'
import { TakenNik } from './TakenNik.tsx'
import { SavedTwin, TwinSwitch } from './TwinSwitch.tsx'
import { type Duplicate, useDuplicates } from './use-duplicates.ts'
import type { PatientDraftKeeper } from './use-patient-draft.ts'
import { type Saved, usePatientForm } from './use-patient-form.ts'
import { useTemporaryVisit } from './use-temporary-visit.ts'

export type PatientEvents = {
  onSaved: (patientId: string) => void
  /** What was typed, where it is more than a name, and whom the clerk opens instead. */
  onPutAside: (aside: Aside) => void
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
  const drafts = useDrafts()
  const [leaving, setLeaving] = useState(false)
  const [moreAsked, setMoreAsked] = useState(false)
  const [assigning, setAssigning] = useState<Duplicate | null>(null)
  const state = usePatientForm({
    root,
    patient,
    values: props.values,
    today,
    onTyped: (values) => keeper.keep({ ...target, before, values }),
    onSaved: (saved) => {
      keeper.discard()
      goOn(saved)
    },
  })
  const { form } = state
  const more = moreAsked || showsMore(form.values)
  const [twin, setTwin] = useState<{ recordNo: string; order: string } | null>(null)
  const visit = useTemporaryVisit(patient)
  const duplicates = useDuplicates(form.values, patient, today)

  function discard(): void {
    keeper.discard()
    props.onCancel()
  }

  /** What was typed must not wait for the next form: it is put aside, from where it can be had back. */
  async function openExisting(id: string): Promise<void> {
    const values = form.getValues()
    if (!isSame({ ...values, name: '' }, { ...before, name: '' })) {
      props.onPutAside({ insteadOf: id, draft: { ...target, before, values } })
      await drafts.flush()
    }
    openInstead(id)
  }

  /** Once a visit was given away its temporary record is no more, and with it what was typed into it. */
  function openInstead(id: string): void {
    keeper.discard()
    props.onOpenExisting(id)
  }

  function leave(): void {
    if (isSame(form.getValues(), before)) discard()
    else setLeaving(true)
  }

  /** After a twin comes the next one, in the same form. */
  function goOn(saved: Saved): void {
    const values = form.getValues()
    if (values.siblingNext) {
      setTwin({ recordNo: saved.recordNo, order: sayOrder(values.birthOrder) })
      form.setValues(nextTwin(values))
      requestAnimationFrame(() => focusField(root.current, ['sex']))
    } else props.onSaved(saved.id)
  }

  function toggleNewborn(): void {
    form.setFieldValue('newborn', !form.getValues().newborn)
    requestAnimationFrame(() => focusField(root.current, ['motherText', 'nik']))
  }

  function openMore(): void {
    setMoreAsked(true)
    requestAnimationFrame(() => {
      focusField(root.current, ['disabilities'])
      document.activeElement?.closest('section')?.scrollIntoView({ block: 'nearest' })
    })
  }

  // Begun from the mother, only the child's sex is left to ask.
  useLayoutEffect(() => {
    if (target.from?.kind === 'newborn') focusField(root.current, ['sex'])
    else root.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [target.from])
  useShortcut({ keys: 'Ctrl+Enter', label: 'Simpan pasien', run: () => state.submit(null) })
  useShortcut({ keys: 'Escape', label: 'Batal', run: leave })
  const reload = () => props.onReload(form.getValues())
  useShortcut({ keys: 'Alt+R', label: 'Muat ulang, ketikan tetap', run: reload }, state.isOutdated)
  useShortcut({ keys: 'Alt+B', label: 'Bayi baru lahir', run: toggleNewborn })
  const toggle = () => setFields(form, toggleTwins(form.getValues()))
  const mayBeTwin = patient === null && form.values.newborn
  useShortcut({ keys: 'Alt+K', label: 'Kembar', run: toggle }, mayBeTwin)
  useShortcut({ keys: moreKeys, label: 'Keterangan lain', run: openMore })

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
        {twin ? <SavedTwin {...twin} /> : props.notice}
        {mayBeTwin && <TwinSwitch values={form.values} onToggle={toggle} />}
        <Switch
          size="md"
          className={mayBeTwin ? undefined : classes.newborn}
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
          <PersonSection
            form={form}
            today={today}
            isNew={patient === null}
            onMother={state.chooseMother}
            onFamily={state.chooseFamily}
          />
          <ContactSection
            form={form}
            before={before}
            today={today}
            onVillage={() => requestAnimationFrame(() => focusField(root.current, ['address']))}
          >
            {!more && <MoreSwitch onOpen={openMore} />}
          </ContactSection>
          {more && <MoreSection form={form} isNew={patient === null} />}
        </div>
        <aside className={classes.side}>
          <DuplicatePanel
            duplicates={duplicates}
            today={today}
            onOpen={openExisting}
            onAssign={visit && setAssigning}
          />
          <p className={classes.hint}>
            <KeyCap keys="Enter" /> ke isian berikutnya. Ketikan tersimpan sendiri.
          </p>
          <Problems sentences={state.sentences} />
          {state.isOutdated && (
            <Button variant="default" px="xs" rightSection={<KeyCap keys="Alt+R" />} onClick={reload}>
              Muat ulang, ketikan tetap
            </Button>
          )}
          <Button
            size="lg"
            loading={state.saving}
            rightSection={<KeyCap keys="Ctrl ⏎" />}
            onClick={() => state.submit(null)}
          >
            {form.values.siblingNext ? 'Simpan, lalu kembarnya' : 'Simpan pasien'}
          </Button>
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={leave}>
            Batal
          </Button>
        </aside>
      </div>
      {state.takenNik && (
        <TakenNik
          nik={form.values.nik}
          name={form.values.name}
          sentence={state.takenNik.sentence}
          busy={state.saving}
          assign={
            visit && (
              <AssignVisit
                visit={visit}
                patientId={String(state.takenNik.params.id)}
                onAssigned={openInstead}
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
          onAssigned={openInstead}
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
