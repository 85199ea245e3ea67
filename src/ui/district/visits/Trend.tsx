import { Button } from '@mantine/core'
import { useState } from 'react'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { DayChart, mostNumbered, startsOf } from './DayChart.tsx'
import { DayTable } from './DayTable.tsx'
import type { Period } from './period.ts'
import type { VisitCounts } from './visit-counts.ts'
import styles from './visits.module.css'

/** The chart over time, and its numbers as a table for whoever wants to read them. */
export function Trend({ counts, period }: { counts: VisitCounts; period: Period }) {
  const [open, setOpen] = useState(false)
  const { grain, overTime } = counts
  const toggle = () => setOpen((was) => !was)
  useShortcut({ keys: 'A', label: 'Angka grafik sebagai tabel', run: toggle })
  const crowded = startsOf(grain, period).length > mostNumbered
  return (
    <>
      <DayChart counts={overTime} grain={grain} period={period} />
      <Button
        className={styles.toggle}
        variant="default"
        aria-expanded={open}
        rightSection={<KeyCap keys="A" />}
        onClick={toggle}
      >
        {open ? 'Tutup tabel' : 'Tabel angka'}
      </Button>
      <DayTable counts={overTime} grain={grain} period={period} open={open} printed={crowded} />
    </>
  )
}
