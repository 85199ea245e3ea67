import { NewAccountDialog } from '#ui/shared/NewAccountDialog.tsx'
import { api } from '../client.ts'
import { roleOptions } from './role-options.ts'

export function NewMemberDialog({ onClose }: { onClose: () => void }) {
  return (
    <NewAccountDialog
      title="Akun baru"
      saveLabel="Simpan akun"
      roles={roleOptions}
      usualRole="viewer"
      staff={api.staff}
      onClose={onClose}
    />
  )
}
