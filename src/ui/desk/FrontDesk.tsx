import { useQueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { BookingsDialog } from './bookings/BookingsDialog.tsx'
import { Contingency } from './contingency/Contingency.tsx'
import { CloseDay } from './day/CloseDay.tsx'
import styles from './desk.module.css'
import { type Overlay, useDesk } from './desk-store.ts'
import { Devices } from './devices/Devices.tsx'
import { DocumentsDialog } from './documents/DocumentsDialog.tsx'
import { Doubles } from './doubles/Doubles.tsx'
import { EmergencyDialog } from './EmergencyDialog.tsx'
import { FamilyDialog } from './family/FamilyDialog.tsx'
import { ScannedPerson } from './find/ScannedPerson.tsx'
import { SearchColumn } from './find/SearchColumn.tsx'
import { useFrontDesk } from './front-desk-context.ts'
import { ImportPage } from './import/ImportPage.tsx'
import { OpenRoomDialog } from './OpenRoomDialog.tsx'
import { CorrectPatient } from './register-patient/CorrectPatient.tsx'
import { reachOf } from './register-patient/patient-draft.ts'
import { RegisterPatient } from './register-patient/RegisterPatient.tsx'
import { SyncReport } from './report/SyncReport.tsx'
import { Settings } from './settings/Settings.tsx'
import { TopBar } from './TopBar.tsx'
import { useVisitDraft } from './use-visit-draft.ts'
import { VisitColumn } from './visit/VisitColumn.tsx'
import { TodayColumn } from './watch/TodayColumn.tsx'

/** What takes the place of the columns; any other overlay stands in front of them. */
const pages: Partial<Record<NonNullable<Overlay>, ComponentType<{ onClose: () => void }>>> = {
  day: CloseDay,
  settings: Settings,
  devices: Devices,
  contingency: Contingency,
  doubles: Doubles,
  imports: ImportPage,
  report: SyncReport,
}

/** Left finds, middle decides, right watches. */
export function FrontDesk() {
  const { staff, today } = useFrontDesk()
  const atHand = useVisitDraft(staff.id, today)
  const overlay = useDesk((desk) => desk.overlay)
  const show = useDesk((desk) => desk.show)
  const Page = overlay && pages[overlay]
  const typesAboutPerson = useDesk((desk) => desk.task.kind !== 'visit')
  const atColumns = !Page && !typesAboutPerson
  useShortcut({ keys: 'Alt+Y', label: 'Janji temu', run: () => show('bookings') }, atColumns)
  useShortcut({ keys: 'Alt+I', label: 'Catatan ganda', run: () => show('doubles') }, atColumns)
  if (!atHand) return null
  return (
    <div className={styles.desk}>
      <TopBar />
      <ScannedPerson />
      {Page ? (
        <Page onClose={() => show(null)} />
      ) : (
        <main className={styles.columns}>
          <Workplace />
          <TodayColumn />
          {overlay === 'emergency' && <EmergencyDialog />}
          {overlay === 'rooms' && <OpenRoomDialog />}
          {overlay === 'bookings' && <BookingsDialog />}
          {overlay === 'documents' && <DocumentsDialog />}
          {overlay === 'family' && <FamilyDialog />}
          <ShortcutList />
        </main>
      )}
    </div>
  )
}

/** A form about a person takes the room of search and visit together; the right column stays in view. */
function Workplace() {
  const queries = useQueryClient()
  const task = useDesk((desk) => desk.task)
  const begin = useDesk((desk) => desk.begin)
  const choose = useDesk((desk) => desk.choose)
  const chosenId = useDesk((desk) => desk.chosen?.patientId ?? '')
  const asides = useDesk((desk) => desk.asides)
  const putAside = useDesk((desk) => desk.putAside)
  const settleAside = useDesk((desk) => desk.settleAside)
  const backToVisit = () => begin({ kind: 'visit' })
  const open = (patientId: string) => choose({ patientId, proven: [] })
  // Just read from their card or heard from their mouth: name and birth are compared.
  const openNew = (patientId: string) => choose({ patientId, proven: ['nama', 'tanggal_lahir'] })
  if (task.kind === 'register') {
    return (
      <section className={styles.wide} aria-label="Pasien baru">
        <RegisterPatient
          initialText={task.text}
          from={task.from ?? null}
          onSaved={openNew}
          onPutAside={putAside}
          onOpenExisting={open}
          onCancel={backToVisit}
        />
      </section>
    )
  }
  if (task.kind === 'correct') {
    const { patientId } = task
    // The person was recognised while they were typed as somebody new: how to reach them may be newer than on file.
    const recognised = asides.find(({ insteadOf }) => insteadOf === patientId)
    const onSaved = () => {
      settleAside(patientId)
      void askAgain(queries, api.patients.key())
      void askAgain(queries, api.visits.key())
      backToVisit()
    }
    return (
      <section className={styles.wide} aria-label="Ubah data pasien">
        <CorrectPatient
          patientId={patientId}
          told={recognised && reachOf(recognised.draft, patientId)}
          onSaved={onSaved}
          onPutAside={putAside}
          onOpenExisting={open}
          onCancel={backToVisit}
        />
      </section>
    )
  }
  return (
    <>
      <SearchColumn />
      <VisitColumn key={chosenId} />
    </>
  )
}
