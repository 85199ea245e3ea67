import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import type { PaperVisit } from '#contract/hub/contingency'
import type { LocalDate } from '#domain/local-date'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './Contingency.module.css'
import { nameOf, PersonField } from './PersonField.tsx'
import type { PaperDraft } from './paper-draft.ts'
import { usePaperLine } from './use-paper-line.ts'

type Props = {
  day: LocalDate
  /** When the power went, in minutes after midnight; null until it is typed. */
  since: number | null
  /** The same as it was typed; null while it is guessed. */
  sinceTyped: string | null
  /** What was typed here before the page went away. */
  begun: PaperDraft | null
  onSinceMissing: () => void
  entered: readonly PaperVisit[]
}

/** One line of the list: Enter goes on to what is missing, then saves and stands at the next number. */
export function LineForm({ day, since, sinceTyped, begun, onSinceMissing, entered }: Props) {
  const { today } = useFrontDesk()
  const form = useRef<HTMLFormElement>(null)
  const { line, number, purposes, purpose, last, change, save, saving } = usePaperLine({
    day,
    since: sinceTyped,
    begun,
    entered,
    onRefused: () => focusOn('number'),
  })
  const isPast = day < today
  const gone = line.gone || isPast

  function focusOn(name: 'number' | 'person'): void {
    form.current?.querySelector<HTMLInputElement>(`[data-field="${name}"]`)?.focus()
  }

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault()
    if (!line.person) focusOn('person')
    else if (since === null) onSinceMissing()
    else save(since, gone)
  }

  const submitOnEnter = (event: KeyboardEvent) => event.key === 'Enter' && submit(event)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the page opens, and once a line is on its list
  useEffect(() => focusOn('number'), [last])
  useShortcut({ keys: 'Alt+P', label: 'Sudah pulang', run: () => change({ gone: !gone }) }, !isPast)

  return (
    <form ref={form} className={classes.line} onSubmit={submit} aria-label="Baris daftar kertas" noValidate>
      <TextInput
        label="Nomor"
        data-field="number"
        autoComplete="off"
        maxLength={8}
        placeholder="A-801"
        value={number}
        onChange={(event) => change({ number: event.currentTarget.value })}
        onFocus={(event) => event.currentTarget.select()}
      />
      <PersonField
        text={line.text}
        person={line.person}
        onTextChange={(text) => change({ text, person: null })}
        onPick={(person) => change({ text: nameOf(person), person })}
      />
      <NativeSelect
        label="Keperluan"
        data={purposes.map(({ code, label }) => ({ value: code, label }))}
        value={purpose?.code ?? ''}
        onChange={(event) => change({ purpose: event.currentTarget.value })}
        onKeyDown={submitOnEnter}
      />
      <div className={classes.foot}>
        <Checkbox
          label={
            <>
              Sudah pulang <KeyCap keys="Alt+P" />
            </>
          }
          checked={gone}
          disabled={isPast}
          onChange={(event) => change({ gone: event.currentTarget.checked })}
          onKeyDown={submitOnEnter}
        />
        <Problems sentences={saving.error ? sentencesOf(saving.error) : []} />
        <Button type="submit" loading={saving.isPending} rightSection={<KeyCap keys="Enter" />}>
          Simpan baris
        </Button>
      </div>
    </form>
  )
}
