import { z } from 'zod'
import { nikSystem } from '#contract/fhir'
import { nameOf } from '#district/fhir/person'
import type { Body } from '#district/store/schema'
import type { Birth } from '#domain/birth'
import { birthFromYear } from '#domain/birth'
import type { Compared } from '#domain/duplicate'
import { parseLocalDate } from '#domain/local-date'

const readable = z.looseObject({
  gender: z.string().optional().catch(undefined),
  birthDate: z.string().nullable().catch(null),
  multipleBirthInteger: z.int().nullable().catch(null),
  name: z.array(z.looseObject({ text: z.string().optional() })).catch([]),
  identifier: z.array(z.looseObject({ system: z.string(), value: z.string() })).catch([]),
  telecom: z.array(z.looseObject({ value: z.string().optional() })).catch([]),
  address: z.array(z.looseObject({ line: z.array(z.string()).catch([]) })).catch([]),
  contact: z
    .array(
      z.looseObject({
        name: z.looseObject({ text: z.string().optional() }).optional(),
        relationship: z.array(z.looseObject({ text: z.string().optional() })).catch([]),
      }),
    )
    .catch([]),
})

/** What a person who compares two records reads. */
export type PersonWords = {
  recordNo: string | null
  name: string
  nik: string | null
  sex: 'L' | 'P' | null
  birth: string | null
  address: string | null
}

export function wordsOf(body: Body): PersonWords {
  const { identifier, gender, birthDate, address, name } = readable.parse(body)
  return {
    recordNo: identifier.find(({ system }) => system.endsWith('/rm'))?.value ?? null,
    name: nameOf({ name }),
    nik: identifier.find(({ system }) => system === nikSystem)?.value ?? null,
    sex: gender === 'male' ? 'L' : gender === 'female' ? 'P' : null,
    birth: birthDate,
    address: address.flatMap(({ line }) => line).join(', ') || null,
  }
}

/** The same for `domain/duplicate`, which weighs it; what only one facility can know is left out. */
export function comparedOf(body: Body, village: string | null): Compared {
  const { multipleBirthInteger, telecom, contact } = readable.parse(body)
  const { name, nik, sex, birth } = wordsOf(body)
  const mother = contact.find(({ relationship }) => relationship.some(({ text }) => text === 'ibu'))
  return {
    name,
    nik,
    sex,
    birth: birthOf(birth),
    motherId: null,
    motherName: mother?.name?.text ?? null,
    villageCode: village,
    rt: null,
    rw: null,
    cardNo: null,
    passport: null,
    birthOrder: multipleBirthInteger,
    familyId: null,
    phone: telecom.find(({ value }) => value !== undefined)?.value ?? null,
  }
}

function birthOf(sent: string | null): Birth | null {
  const exact = parseLocalDate(sent ?? '')
  if (exact) return { date: exact, precision: 'exact' }
  const month = parseLocalDate(`${sent}-15`)
  if (month) return { date: month, precision: 'month' }
  return sent !== null && /^\d{4}$/.test(sent) ? birthFromYear(Number(sent)) : null
}
