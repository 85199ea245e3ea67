import { z } from 'zod'
import { type Role, roleLabels, roles } from '#contract/access'
import { api } from '#ui/shared/client.ts'
import { type NewAccount, NewAccountDialog, useNewAccountForm } from '#ui/shared/NewAccountDialog.tsx'
import { RestoredNotice } from '#ui/shared/RestoredNotice.tsx'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'

const deeds: Record<Role, string> = {
  clerk: 'mendaftarkan pasien dan menutup hari',
  nurse: 'memanggil dan melayani di ruangan',
  head: 'semua, termasuk pengaturan ini',
}

/** As typed, without the password: what is kept may be read by whoever sits down at this account. */
const accountDraft = z.object({ name: z.string(), username: z.string(), role: z.enum(roles) })

const nothingTyped: NewAccount<Role> = { name: '', username: '', role: 'clerk' }

export function NewStaffDialog({ onClose }: { onClose: () => void }) {
  const typed = useFoundDraft('account', accountDraft)
  const form = useNewAccountForm<Role>(typed ?? nothingTyped)
  const { name, username, role } = form.values
  const untouched = name === '' && username === ''
  const { discard } = useKeptDraft('account', untouched ? null : { name, username, role }, typed)
  return (
    <NewAccountDialog
      form={form}
      title="Petugas baru"
      saveLabel="Simpan petugas"
      roles={roles.map((value) => ({ value, label: roleLabels[value], description: deeds[value] }))}
      notice={
        <RestoredNotice
          found={typed !== null}
          untouched={untouched}
          keys="Alt+B"
          onDrop={() => form.setValues(nothingTyped)}
        />
      }
      staff={api.staff}
      onSaved={discard}
      onClose={onClose}
    />
  )
}
