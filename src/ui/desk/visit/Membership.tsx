import { Button, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  describeMembership,
  isMembershipStale,
  type MembershipAnswer,
  membershipAnswers,
  membershipLabels,
  suggestsCash,
} from '#domain/membership'
import { hasJknCard, payerLabels } from '#domain/payer'
import { api } from '#ui/shared/client.ts'
import { Dialog } from '#ui/shared/Dialog.tsx'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useDesk } from '../desk-store.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import styles from './membership.module.css'
import { type Patient, payerOf } from './visit-form.ts'

const checkKeys = 'Alt+V'
const cashKeys = 'Alt+U'

/**
 * What is known of the JKN membership, beneath the payer it concerns: with its age and its witness. Two keys note what
 * looking it up came to; where it was inactive, cash is offered for this visit.
 */
export function Membership({ patient }: { patient: Patient }) {
  const { today } = useFrontDesk()
  const [asking, setAsking] = useState(false)
  const { state, checked } = patient.membership
  const concerns = hasJknCard(patient.payer) || patient.cardNo !== null
  useShortcut({ keys: checkKeys, label: 'Catat kepesertaan JKN', run: () => setAsking(true) }, concerns)
  if (!concerns) return null
  const stale = checked !== null && isMembershipStale(checked.on, today)
  return (
    <div className={styles.line}>
      <button
        type="button"
        tabIndex={-1}
        className={styles.mark}
        data-state={stale ? 'belum_dicek' : state}
        aria-keyshortcuts={checkKeys}
        onClick={() => setAsking(true)}
      >
        JKN {describeMembership(state, checked, today)} <KeyCap keys={checkKeys} />
      </button>
      <CashOffer patient={patient} />
      {asking && <MembershipDialog patient={patient} onClose={() => setAsking(false)} />}
    </div>
  )
}

function MembershipDialog({ patient, onClose }: { patient: Patient; onClose: () => void }) {
  const { today } = useFrontDesk()
  const queries = useQueryClient()
  const note = useMutation(
    api.patients.noteMembership.mutationOptions({
      onSuccess: (membership) => {
        const key = api.patients.open.queryKey({ input: { id: patient.id } })
        queries.setQueryData(key, { ...patient, membership })
        onClose()
      },
    }),
  )
  const { state, checked } = patient.membership
  return (
    <Dialog title="Kepesertaan JKN" size={460} onClose={onClose}>
      <Stack gap="sm">
        <Text>
          {payerLabels[patient.payer]}
          {patient.cardNo && ` · kartu ${patient.cardNo}`}: {describeMembership(state, checked, today)}.
        </Text>
        <Text c="dimmed">Apa hasil pengecekan hari ini? Pasien tetap dilayani apa pun hasilnya.</Text>
        {membershipAnswers.map((answer, place) => (
          <Answer
            key={answer}
            answer={answer}
            keys={String(place + 1)}
            busy={note.isPending}
            onChoose={() => note.mutate({ id: patient.id, state: answer })}
          />
        ))}
        <Problems sentences={note.error ? sentencesOf(note.error) : []} />
      </Stack>
    </Dialog>
  )
}

type AnswerProps = { answer: MembershipAnswer; keys: string; busy: boolean; onChoose: () => void }

function Answer({ answer, keys, busy, onChoose }: AnswerProps) {
  const words = membershipLabels[answer]
  const label = words.charAt(0).toUpperCase() + words.slice(1)
  useShortcut({ keys, label, run: onChoose }, !busy)
  return (
    <Button
      variant="default"
      justify="space-between"
      disabled={busy}
      data-autofocus={keys === '1' || undefined}
      rightSection={<KeyCap keys={keys} />}
      onClick={onChoose}
    >
      {label}
    </Button>
  )
}

/** An offer for this visit alone: what is on file stays, and nobody is sent away. */
function CashOffer({ patient }: { patient: Patient }) {
  const { today } = useFrontDesk()
  const form = useDesk((desk) => desk.form)
  const change = useDesk((desk) => desk.change)
  const { state, checked } = patient.membership
  const offered = suggestsCash(payerOf(form, patient), state, checked?.on ?? null, today)
  const payCash = () => change({ payer: 'umum' })
  useShortcut({ keys: cashKeys, label: 'Umum untuk kunjungan ini saja', run: payCash }, offered)
  if (!offered) return null
  return (
    <Button
      className={styles.offer}
      size="compact-md"
      variant="default"
      tabIndex={-1}
      rightSection={<KeyCap keys={cashKeys} />}
      aria-keyshortcuts={cashKeys}
      onClick={payCash}
    >
      Umum kali ini
    </Button>
  )
}
