import { type Role, roleLabels, roles } from '#contract/district/base'
import type { RoleOption } from '#ui/shared/RoleChoice.tsx'

const deeds: Record<Role, string> = {
  manager: 'semua, termasuk mendaftarkan Puskesmas dan menambah akun',
  steward: 'melihat semua angka, dan pasien yang mungkin orang sama',
  viewer: 'melihat dan mencetak angka; angka kecil disamarkan',
}

export const roleOptions: readonly RoleOption<Role>[] = roles.map((role) => ({
  value: role,
  label: roleLabels[role],
  description: deeds[role],
}))
