import { z } from 'zod'
import { administrativeCodeUrl, nikSystem } from '#contract/fhir'
import type { Body, PatientRow } from '#district/store/schema'
import { nameKey } from '#domain/name-key'
import { parseReference } from './references.ts'

const extension = z.looseObject({ url: z.string(), valueCode: z.string().optional().catch(undefined) })
const readable = z.looseObject({
  active: z.boolean().catch(true),
  gender: z.string().optional().catch(undefined),
  birthDate: z.string().nullable().catch(null),
  name: z.array(z.looseObject({ text: z.string().optional() })).catch([]),
  identifier: z.array(z.looseObject({ system: z.string(), value: z.string() })).catch([]),
  address: z
    .array(
      z.looseObject({
        extension: z.array(extension.extend({ extension: z.array(extension).catch([]) })).catch([]),
      }),
    )
    .catch([]),
  link: z
    .array(z.looseObject({ type: z.string(), other: z.looseObject({ reference: z.string().optional() }) }))
    .catch([]),
})
type Readable = z.infer<typeof readable>

/** What the dashboard needs of a Patient. Whatever cannot be read is unknown: nobody is refused for it. */
export function personOf(id: string, facility: string, body: Body): Omit<PatientRow, 'person' | 'compared'> {
  const patient = readable.parse(body)
  const nik = patient.identifier.find(({ system }) => system === nikSystem)?.value ?? ''
  return {
    id,
    facility,
    replaced_by: replacementOf(patient),
    active: patient.active,
    sex: patient.gender === 'male' ? 'L' : patient.gender === 'female' ? 'P' : null,
    village: villageOf(patient),
    nik: /^\d{16}$/.test(nik) ? nik : null,
    birth: patient.birthDate,
    name_key: nameKey(nameOf(patient)) || null,
  }
}

export function nameOf({ name }: Pick<Readable, 'name'>): string {
  return name.find(({ text }) => text !== undefined)?.text ?? ''
}

function replacementOf({ link }: Readable): string | null {
  const other = link.find(({ type }) => type === 'replaced-by')?.other.reference ?? ''
  return parseReference(other)?.id ?? null
}

function villageOf({ address }: Readable): string | null {
  const areas = address.flatMap((one) => one.extension.filter(({ url }) => url === administrativeCodeUrl))
  const code = areas.flatMap((area) => area.extension).find(({ url }) => url === 'village')?.valueCode ?? ''
  return /^\d{10}$/.test(code) ? code : null
}
