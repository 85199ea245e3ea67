import { useEffect, useRef } from 'react'
import type { DistrictOutputs } from '#contract/district/district'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import styles from './district.module.css'
import { Facilities } from './facilities/Facilities.tsx'
import { Staff } from './staff/Staff.tsx'
import { TopBar } from './TopBar.tsx'
import { Tonight } from './tonight/Tonight.tsx'
import { usePlace } from './use-place.ts'
import { Visits } from './visits/Visits.tsx'

export type Person = DistrictOutputs['session']['signIn']

export function Dashboard({ person }: { person: Person }) {
  const place = usePlace()
  const section = person.role === 'manager' || place.section === 'visits' ? place.section : 'tonight'
  const main = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new section starts at its top, also for a screen reader
  useEffect(() => main.current?.focus(), [section, place.facilityId])
  return (
    <div className={styles.screen}>
      <TopBar person={person} section={section} />
      <main ref={main} tabIndex={-1} className={styles.main} data-section={section}>
        {section === 'tonight' && <Tonight />}
        {section === 'visits' && <Visits key={place.facilityId} facilityId={place.facilityId} />}
        {section === 'facilities' && <Facilities />}
        {section === 'staff' && <Staff />}
      </main>
      <ShortcutList />
    </div>
  )
}
