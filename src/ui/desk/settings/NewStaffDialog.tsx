import { z } from 'zod'
import { type Role, roleLabels, roles } from '#contract/access'
import { api } from '#ui/shared/client.ts'
import { NewAccountDialog, useNewAccountForm } from '#ui/shared/NewAccountDialog.tsx'
import { useKeptDraft } from '#ui/shared/use-draft.ts'
import { WithDraft } from '#ui/shared/WithDraft.tsx'

const deeds: Record<Role, string> = {
  clerk: 'mendaftarkan pasien dan menutup hari',
  nurse: 'memanggil dan melayani di ruangan',
  head: 'semua, termasuk pengaturan ini',
}

/** As typed, without the password: what is kept may be read by whoever sits down at this account. */
const accountDraft = z.object({ name: z.string(), username: z.string(), role: z.enum(roles) })
type AccountDraft = z.infer<typeof accountDraft>

export function NewStaffDialog({ onClose }: { onClose: () => void }) {
  return (
    <WithDraft kind="account" shape={accountDraft} fits={() => true}>
      {(typed) => <OpenedDialog typed={typed} onClose={onClose} />}
    </WithDraft>
  )
}

function OpenedDialog({ typed, onClose }: { typed: AccountDraft | null; onClose: () => void }) {
  const form = useNewAccountForm<Role>(typed ?? { name: '', username: '', role: 'clerk' })
  const { name, username, role } = form.values
  const untouched = name === '' && username === ''
  const { discard } = useKeptDraft('account', untouched ? null : { name, username, role }, typed)
  return (
    <NewAccountDialog
      form={form}
      title="Petugas baru"
      saveLabel="Simpan petugas"
      roles={roles.map((value) => ({ value, label: roleLabels[value], description: deeds[value] }))}
      staff={api.staff}
      onSaved={discard}
      onClose={onClose}
    />
  )
}
