import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { roleLabels } from '#contract/district/base'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import table from '../table.module.css'
import { NewMemberDialog } from './NewMemberDialog.tsx'

export function Staff() {
  const members = useQuery(api.staff.list.queryOptions())
  const [adding, setAdding] = useState(false)
  useShortcut({ keys: 'T', label: 'Tambah akun', run: () => setAdding(true) })
  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>Akun</h2>
          <p className={styles.quiet}>Siapa yang dapat membuka dasbor ini.</p>
        </div>
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
              </tr>
            </thead>
            <tbody>
              {list.map((member) => (
                <tr key={member.id}>
                  <th scope="row">{member.name}</th>
                  <td>{member.username}</td>
                  <td>{roleLabels[member.role]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
      {adding && <NewMemberDialog onClose={() => setAdding(false)} />}
    </>
  )
}
