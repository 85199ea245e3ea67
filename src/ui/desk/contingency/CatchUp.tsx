import { Group, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { addDays } from '#domain/local-date'
import { api } from '#ui/shared/client.ts'
import { formatClock } from '#ui/shared/format.ts'
import { hubNow } from '#ui/shared/hub-clock.ts'
import { useFoundDraft } from '#ui/shared/use-draft.ts'
import { readClock } from '../clock-text.ts'
import { DayField } from '../DayField.tsx'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton } from '../lists/ExportButton.tsx'
import classes from './Contingency.module.css'
import { EnteredTable } from './EnteredTable.tsx'
import { LineForm } from './LineForm.tsx'
import { paperDraft } from './paper-draft.ts'
import { guessCut } from './paper-lines.ts'

const mostDaysBack = 7

/** The paper list, line by line, in whatever order the sheets come to hand. */
export function CatchUp() {
  const { facility, today } = useFrontDesk()
  const begun = useFoundDraft('paper', paperDraft, ({ day }) => day >= addDays(today, -mostDaysBack))
  const [day, setDay] = useState(begun?.day ?? today)
  const [typed, setTyped] = useState(begun?.since ?? null)
  const sinceField = useRef<HTMLInputElement>(null)
  const entered = useQuery(api.contingency.entered.queryOptions({ input: { day } }))
  const visits = useQuery(api.visits.today.queryOptions())
  const known = entered.data?.[0]?.at ?? null
  const guess =
    day === today
      ? guessCut(
          (visits.data ?? []).map((row) => row.registeredAt),
          hubNow(),
        )
      : null
  const cut = known ?? guess
  const since = typed ?? (cut === null ? '' : formatClock(cut, facility.timeZone))

  return (
    <section className={classes.card} aria-label="Catatan kertas">
      <Group justify="space-between">
        <Title order={2} size={18}>
          Setelah listrik menyala
        </Title>
        <ExportButton
          quiet
          lists={[
            { label: 'Catatan kertas', list: { name: 'paper', day } },
            { label: 'Nomor cadangan', list: { name: 'paperBlocks' } },
          ]}
        />
      </Group>
      <div className={classes.outage}>
        <DayField
          label="Hari"
          day={day}
          first={addDays(today, -mostDaysBack)}
          last={today}
          onChange={(next) => {
            setDay(next)
            setTyped(null)
          }}
        />
        <TextInput
          label="Padam pukul"
          ref={sinceField}
          w={104}
          placeholder="08.15"
          value={since}
          error={since !== '' && readClock(since) === null && 'Jam tidak terbaca'}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <Text size="sm" c="dimmed">
        {day === today
          ? 'Nomor kertas antre menurut nomornya: di belakang yang terdaftar sebelum listrik padam, di depan yang terdaftar sesudahnya.'
          : 'Kunjungan hari yang lalu dicatat selesai; pelayanannya tidak tercatat.'}
      </Text>
      <LineForm
        day={day}
        since={readClock(since)}
        sinceTyped={typed}
        begun={begun}
        onSinceMissing={() => sinceField.current?.focus()}
        entered={entered.data ?? []}
      />
      <EnteredTable entered={entered} />
    </section>
  )
}
