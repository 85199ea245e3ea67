import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import type { LegCard } from '#contract/hub/queue'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { type KeptReason, WithReason } from '#ui/shared/WithReason.tsx'
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
    <WithReason about={`cancel ${props.leg.visitId}`}>
      {(kept) => (
        <Dialog title={`Batalkan kunjungan ${props.leg.number}?`} onClose={props.onClose}>
          <CancelForm {...props} {...kept} />
        </Dialog>
      )}
    </WithReason>
  )
}

/** Only a person ends a visit that nobody served, and says why. */
function CancelForm({ leg, orders, onClose, reason, setReason, forgetReason }: Props & KeptReason) {
  function submit(): void {
    const deed = { do: 'cancel', visitId: leg.visitId, reason: reason.trim() } as const
    orders.give(deed, () => void forgetReason().then(onClose))
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
