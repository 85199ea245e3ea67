import { Button, NativeSelect, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { Family } from '#contract/hub/family'
import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import { type FamilyRelation, familyRelations } from '#domain/family'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useFoundDraft, useKeptDraft } from '#ui/shared/use-draft.ts'
import { relationChoices } from '../register-patient/FamilyFields.tsx'
import { PickOne } from '../register-patient/PickOne.tsx'
import classes from './family.module.css'
import { useFamilyChanged } from './use-family.ts'

type Hit = HubOutputs['patients']['search'][number]
type AddMemberProps = { family: Family; patientId: string }

/** Whoever was picked is found anew by the typed text, so that no copy of their record lies in a draft. */
const memberDraft = z.object({
  familyId: z.string(),
  text: z.string(),
  relation: z.enum(['', ...familyRelations]),
})

/** Somebody already on file who stands on this card too; out of the family before, if there was one. */
export function AddMember({ family, patientId }: AddMemberProps) {
  const typed = useFoundDraft('member', memberDraft, ({ familyId }) => familyId === family.id)
  const changed = useFamilyChanged(patientId)
  const [text, setText] = useState(typed?.text ?? '')
  const [picked, setPicked] = useState<Hit | null>(null)
  const [relation, setRelation] = useState<FamilyRelation | ''>(typed?.relation ?? '')
  const untouched = text === '' && relation === ''
  useKeptDraft('member', untouched ? null : { familyId: family.id, text, relation }, typed)
  const [asked] = useDebouncedValue(text, 120)
  const results = useQuery({
    ...api.patients.search.queryOptions({
      input: { text: asked },
      enabled: asked.trim().length >= 2 && picked === null,
      placeholderData: keepPreviousData,
    }),
    select: (hits: Hit[]) => hits.filter((hit) => family.members.every(({ id }) => id !== hit.id)),
  })
  const join = useMutation(
    api.families.join.mutationOptions({
      onSuccess: (now) => {
        setText('')
        setPicked(null)
        setRelation('')
        changed(now)
      },
    }),
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (picked)
      join.mutate({ patientId: picked.id, familyId: family.id, kkNo: null, relation: relation || null })
  }

  return (
    <form className={classes.addition} onSubmit={submit} noValidate>
      <PickOne<Hit>
        label="Masukkan yang sudah terdaftar"
        placeholder="nama, NIK, atau nomor RM"
        text={text}
        picked={picked !== null}
        results={results}
        fresh={asked === text && !results.isPlaceholderData}
        emptyMessage="Belum terdaftar. Alt+T mendaftarkannya sebagai anggota baru."
        choiceOf={(hit) => ({ key: hit.id, content: <Person hit={hit} /> })}
        onTextChange={(typed) => {
          setText(typed)
          setPicked(null)
        }}
        onPick={(hit) => {
          setPicked(hit)
          setText(hit.name)
        }}
      />
      <NativeSelect
        label="Sebagai"
        data={relationChoices}
        value={relation}
        onChange={(event) => setRelation(event.currentTarget.value as FamilyRelation | '')}
        onKeyDown={(event) => event.key === 'Enter' && submit(event)}
      />
      <Button
        type="submit"
        variant="default"
        disabled={!picked}
        loading={join.isPending}
        rightSection={<KeyCap keys="Enter" />}
      >
        Masukkan
      </Button>
      <Problems sentences={join.error ? sentencesOf(join.error) : []} />
    </form>
  )
}

function Person({ hit }: { hit: Hit }) {
  return (
    <>
      <Text fw={600}>{hit.name}</Text>
      <Text size="sm" c="dimmed">
        {[`RM ${hit.recordNo}`, hit.birth && formatBirth(hit.birth), hit.village].filter(Boolean).join(' · ')}
      </Text>
    </>
  )
}
