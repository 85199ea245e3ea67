import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, useEffect, useRef } from 'react'
import type { AcceptedStick } from '#contract/district/stick'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { saveFile } from '#ui/shared/save-file.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { Answer } from '../Answer.tsx'
import { api } from '../client.ts'
import styles from '../district.module.css'
import table from '../table.module.css'
import { formatCount, formatMoment } from '../words.ts'

/** Puskesmas without a line bring their records on a stick, and take a receipt home. */
export function Sticks() {
  const queries = useQueryClient()
  const chooser = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const sticks = useQuery(api.sticks.list.queryOptions())
  const receipt = useMutation({
    mutationFn: ({ id }: Pick<AcceptedStick, 'id'>) => api.sticks.receipt.call({ id }),
    onSuccess: (file) => saveFile(file, 'loket.tanda-terima'),
  })
  const accept = useMutation(
    api.sticks.accept.mutationOptions({
      onSuccess: async (stick) => {
        receipt.mutate(stick)
        await queries.invalidateQueries({ queryKey: api.sticks.key() })
      },
    }),
  )
  const fault = accept.error ?? receipt.error
  const choose = () => chooser.current?.click()
  // While it loads the button cannot hold the focus.
  useEffect(() => {
    if (accept.isSuccess || accept.isError) button.current?.focus()
  }, [accept.isSuccess, accept.isError])
  useShortcut({ keys: 'U', label: 'Terima berkas USB', run: choose }, !accept.isPending)

  function receive(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.currentTarget.files ?? []
    event.currentTarget.value = ''
    if (file) accept.mutate({ file })
  }

  return (
    <>
      <header className={styles.head}>
        <div>
          <h2>Berkas USB</h2>
          <p className={styles.quiet}>
            Puskesmas tanpa internet membawa berkas .kiriman; tanda terimanya harus dibawa pulang.
          </p>
        </div>
        <Button
          ref={button}
          variant="default"
          loading={accept.isPending}
          rightSection={<KeyCap keys="U" />}
          onClick={choose}
        >
          Terima berkas USB
        </Button>
        <input ref={chooser} type="file" accept=".kiriman" hidden tabIndex={-1} onChange={receive} />
      </header>
      <Text role="status">{accept.data && sayAccepted(accept.data)}</Text>
      <Problems sentences={fault ? sentencesOf(fault) : []} />
      <Answer
        query={sticks}
        isEmpty={(list) => list.length === 0}
        empty="Belum ada berkas USB yang diterima."
      >
        {(list) => <StickList list={list} onReceipt={receipt.mutate} />}
      </Answer>
    </>
  )
}

type StickListProps = { list: AcceptedStick[]; onReceipt: (stick: AcceptedStick) => void }

function StickList({ list, onReceipt }: StickListProps) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th>Diterima</th>
          <th>Puskesmas</th>
          <th>Dibuat</th>
          <th className={table.number}>Tersimpan</th>
          <th className={table.number}>Ditolak</th>
          <td className={table.order} />
        </tr>
      </thead>
      <tbody>
        {list.map((stick) => (
          <tr key={stick.id}>
            <td>
              {formatMoment(stick.at)} · {stick.by}
            </td>
            <th scope="row">{stick.name}</th>
            <td>{formatMoment(stick.madeAt)}</td>
            <td className={table.number}>{formatCount(stick.stored)}</td>
            <td className={table.number}>{formatCount(stick.refused)}</td>
            <td className={table.order}>
              <Button
                variant="default"
                aria-label={`Unduh tanda terima ${stick.name}, ${formatMoment(stick.at)}`}
                onClick={() => onReceipt(stick)}
              >
                Unduh tanda terima
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function sayAccepted({ name, stored, refused }: AcceptedStick): string {
  const kept = `${name}: ${formatCount(stored)} data tersimpan`
  const whole = refused === 0 ? kept : `${kept}, ${formatCount(refused)} ditolak`
  return `${whole}. Salin tanda terimanya ke USB.`
}
