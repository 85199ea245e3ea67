import { PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import type { StepProps } from './setup-form.ts'

export function AccountStep({ form }: StepProps) {
  const showPassword = { 'aria-label': 'Tampilkan kata sandi' }
  return (
    <Stack gap="lg" maw={480}>
      <Text>
        Akun ini menjadi <b>kepala Puskesmas</b>: dapat mendaftarkan pasien dan menambah petugas lain di
        Pengaturan. Tidak ada akun bawaan; kata sandi ini tidak dapat dilihat lagi.
      </Text>
      <TextInput
        label="Nama Anda"
        maxLength={80}
        autoComplete="name"
        data-autofocus
        {...form.getInputProps('personName')}
      />
      <TextInput
        label="Nama pengguna"
        description="untuk masuk: huruf kecil, angka, atau titik"
        autoComplete="username"
        autoCapitalize="none"
        {...form.getInputProps('username')}
      />
      <PasswordInput
        label="Kata sandi"
        description="paling sedikit 8 huruf; kalimat pendek mudah diingat dan sulit ditebak"
        autoComplete="new-password"
        visibilityToggleButtonProps={showPassword}
        {...form.getInputProps('password')}
      />
      <PasswordInput
        label="Kata sandi sekali lagi"
        autoComplete="new-password"
        visibilityToggleButtonProps={showPassword}
        {...form.getInputProps('again')}
      />
    </Stack>
  )
}
