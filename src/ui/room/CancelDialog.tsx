import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { LegCard } from '#contract/hub/queue'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
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
  const [reason, setReason] = useState('')
  function submit(): void {
    orders.give({ do: 'cancel', visitId: leg.visitId, reason: reason.trim() }, onClose)
  }
  useShortcut({ keys: 'Enter', label: 'Batalkan kunjungan', run: submit }, reason.trim() !== '')
  return (
    <Stack>
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
            first={index === 0}
            choose={setReason}
          />
        ))}
      </div>
      <TextInput
        label="Alasan"
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
          color="danger"
          disabled={reason.trim() === ''}
          loading={orders.running !== null}
          rightSection={<KeyCap keys="Enter" />}
          onClick={submit}
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
