import { Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { accountRules } from './account-rules.ts'
import { askAgain } from './ask-again.ts'
import { Dialog } from './Dialog.tsx'
import { KeyCap } from './KeyCap.tsx'
import { Problems } from './Problems.tsx'
import { placeProblems } from './place-problems.ts'
import { RoleChoice, type RoleOption } from './RoleChoice.tsx'

type Account<Role> = { name: string; username: string; password: string; role: Role }

/** What of it may be kept before it is saved: the password never. */
export type NewAccount<Role> = Omit<Account<Role>, 'password'>

export function useNewAccountForm<Role extends string>(start: NewAccount<Role>) {
  return useForm<Account<Role>>({ initialValues: { ...start, password: '' }, validate: accountRules })
}

type Props<Role extends string> = {
  form: UseFormReturnType<Account<Role>>
  title: string
  saveLabel: string
  /** What stands above the form. */
  notice?: ReactNode
  roles: readonly RoleOption<Role>[]
  /** The hub's or the district's. */
  staff: { key: () => QueryKey; create: { call: (account: Account<Role>) => Promise<unknown> } }
  /** Before it closes. */
  onSaved?: () => void
  onClose: () => void
}

/** An account for somebody else. */
export function NewAccountDialog<Role extends string>(props: Props<Role>) {
  const { form, title, saveLabel, notice, roles, staff, onSaved, onClose } = props
  const queries = useQueryClient()
  const [elsewhere, setElsewhere] = useState<string[]>([])
  const create = useMutation({
    mutationFn: (account: Account<Role>) => staff.create.call(account),
    onMutate: () => setElsewhere([]),
    onSuccess: () => {
      onSaved?.()
      void askAgain(queries, staff.key())
      onClose()
    },
    onError: (error) => setElsewhere(placeProblems(form, error, { username_taken: 'username' })),
  })
  return (
    <Dialog title={title} onClose={onClose}>
      <form noValidate onSubmit={form.onSubmit((account) => create.mutate(account))}>
        <Stack>
          {notice}
          <TextInput
            label="Nama lengkap"
            maxLength={80}
            autoComplete="off"
            data-autofocus
            {...form.getInputProps('name')}
          />
          <TextInput
            label="Nama pengguna"
            description="untuk masuk: huruf kecil, angka, atau titik"
            autoComplete="off"
            autoCapitalize="none"
            {...form.getInputProps('username')}
          />
          <PasswordInput
            label="Kata sandi"
            description="paling sedikit 8 huruf; boleh kalimat pendek"
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Tampilkan kata sandi' }}
            {...form.getInputProps('password')}
          />
          <RoleChoice roles={roles} {...form.getInputProps('role')} />
          <Problems sentences={elsewhere} />
          <Button type="submit" loading={create.isPending} rightSection={<KeyCap keys="Enter" />}>
            {saveLabel}
          </Button>
        </Stack>
      </form>
    </Dialog>
  )
}
