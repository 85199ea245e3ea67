import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import type { LegCard } from '#contract/hub/queue'
import { problem, sentenceOf } from '#domain/errors'
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
  const [tried, setTried] = useState(false)
  const submitButton = useRef<HTMLButtonElement>(null)

  /** The next Enter carries it out; another digit chooses another. */
  function choose(usual: string): void {
    setReason(usual)
    submitButton.current?.focus()
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (reason.trim() !== '') orders.give({ do: 'cancel', visitId, reason: reason.trim() }, close)
  }

  function close(): void {
    forgetReason()
    onClose()
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
        data-autofocus={cameBack || undefined}
        label="Alasan"
        autoComplete="off"
        placeholder="Pilih di atas atau ketik"
        maxLength={160}
        value={reason}
        error={tried && reason.trim() === '' ? sentenceOf(problem('reason_missing')) : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Problems sentences={orders.sentences} />
      <Group justify="flex-end">
        <Button variant="default" rightSection={<KeyCap keys="Escape" />} onClick={onClose}>
          Tidak jadi
        </Button>
        <Button
          ref={submitButton}
          type="submit"
          color="danger"
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
