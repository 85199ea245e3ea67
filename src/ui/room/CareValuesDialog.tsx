import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { LegCard } from '#contract/hub/queue'
import {
  askedValues,
  type CareValue,
  type CareValues,
  careRanges,
  doubtsAbout,
  isPossible,
  noCareValues,
  readCareNumber,
} from '#domain/care-values'
import { problem, sentenceOf } from '#domain/errors'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import styles from './room.module.css'
import type { Care } from './use-care.ts'

type Props = { legId: string; number: string; given: LegCard['dueCare']; care: Care; onClose: () => void }

/** As typed. */
const measured = z.object({ legId: z.string(), texts: z.record(z.string(), z.string()) })

export function CareValuesDialog(props: Props) {
  return (
    <Dialog title={`Hasil ukur ${props.number}`} size={460} onClose={props.onClose}>
      <CareValuesForm {...props} />
    </Dialog>
  )
}

/** What the care that was given asks for, each value once; all of it may stay empty. */
function CareValuesForm({ legId, given, care, onClose }: Props) {
  const begun = useFoundDraft('care', measured, (draft) => draft.legId === legId)
  const asked = askedValues(given.flatMap(({ asks }) => asks))
  const [known] = useState(() => textsOf(asked, given))
  const [typed, setTyped] = useState({ ...known, ...begun?.texts })
  const untouched = asked.every((value) => (typed[value] ?? '') === (known[value] ?? ''))
  const { discard } = useKeptDraft('care', untouched ? null : { legId, texts: typed }, begun)
  const [tried, setTried] = useState(false)
  const [warned, setWarned] = useState('')
  const read = asked.map((value) => ({ value, number: readCareNumber(typed[value] ?? '') }))
  const wrong = read.filter(({ value, number }) => number !== null && !isPossible(value, number))
  const values: CareValues = {
    ...noCareValues,
    ...Object.fromEntries(
      read.filter((one) => !wrong.includes(one)).map(({ value, number }) => [value, number]),
    ),
  }
  const doubts = doubtsAbout(values)
  const doubtful = doubts.length > 0 && doubts.join() === warned
  /** What looks like a slip is shown before it is kept; the same Enter again keeps it. */
  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (wrong.length > 0) return
    if (doubts.length > 0 && !doubtful) setWarned(doubts.join())
    else care.give({ do: 'measure', values }, close)
  }
  function close(): void {
    discard()
    onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text c="dimmed">Isi yang diukur saja; yang kosong tidak dikirim.</Text>
        {asked.map((value, place) => (
          <ValueField
            key={value}
            value={value}
            first={place === 0}
            text={typed[value] ?? ''}
            wrong={tried && wrong.some((one) => one.value === value)}
            onChange={(text) => setTyped({ ...typed, [value]: text })}
          />
        ))}
        <div role="status" className={styles.doubts}>
          {doubtful && doubts.map((doubt) => <p key={doubt}>{doubt}</p>)}
          {doubtful && <p>Periksa lagi. Bila memang begitu, simpan.</p>}
        </div>
        <Problems sentences={care.sentences} />
        <Group justify="flex-end">
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Tidak jadi
          </Button>
          <Button type="submit" loading={care.running !== null} rightSection={<KeyCap keys="Enter" />}>
            {doubtful ? 'Tetap simpan' : 'Simpan hasil'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type FieldProps = {
  value: CareValue
  first: boolean
  text: string
  wrong: boolean
  onChange: (text: string) => void
}

function ValueField({ value, first, text, wrong, onChange }: FieldProps) {
  const { label, unit, possible } = careRanges[value]
  const params = { label, unit, from: possible[0], to: possible[1] }
  return (
    <TextInput
      label={label}
      rightSection={<span className={styles.unit}>{unit}</span>}
      rightSectionWidth={64}
      inputMode="decimal"
      autoComplete="off"
      maxLength={7}
      data-autofocus={first || undefined}
      value={text}
      error={wrong && sentenceOf(problem('care_value_invalid', params))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** What was kept already, as it would be typed. */
function textsOf(asked: readonly CareValue[], given: LegCard['dueCare']): Partial<Record<CareValue, string>> {
  const known = asked.flatMap((value) => {
    const number = given.map((item) => item.given?.values[value] ?? null).find((one) => one !== null)
    return number === undefined || number === null ? [] : [[value, String(number).replace('.', ',')] as const]
  })
  return Object.fromEntries(known)
}
