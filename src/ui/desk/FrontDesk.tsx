import { Loader } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { ShortcutList } from '#ui/shared/ShortcutList.tsx'
import { CloseDay } from './day/CloseDay.tsx'
import styles from './desk.module.css'
import { useDesk } from './desk-store.ts'
import { EmergencyDialog } from './EmergencyDialog.tsx'
import { SearchColumn } from './find/SearchColumn.tsx'
import { useFrontDesk } from './front-desk-context.ts'
import { OpenRoomDialog } from './OpenRoomDialog.tsx'
import { CorrectPatient } from './register-patient/CorrectPatient.tsx'
import { RegisterPatient } from './register-patient/RegisterPatient.tsx'
import { Settings } from './settings/Settings.tsx'
import { TopBar } from './TopBar.tsx'
import { useVisitDraft } from './use-visit-draft.ts'
import { VisitColumn } from './visit/VisitColumn.tsx'
import { TodayColumn } from './watch/TodayColumn.tsx'

/** Left finds, middle decides, right watches. */
export function FrontDesk() {
  const { staff } = useFrontDesk()
  const draft = useVisitDraft(staff.id)
  const overlay = useDesk((desk) => desk.overlay)
  const show = useDesk((desk) => desk.show)
  if (!draft.known) return <Loader m="xl" />
  return (
    <div className={styles.desk}>
      <TopBar beforeSignOut={draft.flush} />
      {overlay === 'day' && <CloseDay onClose={() => show(null)} />}
      {overlay === 'settings' && <Settings onClose={() => show(null)} />}
      {overlay !== 'day' && overlay !== 'settings' && (
        <main className={styles.columns}>
          <Workplace />
          <TodayColumn />
          {overlay === 'emergency' && <EmergencyDialog />}
          {overlay === 'rooms' && <OpenRoomDialog />}
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
  const backToVisit = () => begin({ kind: 'visit' })
  const open = (patientId: string) => choose({ patientId, proven: [] })
  // Just read from their card or heard from their mouth: name and birth are compared.
  const openNew = (patientId: string) => choose({ patientId, proven: ['nama', 'tanggal_lahir'] })
  if (task.kind === 'register') {
    return (
      <section className={styles.wide} aria-label="Pasien baru">
        <RegisterPatient
          initialText={task.text}
          onSaved={openNew}
          onOpenExisting={open}
          onCancel={backToVisit}
        />
      </section>
    )
  }
  if (task.kind === 'correct') {
    const { patientId } = task
    const onSaved = () => {
      void askAgain(queries, api.patients.key())
      void askAgain(queries, api.visits.key())
      backToVisit()
    }
    return (
      <section className={styles.wide} aria-label="Ubah data pasien">
        <CorrectPatient
          patientId={patientId}
          onSaved={onSaved}
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
