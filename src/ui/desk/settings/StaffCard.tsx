import { Button, Group, Table, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { roleLabels } from '#contract/access'
import type { HubOutputs } from '#contract/hub/hub'
import { askAgain } from '#ui/shared/ask-again.ts'
import { api } from '#ui/shared/client.ts'
import { FourStates } from '#ui/shared/FourStates.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import { RowDeeds } from '../RowDeeds.tsx'
import { stepAlong } from '../step-along.ts'
import { NewPasswordDialog } from './NewPasswordDialog.tsx'
import { NewStaffDialog } from './NewStaffDialog.tsx'
import classes from './Settings.module.css'

export type Member = HubOutputs['staff']['list'][number]

/** Accounts are switched off, never deleted: what a person did keeps their name. */
export function StaffCard() {
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Member | null>(null)
  const members = useQuery(api.staff.list.queryOptions())
  useShortcut({ keys: 'Alt+T', label: 'Tambah petugas', run: () => setAdding(true) })
  return (
    <section aria-label="Petugas" className={classes.staff}>
      <Group justify="space-between">
        <Title order={2} size={18}>
          Petugas
        </Title>
        <Button rightSection={<KeyCap keys="Alt+T" />} onClick={() => setAdding(true)}>
          Tambah petugas
        </Button>
      </Group>
      <FourStates
        query={members}
        isEmpty={(list) => list.length === 0}
        empty="Belum ada petugas. Tambahkan yang pertama."
      >
        {(list) => (
          <Table verticalSpacing="sm" onKeyDown={stepAlong}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Nama</Table.Th>
                <Table.Th>Nama pengguna</Table.Th>
                <Table.Th>Peran</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {list.map((member) => (
                <MemberRow key={member.id} member={member} onNewPassword={() => setChanging(member)} />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </FourStates>
      {adding && <NewStaffDialog onClose={() => setAdding(false)} />}
      {changing && <NewPasswordDialog member={changing} onClose={() => setChanging(null)} />}
    </section>
  )
}

function MemberRow({ member, onNewPassword }: { member: Member; onNewPassword: () => void }) {
  const { staff } = useFrontDesk()
  const queries = useQueryClient()
  const change = useMutation(
    api.staff.change.mutationOptions({
      onSuccess: () => askAgain(queries, api.staff.key()),
    }),
  )
  const password = {
    keys: 'S',
    label: 'Sandi baru',
    name: `Sandi baru untuk ${member.name}`,
    run: onNewPassword,
  }
  const turnWord = member.active ? 'Nonaktifkan' : 'Aktifkan'
  const turn = {
    keys: 'N',
    label: turnWord,
    name: `${turnWord} akun ${member.name}`,
    busy: change.isPending,
    run: () => change.mutate({ id: member.id, active: !member.active }),
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} {...(!member.active && { c: 'dimmed' })}>
          {member.name}
        </Text>
        {!member.active && <Text size="sm">tidak aktif, tidak dapat masuk</Text>}
        <Problems sentences={change.error ? sentencesOf(change.error) : []} />
      </Table.Td>
      <Table.Td>{member.username}</Table.Td>
      <Table.Td>{roleLabels[member.role]}</Table.Td>
      <Table.Td>
        <RowDeeds deeds={member.id === staff.id ? [password] : [password, turn]} />
      </Table.Td>
    </Table.Tr>
  )
}
