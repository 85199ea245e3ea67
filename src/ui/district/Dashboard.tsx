import { useEffect, useRef } from 'react'
import type { DistrictOutputs } from '#contract/district/district'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { AuditWarning } from './AuditWarning.tsx'
import { Contacts } from './contacts/Contacts.tsx'
import styles from './district.module.css'
import { Facilities } from './facilities/Facilities.tsx'
import { PaperHead } from './PaperHead.tsx'
import { SamePeople } from './people/SamePeople.tsx'
import { Staff } from './staff/Staff.tsx'
import { sectionFor, TopBar } from './TopBar.tsx'
import { Tonight } from './tonight/Tonight.tsx'
import { usePlace } from './use-place.ts'
import { Villages } from './villages/Villages.tsx'
import { Visits } from './visits/Visits.tsx'

export type Person = DistrictOutputs['session']['signIn']

export function Dashboard({ person }: { person: Person }) {
  const place = usePlace()
  const section = sectionFor(person.role, place.section)
  const main = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new section starts at its top, also for a screen reader
  useEffect(() => main.current?.focus(), [section, place.facilityId])
  return (
    <div className={styles.screen}>
      <TopBar person={person} section={section} />
      {person.role === 'manager' && <AuditWarning />}
      <main ref={main} tabIndex={-1} className={styles.main} data-section={section}>
        <PaperHead person={person} />
        {section === 'tonight' && <Tonight />}
        {section === 'visits' && <Visits role={person.role} />}
        {section === 'contacts' && <Contacts role={person.role} />}
        {section === 'villages' && <Villages role={person.role} />}
        {section === 'people' && <SamePeople />}
        {section === 'facilities' && <Facilities />}
        {section === 'staff' && <Staff />}
      </main>
      <ShortcutList />
    </div>
  )
}
