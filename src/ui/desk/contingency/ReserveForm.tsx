import { Button, NativeSelect, NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ReservedBlock } from '#contract/hub/contingency'
import type { Room } from '#domain/room'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './Contingency.module.css'

const usualCount = 20

/** Takes a run of numbers out of a series; they go to the printer at once. */
export function ReserveForm({ onReserved }: { onReserved: (block: ReservedBlock) => void }) {
  const { facility } = useFrontDesk()
  const queries = useQueryClient()
  const choices = seriesOf(facility.rooms)
  const [series, setSeries] = useState(choices[0]?.value ?? '')
  const [count, setCount] = useState(usualCount)
  const reserve = useMutation(
    api.contingency.reserve.mutationOptions({
      onSuccess: (block) => {
        onReserved(block)
        return askAgain(queries, api.contingency.blocks.key())
      },
    }),
  )
  const order = () => reserve.mutate({ series, count })
  useShortcut({ keys: 'Alt+C', label: 'Cetak nomor cadangan baru', run: order }, !reserve.isPending)

  function submit(event: FormEvent): void {
    event.preventDefault()
    order()
  }

  return (
    <form onSubmit={submit} className={classes.reserve}>
      <NativeSelect
        label="Seri"
        data={choices}
        value={series}
        onChange={(event) => setSeries(event.currentTarget.value)}
      />
      <NumberInput
        label="Banyaknya"
        min={5}
        max={60}
        clampBehavior="strict"
        value={count}
        onChange={(value) => setCount(Number(value))}
      />
      <Button type="submit" loading={reserve.isPending} rightSection={<KeyCap keys="Alt+C" />}>
        Cetak nomor baru
      </Button>
      <Problems sentences={reserve.error ? sentencesOf(reserve.error) : []} />
    </form>
  )
}

/** Each series with the rooms that use it: «C · Ruang Dewasa & Lansia». */
function seriesOf(rooms: readonly Room[]): { value: string; label: string }[] {
  const served = rooms.filter(({ active, roles }) => active && !roles.includes('loket'))
  return [...Map.groupBy(served, ({ series }) => series)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([series, group]) => ({
      value: series,
      label: `${series} · ${group.map(({ publicLabel }) => publicLabel).join(', ')}`,
    }))
}
