import { Radio, Stack } from '@mantine/core'

export type RoleOption<Role extends string> = { value: Role; label: string; description: string }

type Props<Role extends string> = {
  roles: readonly RoleOption<Role>[]
  value?: Role
  onChange?: (role: string) => void
}

/** What an account may do, in words; takes the props of a form's field. */
export function RoleChoice<Role extends string>({ roles, ...field }: Props<Role>) {
  return (
    <Radio.Group size="md" label="Peran" {...field}>
      <Stack gap={10} mt={8}>
        {roles.map((role) => (
          <Radio key={role.value} {...role} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
