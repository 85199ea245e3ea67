import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { LegCard } from '#contract/hub/queue'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useReason } from '#ui/shared/use-reason.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import styles from './room.module.css'
import type { Orders } from './use-orders.ts'

type Props = { leg: LegCard; orders: Orders; onClose: () => void }

const usualReasons = [
  'Tidak hadir setelah dipanggil',
  'Pulang atas kemauan sendiri',
  'Salah daftar',
  'Dirujuk sebelum dilayani',
]

export function CancelDialog(props: Props) {
  return (
    <Dialog title={`Batalkan kunjungan ${props.leg.number}?`} onClose={props.onClose}>
      <CancelForm {...props} />
    </Dialog>
  )
}

/** Only a person ends a visit that nobody served, and says why. */
function CancelForm({ leg, orders, onClose }: Props) {
  const { visitId } = leg
  const { reason, setReason, forgetReason } = useReason(`cancel ${visitId}`)
  const [cameBack] = useState(reason !== '')
  const field = useRef<HTMLInputElement>(null)

  /** It may be put in other words; the next Enter carries it out. */
  function choose(usual: string): void {
    setReason(usual)
    field.current?.focus()
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (reason.trim() === '') return
    orders.give({ do: 'cancel', visitId, reason: reason.trim() }, () => void forgetReason().then(onClose))
  }

  return (
    <Stack component="form" onSubmit={submit}>
      <Text>
        {leg.patientName} tidak akan dipanggil lagi hari ini, dan nomornya tidak dipakai ulang. Apa alasannya?
      </Text>
      <div className={styles.reasonChoices}>
        {usualReasons.map((usual, index) => (
          <UsualReason
            key={usual}
            reason={usual}
            keys={String(index + 1)}
            chosen={usual === reason}
            first={index === 0 && !cameBack}
            choose={choose}
          />
        ))}
      </div>
      <TextInput
        ref={field}
        data-autofocus={cameBack || undefined}
        label="Alasan"
        autoComplete="off"
        placeholder="Pilih di atas atau ketik"
        maxLength={160}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Problems sentences={orders.sentences} />
      <Group justify="flex-end">
        <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
          Tidak jadi
        </Button>
        <Button
          type="submit"
          color="danger"
          disabled={reason.trim() === ''}
          loading={orders.running !== null}
          rightSection={<KeyCap keys="Enter" />}
        >
          Batalkan kunjungan
        </Button>
      </Group>
    </Stack>
  )
}

type UsualProps = {
  reason: string
  keys: string
  chosen: boolean
  first: boolean
  choose: (reason: string) => void
}

function UsualReason({ reason, keys, chosen, first, choose }: UsualProps) {
  useShortcut({ keys, label: reason, run: () => choose(reason) })
  return (
    <button
      type="button"
      className={styles.destination}
      aria-pressed={chosen}
      data-autofocus={first || undefined}
      onClick={() => choose(reason)}
    >
      <KeyCap keys={keys} />
      <span className={styles.rowName}>{reason}</span>
    </button>
  )
}
