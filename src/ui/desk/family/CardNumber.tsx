import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { Family } from '#contract/hub/family'
import { sentenceOf } from '#domain/errors'
import { checkKk } from '#domain/family'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { CardField } from './CardField.tsx'
import classes from './family.module.css'
import { useFamilyChanged } from './use-family.ts'

const cardDraft = z.object({ familyId: z.string(), kkNo: z.string() })

type CardNumberProps = { family: Family; patientId: string; onDone: () => void }

/** The card was not at hand when the family began, or its number was mistyped. */
export function CardNumber({ family, patientId, onDone }: CardNumberProps) {
  const typed = useFoundDraft('familyCard', cardDraft, ({ familyId }) => familyId === family.id)
  const before = family.kkNo ?? ''
  const [kkNo, setKkNo] = useState(typed?.kkNo ?? before)
  const draft = kkNo === before ? null : { familyId: family.id, kkNo }
  const { discard } = useKeptDraft('familyCard', draft, typed)
  const [tried, setTried] = useState(false)
  const changed = useFamilyChanged(patientId)
  const renumber = useMutation(
    api.families.renumber.mutationOptions({
      onSuccess: (renumbered) => {
        discard()
        changed(renumbered)
        onDone()
      },
    }),
  )
  const wrong = checkKk(kkNo)
  const refused = renumber.error ? sentencesOf(renumber.error).join(' ') : undefined

  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!wrong) renumber.mutate({ familyId: family.id, kkNo })
  }

  return (
    <form className={classes.addition} onSubmit={submit} noValidate>
      <CardField
        label="Nomor KK"
        kkNo={kkNo}
        onChange={setKkNo}
        autoFocus={family.kkNo !== null}
        error={tried && wrong ? sentenceOf(wrong) : refused}
      />
      <Button
        type="submit"
        variant="default"
        loading={renumber.isPending}
        rightSection={<KeyCap keys="Enter" />}
      >
        Simpan nomor KK
      </Button>
    </form>
  )
}
