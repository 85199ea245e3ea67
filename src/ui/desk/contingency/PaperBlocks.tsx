import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { ReservedBlock } from '#contract/hub/contingency'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { useFrontDesk } from '../front-desk-context.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import classes from './Contingency.module.css'
import { PaperSheets } from './PaperSheets.tsx'
import { ReserveForm } from './ReserveForm.tsx'

/** What is in the drawer for the hours without power; the same sheet can be printed again before every outage. */
export function PaperBlocks() {
  const { facility } = useFrontDesk()
  const blocks = useQuery(api.contingency.blocks.queryOptions())
  // A new object for every printing, also of the same block.
  const [printing, print] = useState<{ block: ReservedBlock } | null>(null)
  useEffect(() => {
    if (printing) window.print()
  }, [printing])
  return (
    <section className={classes.card} aria-label="Nomor cadangan">
      <Title order={2} size={18}>
        Sebelum listrik padam
      </Title>
      <Text size="sm">
        Cetak lembar nomor dan daftarnya sekarang, lalu simpan di loket. Nomor ini tidak pernah diberikan
        Loket sendiri; tiap nomor berlaku sekali sehari.
      </Text>
      <ReserveForm onReserved={(block) => print({ block })} />
      <FourStates
        query={blocks}
        isEmpty={(rows) => rows.length === 0}
        empty="Belum ada nomor cadangan. Cetak satu lembar untuk tiap seri yang dipakai."
      >
        {(rows) => (
          <ul className={classes.blocks} onKeyDown={stepAlong}>
            {rows.map((block) => (
              <BlockRow key={block.id} block={block} onPrint={() => print({ block })} />
            ))}
          </ul>
        )}
      </FourStates>
      {printing &&
        createPortal(<PaperSheets facility={facility.name} block={printing.block} />, document.body)}
    </section>
  )
}

function BlockRow({ block, onPrint }: { block: ReservedBlock; onPrint: () => void }) {
  const { facility } = useFrontDesk()
  const printed = new Intl.DateTimeFormat('id-ID', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: facility.timeZone,
  })
  return (
    <li>
      <div>
        <b>
          {block.numbers[0]} – {block.numbers.at(-1)}
        </b>
        <Text size="sm">{block.rooms.join(' · ')}</Text>
        <Text size="sm" c="dimmed">
          {printed.format(block.printedAt)} · {block.printedBy}
        </Text>
      </div>
      <RowDeeds
        deeds={[{ keys: 'C', label: 'Cetak lagi', name: `Cetak lagi ${block.numbers[0]}`, run: onPrint }]}
      />
    </li>
  )
}
