import { formatBirth } from '#domain/birth'
import { countryName } from '#domain/country'
import { disabilityLabels } from '#domain/disability'
import { familyRelationLabels } from '#domain/family'
import { formatDate } from '#domain/local-date'
import type { MergeField } from '#domain/merge'
import { nikReasonLabels } from '#domain/nik'
import { payerLabels } from '#domain/payer'
import { religionLabels } from '#domain/religion'
import { sexLabels } from '#domain/sex'
import { formatNik, formatPlace, shortenVillage } from '#ui/shared/format.ts'
import type { Side } from './use-merge-choice.ts'

/** What a record says of a field, as a clerk reads it; null where it says nothing. */
export function sayField(side: Side, field: MergeField): string | null {
  return words[field](side) || null
}

const joined = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ')

const words: Record<MergeField, (side: Side) => string | null> = {
  name: ({ person }) => person.name,
  nik: ({ person }) => {
    if (person.nik !== null) return formatNik(person.nik)
    return person.nikReason && `Tidak ada · ${nikReasonLabels[person.nikReason]}`
  },
  birth: ({ person }) => person.birth && formatBirth(person.birth),
  sex: ({ person }) => person.sex && sexLabels[person.sex],
  mother: ({ person }) =>
    joined(person.motherName, person.birthOrder !== null && `anak ke-${person.birthOrder}`),
  address: ({ person }) =>
    joined(person.address, formatPlace({ ...person, village: shortenVillage(person.village) })),
  phone: ({ person }) => person.phone,
  guardian: ({ person: { guardian } }) =>
    guardian && joined(guardian.name, guardian.relation, guardian.phone),
  payer: ({ person }) =>
    joined(payerLabels[person.payer], person.cardNo && `kartu ${person.cardNo}`, person.payerRef),
  family: ({ person, kkNo }) =>
    joined(
      person.familyRelation && familyRelationLabels[person.familyRelation],
      kkNo && `KK ${formatNik(kkNo)}`,
    ),
  passport: ({ person }) => person.passport,
  nationality: ({ person }) => person.nationality && countryName(person.nationality),
  religion: ({ person }) => person.religion && religionLabels[person.religion],
  disabilities: ({ person }) => person.disabilities.map((code) => disabilityLabels[code]).join(', '),
  language: ({ person }) => person.language,
  deceased: ({ person }) => person.deceasedOn && formatDate(person.deceasedOn),
}

type Came = { visits: number; bookings: number; children: number }

/** 3 kunjungan, 1 janji temu dan 2 anak; null where nothing hangs on the record. */
export function sayBelongings({ visits, bookings, children }: Came): string | null {
  const parts = [
    visits > 0 && `${visits} kunjungan`,
    bookings > 0 && `${bookings} janji temu`,
    children > 0 && `${children} anak`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? null : new Intl.ListFormat('id', { type: 'conjunction' }).format(parts)
}
