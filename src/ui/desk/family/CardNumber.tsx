import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Family } from '#contract/hub/family'
import { sentenceOf } from '#domain/errors'
import { checkKk } from '#domain/family'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { CardField } from './CardField.tsx'
import classes from './family.module.css'
import { useFamilyChanged } from './use-family.ts'

type CardNumberProps = { family: Family; patientId: string; onDone: () => void }

/** The card was not at hand when the family began, or its number was mistyped. */
export function CardNumber({ family, patientId, onDone }: CardNumberProps) {
  const [kkNo, setKkNo] = useState(family.kkNo ?? '')
  const [tried, setTried] = useState(false)
  const changed = useFamilyChanged(patientId)
  const renumber = useMutation(
    api.families.renumber.mutationOptions({
      onSuccess: (renumbered) => {
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
