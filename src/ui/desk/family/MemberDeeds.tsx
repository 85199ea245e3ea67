import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Family, FamilyMember } from '#contract/hub/family'
import type { FamilyRelation } from '#domain/family'
import { api } from '#ui/shared/client.ts'
import { KeyCap } from '#ui/shared/KeyCap.tsx'
import { Problems } from '#ui/shared/Problems.tsx'
import { sentencesOf } from '#ui/shared/problems.ts'
import { useShortcut } from '#ui/shared/use-shortcut.ts'
import { relationChoices } from '../register-patient/FamilyFields.tsx'
import classes from './family.module.css'
import { useFamilyChanged } from './use-family.ts'

type MemberDeedsProps = {
  family: Family
  member: FamilyMember
  /** Who stands in front. */
  patientId: string
  onOpen: () => void
}

/** What a member is to the head, and the way out of the family. A new head asks what the former one is now. */
export function MemberDeeds({ family, member, patientId, onOpen }: MemberDeedsProps) {
  const changed = useFamilyChanged(patientId)
  const list = useRef<HTMLSelectElement>(null)
  const [relation, setRelation] = useState<FamilyRelation | ''>(member.relation ?? '')
  const [formerHead, setFormerHead] = useState(formerOf(member))
  const [leaving, setLeaving] = useState(false)
  const head = family.members.find(({ isHead }) => isHead)
  const replaced = relation === 'kepala' && head && head.id !== member.id ? head : null
  const relate = useMutation(api.families.relate.mutationOptions({ onSuccess: changed }))
  const leave = useMutation(
    api.families.leave.mutationOptions({
      onSuccess: () => {
        const rest = { ...family, members: family.members.filter(({ id }) => id !== member.id) }
        changed(member.id === patientId ? null : rest)
      },
    }),
  )
  const error = relate.error ?? leave.error

  function save(): void {
    if (relation === '' || relate.isPending) return
    relate.mutate({
      patientId: member.id,
      relation,
      formerHead: replaced && formerHead !== 'kepala' ? formerHead : null,
    })
  }

  useShortcut({ keys: 'Alt+H', label: 'Ubah hubungan', run: () => list.current?.focus() })
  useShortcut({ keys: 'Alt+K', label: 'Keluarkan dari KK', run: () => setLeaving(true) }, !leaving)
  return (
    <section aria-label={`Ubah ${member.name}`} className={classes.deeds}>
      {member.id !== patientId && (
        <Button variant="default" rightSection={<KeyCap keys="Enter" />} onClick={onOpen}>
          Buka
        </Button>
      )}
      <NativeSelect
        ref={list}
        label={
          <>
            {member.name} di KK sebagai&ensp;
            <KeyCap keys="Alt+H" />
          </>
        }
        data={relationChoices}
        value={relation}
        onChange={(event) => setRelation(event.currentTarget.value as FamilyRelation | '')}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
      {replaced && (
        <NativeSelect
          label={`${replaced.name} kini menjadi`}
          data={relationChoices.filter(({ value }) => value !== '' && value !== 'kepala')}
          value={formerHead}
          onChange={(event) => setFormerHead(event.currentTarget.value as FamilyRelation)}
          onKeyDown={(event) => event.key === 'Enter' && save()}
        />
      )}
      {relation !== (member.relation ?? '') && relation !== '' && (
        <Button loading={relate.isPending} rightSection={<KeyCap keys="Enter" />} onClick={save}>
          {replaced ? 'Jadikan kepala keluarga' : 'Simpan hubungan'}
        </Button>
      )}
      {leaving ? (
        <Button
          key="leave"
          color="danger"
          autoFocus
          loading={leave.isPending}
          rightSection={<KeyCap keys="Enter" />}
          onClick={() => leave.mutate({ patientId: member.id })}
        >
          Ya, keluarkan dari KK ini
        </Button>
      ) : (
        <Button
          key="ask"
          variant="default"
          rightSection={<KeyCap keys="Alt+K" />}
          onClick={() => setLeaving(true)}
        >
          Keluarkan dari KK
        </Button>
      )}
      <Problems sentences={error ? sentencesOf(error) : []} />
    </section>
  )
}

/** What the head is most likely to be once this member takes the place. */
function formerOf({ relation }: FamilyMember): FamilyRelation {
  if (relation === 'istri') return 'suami'
  return relation === 'suami' ? 'istri' : 'lainnya'
}
