import { useState } from 'react'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { ExportButton } from './ExportButton.tsx'
import { PeopleDialog } from './PeopleDialog.tsx'

/** What stands on the front desk, as files: today's people, whom the search box finds; for the head also everybody on file. */
export function TakeFromDesk() {
  const { today, staff } = useFrontDesk()
  const text = useDesk((desk) => desk.text.trim())
  const [asking, setAsking] = useState(false)
  const everybody = { label: 'Pasien terdaftar…', run: () => setAsking(true) }
  return (
    <>
      <ExportButton
        quiet
        lists={[
          { label: 'Siapa di mana', list: { name: 'visits', day: today } },
          { label: 'Antrean tiap ruangan', list: { name: 'queue', day: today } },
          { label: 'Janji temu hari ini', list: { name: 'bookings', day: today } },
          { label: 'Data yang harus dilengkapi', list: { name: 'temporary' } },
          ...(text === '' ? [] : [{ label: 'Hasil pencarian', list: { name: 'hits' as const, text } }]),
        ]}
        more={staff.role === 'head' ? everybody : undefined}
      />
      {asking && <PeopleDialog onClose={() => setAsking(false)} />}
    </>
  )
}
