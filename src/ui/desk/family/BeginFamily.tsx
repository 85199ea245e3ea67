import { Button, NativeSelect, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import { sentenceOf } from '#domain/errors'
import { checkKk, type FamilyRelation, familyRelations } from '#domain/family'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { problemsOf, sentencesOutside } from '#ui/shared/problems.ts'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { relationChoices } from '../register-patient/FamilyFields.tsx'
import { CardField } from './CardField.tsx'
import classes from './family.module.css'
import { useFamilyChanged } from './use-family.ts'

/** As typed from the card; `relation` stays empty until it is chosen. */
const familyDraft = z.object({
  patientId: z.string(),
  kkNo: z.string(),
  relation: z.enum(['', ...familyRelations]),
})

/** Nobody knows this person's family yet: the card says it, or the family begins without one. */
export function BeginFamily({ patientId }: { patientId: string }) {
  const typed = useFoundDraft('family', familyDraft, (found) => found.patientId === patientId)
  const changed = useFamilyChanged(patientId)
  const [kkNo, setKkNo] = useState(typed?.kkNo ?? '')
  const [relation, setRelation] = useState<FamilyRelation | ''>(typed?.relation ?? '')
  const [tried, setTried] = useState(false)
  // A single Enter must not begin a family by itself.
  const empty = kkNo === '' && relation === ''
  const { discard } = useKeptDraft('family', empty ? null : { patientId, kkNo, relation }, typed)
  const join = useMutation(
    api.families.join.mutationOptions({
      onSuccess: (joined) => {
        discard()
        changed(joined)
      },
    }),
  )
  const wrong = kkNo === '' ? null : checkKk(kkNo)
  const problems = join.error ? problemsOf(join.error) : []
  const errorAt = (field: string) => problems.find((problem) => problem.field === field)?.sentence

  function submit(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!wrong && !empty)
      join.mutate({ patientId, familyId: null, kkNo: kkNo || null, relation: relation || null })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>
          Pasien ini belum tercatat dalam keluarga. Ketik nomor KK-nya: bila sudah ada di sini, keluarganya
          dikenali. Kartu tidak dibawa? Kosongkan, nomornya dapat diisi nanti.
        </Text>
        <div className={classes.begin}>
          <CardField
            autoFocus
            label="Nomor KK"
            kkNo={kkNo}
            onChange={setKkNo}
            error={tried && wrong ? sentenceOf(wrong) : errorAt('kkNo')}
          />
          <NativeSelect
            label="Di KK sebagai"
            data={relationChoices}
            value={relation}
            error={tried && empty ? 'Tanpa nomor KK, pilih dahulu hubungannya.' : errorAt('familyRelation')}
            onChange={(event) => setRelation(event.currentTarget.value as FamilyRelation | '')}
            onKeyDown={(event) => event.key === 'Enter' && submit(event)}
          />
        </div>
        <Problems sentences={sentencesOutside(problems, ['kkNo', 'familyRelation'])} />
        <Button type="submit" loading={join.isPending} rightSection={<KeyCap keys="Enter" />}>
          {kkNo === '' ? 'Catat keluarga tanpa nomor KK' : 'Catat dalam KK ini'}
        </Button>
      </Stack>
    </form>
  )
}
