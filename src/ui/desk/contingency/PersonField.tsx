import { Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import { checkName, displayName } from '#domain/name-key'
import { isSearchable } from '#domain/search-text'
import { api } from '#ui/shared/client.ts'
import { formatPlace } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { PickOne } from '../register-patient/PickOne.tsx'

type Hit = HubOutputs['patients']['search'][number]
/** Somebody on file, or nothing but the name on the list. */
export type Somebody = { hit: Hit } | { name: string }

type Props = {
  text: string
  person: Somebody | null
  onTextChange: (text: string) => void
  onPick: (person: Somebody) => void
}

/** The search of the desk, with the bare name as its last answer: the record can be completed when there is time. */
export function PersonField({ text, person, onTextChange, onPick }: Props) {
  const typed = text.trim()
  const results = useQuery({
    ...api.patients.search.queryOptions({
      input: isSearchable(typed) ? { text: typed } : skipToken,
      placeholderData: keepPreviousData,
      gcTime: 30_000,
    }),
    select: (hits: Hit[]): Somebody[] => [
      ...hits.map((hit) => ({ hit })),
      ...(checkName(typed) === null ? [{ name: displayName(typed) }] : []),
    ],
  })
  return (
    <PickOne<Somebody>
      label="Nama atau RM"
      placeholder="seperti pada daftar kertas"
      data-field="person"
      data-takes-scan="person"
      listWidth={460}
      text={text}
      picked={person !== null}
      description={person && sayWho(person)}
      results={results}
      fresh={results.data !== undefined && !results.isPlaceholderData}
      emptyMessage="Tidak ada yang cocok. Ketik nama untuk mencatat namanya saja."
      choiceOf={(somebody) => ({ key: keyOf(somebody), content: <Choice somebody={somebody} /> })}
      onTextChange={onTextChange}
      onPick={onPick}
    />
  )
}

/** What stands in the box once somebody is chosen. */
export function nameOf(somebody: Somebody): string {
  return 'hit' in somebody ? somebody.hit.name : somebody.name
}

function keyOf(somebody: Somebody): string {
  return 'hit' in somebody ? somebody.hit.id : 'name'
}

function sayWho(somebody: Somebody): string {
  return 'hit' in somebody ? sayHit(somebody.hit) : 'Nama saja; data dilengkapi nanti.'
}

function Choice({ somebody }: { somebody: Somebody }): ReactNode {
  if ('hit' in somebody) {
    return (
      <>
        <Text fw={600}>{somebody.hit.name}</Text>
        <Text size="sm" c="dimmed">
          {sayHit(somebody.hit)}
        </Text>
      </>
    )
  }
  return (
    <Text fw={600}>
      <IconPencil size={16} aria-hidden /> Catat nama saja: “{somebody.name}”
    </Text>
  )
}

function sayHit(hit: Hit): string {
  const born = hit.birth ? `lahir ${formatBirth(hit.birth)}` : 'tanggal lahir belum ada'
  return [sexLetter(hit.sex), born, `RM ${hit.recordNo}`, formatPlace(hit)].filter(Boolean).join(' · ')
}
