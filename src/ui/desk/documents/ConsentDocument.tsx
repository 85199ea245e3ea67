import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { Consent } from '#contract/hub/document'
import { type ConsentKind, formOfVersion, formOn, standingOf } from '#domain/consent'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import type { Patient } from '../visit/visit-form.ts'
import { ConsentForm } from './ConsentForm.tsx'
import { ConsentSheet } from './ConsentSheet.tsx'
import { sayAnswer } from './consent-words.ts'
import classes from './documents.module.css'
import { PaperDesk } from './PaperDesk.tsx'

type Props = { kind: ConsentKind; patient: Patient; answers: readonly Consent[] }

/** Asks, when there is no answer to today's text yet; afterwards shows who answered, and prints it to be signed. */
export function ConsentDocument({ kind, patient, answers }: Props) {
  const { facility, today } = useFrontDesk()
  const [again, setAgain] = useState(false)
  const standing = standingOf(kind, answers, today)
  const isAnswered = standing.state === 'agreed' || standing.state === 'refused'
  const earlier = answers.filter((answer) => answer.kind === kind)
  const form = formOn(kind, today)
  const shown = isAnswered && !again ? standing.record : null
  const sheet = (
    <ConsentSheet
      form={(shown && formOfVersion(kind, shown.version)) ?? form}
      person={patient}
      facility={facility}
      answer={shown}
    />
  )
  const common = { patient, paper: kind, sheet: 'a4', copies: 1, pages: 1, sheets: sheet } as const
  if (shown) {
    return (
      <PaperDesk {...common}>
        <History answers={earlier} timeZone={facility.timeZone} />
        <AskAgain onAsk={() => setAgain(true)} />
      </PaperDesk>
    )
  }
  return (
    <ConsentForm form={form} patient={patient} onKept={() => setAgain(false)}>
      {(points, orders) => (
        <PaperDesk {...common} first={orders} printLabel="Cetak formulir kosong">
          {standing.state === 'outdated' && (
            <Text size="sm" fw={600}>
              Naskahnya sudah diganti; tanyakan lagi.
            </Text>
          )}
          <History answers={earlier} timeZone={facility.timeZone} />
          {points}
        </PaperDesk>
      )}
    </ConsentForm>
  )
}

/** Nothing is ever overwritten: every answer stands with its day, its signer and who asked. */
function History({ answers, timeZone }: { answers: readonly Consent[]; timeZone: string }) {
  if (answers.length === 0) return null
  return (
    <ul className={classes.history} aria-label="Jawaban">
      {answers.map((answer) => (
        <li key={answer.id}>{sayAnswer(answer, timeZone)}</li>
      ))}
    </ul>
  )
}

function AskAgain({ onAsk }: { onAsk: () => void }) {
  useShortcut({ keys: 'Alt+J', label: 'Catat jawaban baru', run: onAsk })
  return (
    <Button
      variant="default"
      aria-keyshortcuts="Alt+J"
      rightSection={<KeyCap keys="Alt+J" />}
      onClick={onAsk}
    >
      Ubah atau cabut jawaban
    </Button>
  )
}
