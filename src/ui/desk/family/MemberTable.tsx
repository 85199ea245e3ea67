import { Radio, Table, Text } from '@mantine/core'
import { type FormEvent, useEffect, useRef } from 'react'
import type { Family, FamilyMember } from '#contract/hub/family'
import { formatBirth } from '#domain/birth'
import { familyRelationLabels } from '#domain/family'
import { formatDate } from '#domain/local-date'
import { formatAgeOf } from '#ui/shared/format.ts'
import { sexLetter } from '#ui/shared/labels.ts'
import { useFrontDesk } from '../front-desk-context.ts'
import classes from './family.module.css'

type MemberTableProps = {
  family: Family
  marked: FamilyMember | undefined
  onMark: (patientId: string) => void
  onOpen: () => void
}

/** Everybody of the family; arrows mark one, Enter opens that person. */
export function MemberTable({ family, marked, onMark, onOpen }: MemberTableProps) {
  const list = useRef<HTMLElement>(null)

  // Whoever had the focus may have just left the family.
  useEffect(() => {
    if (document.activeElement === document.body)
      list.current?.querySelector<HTMLInputElement>('input:checked')?.focus()
  })

  function submit(event: FormEvent): void {
    event.preventDefault()
    onOpen()
  }

  return (
    <form onSubmit={submit}>
      <section ref={list} aria-label="Anggota keluarga" className={classes.list}>
        <Table stickyHeader verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Nama</Table.Th>
              <Table.Th>Di KK sebagai</Table.Th>
              <Table.Th w={40}>L/P</Table.Th>
              <Table.Th>Umur</Table.Th>
              <Table.Th>No. RM</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {family.members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                marked={member.id === marked?.id}
                onMark={() => onMark(member.id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {/* Enter in a radio is a submit only where a submit button is. */}
      <button type="submit" hidden />
    </form>
  )
}

type MemberRowProps = { member: FamilyMember; marked: boolean; onMark: () => void }

function MemberRow({ member, marked, onMark }: MemberRowProps) {
  const { today } = useFrontDesk()
  const { name, relation, sex, birth, recordNo, deceasedOn } = member
  return (
    <Table.Tr data-marked={marked || undefined} className={classes.member} onClick={onMark}>
      <Table.Td>
        <Radio
          name="anggota"
          label={<b>{name}</b>}
          checked={marked}
          onChange={onMark}
          autoFocus={marked}
          data-autofocus={marked || undefined}
        />
      </Table.Td>
      <Table.Td>{relation ? familyRelationLabels[relation] : '—'}</Table.Td>
      <Table.Td>{sexLetter(sex)}</Table.Td>
      <Table.Td>
        {deceasedOn ? `meninggal ${formatDate(deceasedOn)}` : formatAgeOf(birth, today)}
        {birth && (
          <Text size="sm" c="dimmed">
            {formatBirth(birth)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{recordNo}</Table.Td>
    </Table.Tr>
  )
}
