import { type Role, roleLabels, roles } from '#contract/access'
import { api } from '#ui/shared/client.ts'
import { NewAccountDialog } from '#ui/shared/NewAccountDialog.tsx'

const deeds: Record<Role, string> = {
  clerk: 'mendaftarkan pasien dan menutup hari',
  nurse: 'memanggil dan melayani di ruangan',
  head: 'semua, termasuk pengaturan ini',
}

export function NewStaffDialog({ onClose }: { onClose: () => void }) {
  return (
    <NewAccountDialog
      title="Petugas baru"
      saveLabel="Simpan petugas"
      roles={roles.map((role) => ({ value: role, label: roleLabels[role], description: deeds[role] }))}
      usualRole="clerk"
      staff={api.staff}
      onClose={onClose}
    />
  )
}
