import { PasswordInput, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'

type Field = 'name' | 'username' | 'password' | 'again'

/** The first account of a house, made by whoever will use it. */
export function OwnAccountFields({ propsOf }: { propsOf: (field: Field) => GetInputPropsReturnType }) {
  const showPassword = { 'aria-label': 'Tampilkan kata sandi' }
  return (
    <>
      <TextInput label="Nama Anda" maxLength={80} autoComplete="name" autoFocus {...propsOf('name')} />
      <TextInput
        label="Nama pengguna"
        description="untuk masuk: huruf kecil, angka, atau titik"
        autoComplete="username"
        autoCapitalize="none"
        {...propsOf('username')}
      />
      <PasswordInput
        label="Kata sandi"
        description="paling sedikit 8 huruf; kalimat pendek mudah diingat dan sulit ditebak"
        autoComplete="new-password"
        visibilityToggleButtonProps={showPassword}
        {...propsOf('password')}
      />
      <PasswordInput
        label="Kata sandi sekali lagi"
        autoComplete="new-password"
        visibilityToggleButtonProps={showPassword}
        {...propsOf('again')}
      />
    </>
  )
}
