import type { Family } from '#contract/hub/family'
import type { FamilyRelation } from '#domain/family'
import { shortenVillage } from '#ui/shared/format.ts'
import { emptyValues, type Patient, type PatientValues } from './patient-values.ts'

type Home = Pick<Patient, 'village' | 'villageCode' | 'insideArea' | 'address' | 'rt' | 'rw'>

/** Where those at home live, unless the clerk has begun to type another address. */
export function inheritAddress(values: PatientValues, home: Home): Partial<PatientValues> {
  if (values.villageText !== '' || values.address !== '') return {}
  return addressOf(home)
}

function addressOf(home: Home): Partial<PatientValues> {
  return {
    villageText: shortenVillage(home.village),
    villageCode: home.villageCode,
    insideArea: home.insideArea,
    address: home.address ?? '',
    rt: home.rt ?? '',
    rw: home.rw ?? '',
  }
}

/** The family of somebody on file, unless a card number was typed already. */
export function inheritFamily(
  values: PatientValues,
  { familyId, family }: Pick<Patient, 'familyId' | 'family'>,
  relation: FamilyRelation | null,
): Partial<PatientValues> {
  if (!familyId || !family || values.kkNo !== '') return {}
  return { kkNo: family.kkNo ?? '', family: { ...family, id: familyId }, relation: relation ?? '' }
}

/** One more of the family of somebody on file. */
export function valuesOfMember(relative: Patient): PatientValues {
  const shared = { ...inheritAddress(emptyValues, relative), ...inheritFamily(emptyValues, relative, null) }
  return { ...emptyValues, ...shared, payer: relative.payer }
}

/** What a card number that was typed brings: its family, and address and payer where nothing stands yet. */
export function joinFamily(values: PatientValues, { id, kkNo, members, home }: Family): PatientValues {
  const headName = members.find(({ isHead }) => isHead)?.name ?? null
  return {
    ...values,
    ...(home && inheritAddress(values, home)),
    family: { id, kkNo, headName, members: members.length, sameAddress: 0, samePayer: 0 },
    payer: values.payer || (home?.payer ?? ''),
  }
}
