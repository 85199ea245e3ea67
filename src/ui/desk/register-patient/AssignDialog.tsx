import { Button, Stack, Text } from '@mantine/core'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { AssignVisit } from './AssignVisit.tsx'
import type { Duplicate } from './use-duplicates.ts'
import type { TemporaryVisit } from './use-temporary-visit.ts'

type AssignDialogProps = {
  visit: TemporaryVisit
  person: Duplicate
  onAssigned: (patientId: string) => void
  onClose: () => void
}

/** A similar name is only a hint: the clerk sees once more who it is. */
export function AssignDialog({ visit, person, onAssigned, onClose }: AssignDialogProps) {
  return (
    <Dialog title={`Kunjungan ${visit.number} milik siapa?`} onClose={onClose}>
      <Stack>
        <Text>
          Kunjungan ini menjadi milik <b>{person.name}</b> (RM {person.recordNo}). Data sementara tidak
          dipakai lagi. Bila keliru, batalkan hari ini juga di «Catatan ganda».
        </Text>
        <AssignVisit visit={visit} patientId={person.id} onAssigned={onAssigned} first />
        <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
          Bukan, kembali
        </Button>
      </Stack>
    </Dialog>
  )
}
