import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubOutputs } from '#contract/hub/hub'
import type { LocalDate } from '#domain/local-date'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { formatClock } from '#ui/shared/format.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './CloseDay.module.css'

type DayState = HubOutputs['days']['state']

/** How the day went, and the order that ends it. */
export function DaySummary({ day }: { day: LocalDate }) {
  const state = useQuery(api.days.state.queryOptions({ input: { day } }))
  return (
    <section aria-label="Ringkasan hari" className={classes.card}>
      <FourStates query={state} isEmpty={() => false} empty={null}>
        {(counts) => (
          <Stack gap="sm">
            <Counts counts={counts} />
            <Closing counts={counts} />
          </Stack>
        )}
      </FourStates>
    </section>
  )
}

function Counts({ counts }: { counts: DayState }) {
  const lines: [string, number][] = [
    ['Selesai', counts.finished],
    ['Masih terbuka', counts.open],
    ['Dibatalkan', counts.cancelled],
  ]
  return (
    <div>
      <div className={classes.total}>
        <b>{counts.registered}</b>
        <span>kunjungan terdaftar</span>
      </div>
      <dl className={classes.counts}>
        {lines.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Closing({ counts }: { counts: DayState }) {
  const { facility } = useFrontDesk()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const close = useMutation(
    api.days.close.mutationOptions({
      onSuccess: () => askAgain(queries, api.days.key()),
    }),
  )
  const closed = counts.closedAt !== null
  const canClose = !closed || counts.open > 0
  const end = () => close.mutate({ day: counts.day })
  const run = counts.open > 0 ? () => setAsking(true) : end
  useShortcut({ keys: 'Alt+T', label: 'Tutup hari ini', run }, canClose && !close.isPending)
  return (
    <Stack gap={8}>
      <Title order={2} size={18}>
        {closed
          ? `Sudah ditutup pukul ${formatClock(counts.closedAt ?? 0, facility.timeZone)}`
          : 'Belum ditutup'}
      </Title>
      {explainClosing(counts).map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
      <Problems sentences={close.error ? sentencesOf(close.error) : []} />
      {canClose && (
        <Button loading={close.isPending} rightSection={<KeyCap keys="Alt+T" />} onClick={run}>
          {closed ? 'Tutup yang masih terbuka' : 'Tutup hari ini'}
          {counts.open > 0 && '…'}
        </Button>
      )}
      {asking && <EndVisits counts={counts} onEnd={end} onClose={() => setAsking(false)} />}
    </Stack>
  )
}

type EndVisitsProps = { counts: DayState; onEnd: () => void; onClose: () => void }

/** Asked while people may still be in the house: a visit that was ended is not opened again. */
function EndVisits({ counts: { open, untouched }, onEnd, onClose }: EndVisitsProps) {
  function confirm(): void {
    onEnd()
    onClose()
  }

  return (
    <Dialog title={`${open} kunjungan masih terbuka`} onClose={onClose}>
      <Stack>
        <Text>
          Menutup hari mengakhiri semuanya
          {untouched > 0 && `, ${untouched} sebagai «pelayanan tidak tercatat»`}. Kunjungan yang sudah
          diakhiri tidak dapat dibuka lagi. Tutup hari?
        </Text>
        <Group>
          <Button data-autofocus rightSection={<KeyCap keys="Enter" />} onClick={confirm}>
            Ya, tutup hari
          </Button>
          <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
            Belum
          </Button>
        </Group>
      </Stack>
    </Dialog>
  )
}

/** What closing will do to whom, and what is still to be done by hand. */
function explainClosing({ closedAt, registered, open, untouched, temporary }: DayState): string[] {
  const incomplete = `${temporary} pasien gawat darurat masih bernama sementara. Lengkapi datanya di meja pendaftaran (Alt+0).`
  const ending =
    open === 0
      ? `${registered === 0 ? 'Tidak ada kunjungan.' : 'Semua kunjungan sudah selesai.'} Menutup hari mencatat bahwa hari ini lengkap.`
      : `${open} kunjungan yang masih terbuka diakhiri, tidak ada yang dibatalkan.`
  const unrecorded = `${untouched} yang belum disentuh ruangan dicatat «pelayanan tidak tercatat».`
  return [
    ...(closedAt === null || open > 0 ? [untouched > 0 ? `${ending} ${unrecorded}` : ending] : []),
    ...(temporary > 0 ? [incomplete] : []),
  ]
}
