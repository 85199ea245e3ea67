import type { Role } from '#contract/district/base'
import { NewAccountDialog, useNewAccountForm } from '#ui/shared/NewAccountDialog.tsx'
import { api } from '../client.ts'
import { roleOptions } from './role-options.ts'

export function NewMemberDialog({ onClose }: { onClose: () => void }) {
  const form = useNewAccountForm<Role>({ name: '', username: '', role: 'viewer' })
  return (
    <NewAccountDialog
      form={form}
      title="Akun baru"
      saveLabel="Simpan akun"
      roles={roleOptions}
      staff={api.staff}
      onClose={onClose}
    />
  )
}
