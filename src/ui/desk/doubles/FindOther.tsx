import { Text, Title } from '@mantine/core'
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import { isSearchable } from '#domain/search-text'
import { api } from '#ui/shared/client.ts'
import { formatPlace } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { PickOne } from '../register-patient/PickOne.tsx'
import classes from './doubles.module.css'

type Hit = HubOutputs['patients']['search'][number]
type Person = { id: string; name: string; recordNo: string }

/** The person in front has another record somewhere: found as at the desk, by anything the search understands. */
export function FindOther({ person, onPick }: { person: Person; onPick: (otherId: string) => void }) {
  const [text, setText] = useState('')
  const card = useRef<HTMLElement>(null)
  const typed = text.trim()
  const results = useQuery({
    ...api.patients.search.queryOptions({
      input: isSearchable(typed) ? { text: typed } : skipToken,
      placeholderData: keepPreviousData,
      gcTime: 30_000,
    }),
    select: (hits: Hit[]) => hits.filter(({ id }) => id !== person.id),
  })
  useEffect(() => card.current?.querySelector('input')?.focus(), [])
  return (
    <section ref={card} aria-label="Gabungkan dengan" className={classes.card}>
      <Title order={2} size={18}>
        Gabungkan {person.name}
      </Title>
      <PickOne<Hit>
        label={`RM ${person.recordNo} dengan catatan lain`}
        placeholder="nama, NIK, nomor RM, atau telepon"
        listWidth={420}
        data-takes-scan="person"
        text={text}
        picked={false}
        results={results}
        fresh={results.data !== undefined && !results.isPlaceholderData}
        emptyMessage="Tidak ada catatan lain yang cocok."
        choiceOf={(hit) => ({ key: hit.id, content: <Choice hit={hit} /> })}
        onTextChange={setText}
        onPick={({ id }) => {
          setText('')
          onPick(id)
        }}
      />
    </section>
  )
}

function Choice({ hit }: { hit: Hit }) {
  const born = hit.birth ? `lahir ${formatBirth(hit.birth)}` : 'tanggal lahir belum ada'
  return (
    <>
      <Text fw={600}>{hit.name}</Text>
      <Text size="sm" c="dimmed">
        {[sexLetter(hit.sex), born, `RM ${hit.recordNo}`, formatPlace(hit)].filter(Boolean).join(' · ')}
      </Text>
    </>
  )
}
