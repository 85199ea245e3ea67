import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleLabels } from '#contract/district/base'
import type { DistrictOutputs } from '#contract/district/district'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import table from '../table.module.css'
import { NewMemberDialog } from './NewMemberDialog.tsx'
import { OfficeDialog } from './OfficeDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'

export type Member = DistrictOutputs['staff']['list'][number]

export function Staff() {
  const members = useQuery(api.staff.list.queryOptions())
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Member | null>(null)
  const [naming, setNaming] = useState(false)
  const office = useQuery(api.office.describe.queryOptions())
  useShortcut({ keys: 'N', label: 'Nama dinas', run: () => setNaming(true) }, office.isSuccess)
  useShortcut({ keys: 'T', label: 'Tambah akun', run: () => setAdding(true) })
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>Akun</h2>
          <p className={styles.quiet}>Siapa yang dapat membuka dasbor ini.</p>
        </div>
        <Button
          variant="default"
          disabled={!office.isSuccess}
          rightSection={<KeyCap keys="N" />}
          onClick={() => setNaming(true)}
        >
          Nama dinas
        </Button>
        <Button rightSection={<KeyCap keys="T" />} onClick={() => setAdding(true)}>
          Tambah akun
        </Button>
      </header>
      <Answer query={members} isEmpty={(list) => list.length === 0} empty="Belum ada akun.">
        {(list) => (
          <table className={table.table}>
            <thead>
              <tr>
                <th>Nama</th>
                <th>Nama pengguna</th>
                <th>Peran</th>
                <td className={table.order} />
              </tr>
            </thead>
            <tbody>
              {list.map((member) => (
                <tr key={member.id}>
                  <th scope="row">{member.name}</th>
                  <td>{member.username}</td>
                  <td>{roleLabels[member.role]}</td>
                  <td className={table.order}>
                    <Button
                      variant="default"
                      aria-label={`Ubah peran ${member.name}`}
                      onClick={() => setChanging(member)}
                    >
                      Ubah peran
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
      {naming && office.data && (
        <OfficeDialog name={office.data.name ?? ''} onClose={() => setNaming(false)} />
      )}
      {changing && <RoleDialog member={changing} onClose={() => setChanging(null)} />}
      {adding && <NewMemberDialog onClose={() => setAdding(false)} />}
    </>
  )
}
