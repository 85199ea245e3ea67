import { Stack, Text } from '@mantine/core'
import { OwnAccountFields } from '#ui/shared/OwnAccountFields.tsx'
import type { StepProps } from './setup-form.ts'

export function AccountStep({ form }: StepProps) {
  return (
    <Stack gap="lg" maw={480}>
      <Text>
        Akun ini menjadi <b>kepala Puskesmas</b>: dapat mendaftarkan pasien dan menambah petugas lain di
        Pengaturan. Tidak ada akun bawaan; kata sandi ini tidak dapat dilihat lagi.
      </Text>
      <OwnAccountFields propsOf={(field) => form.getInputProps(field === 'name' ? 'personName' : field)} />
    </Stack>
  )
}
