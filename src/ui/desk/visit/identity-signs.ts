import type { HubOutputs } from '#contract/hub/hub'
import { formatBirth } from '#domain/birth'
import type { LocalDate } from '#domain/local-date'
import { isKtpAge } from '#domain/nik'
import { formatNik, formatPlace, nameOfVillage, shortenVillage } from '#ui/shared/format.ts'
import type { Identifier, Patient } from './visit-form.ts'

type Hit = Pick<HubOutputs['patients']['search'][number], 'matched' | 'nikTail'>
type Identity = Pick<
  Patient,
  | 'name'
  | 'temporary'
  | 'birth'
  | 'nik'
  | 'motherNik'
  | 'recordNo'
  | 'address'
  | 'village'
  | 'insideArea'
  | 'rt'
  | 'rw'
  | 'motherName'
>

/** Something on file that can be compared with what the person says or shows, and the key that ticks it. */
export type Sign = { code: Identifier; keys: string; label: string; value: string }

/** Only what is on file; each sign keeps its key, so that 4 is the record number for everyone. */
export function signsOf(person: Identity, today: LocalDate): Sign[] {
  // Everybody here knows where a village of the working area lies.
  const village = person.insideArea ? nameOfVillage(person.village) : shortenVillage(person.village)
  const place = [person.address, formatPlace({ ...person, village })].filter(Boolean).join(', ')
  const signs: (Omit<Sign, 'value'> & { value: string | null })[] = [
    { code: 'nama', keys: '1', label: 'Nama', value: person.temporary ? null : person.name },
    { code: 'tanggal_lahir', keys: '2', label: 'Lahir', value: person.birth && formatBirth(person.birth) },
    { code: 'nik', keys: '3', ...nikOf(person, today) },
    { code: 'rm', keys: '4', label: 'No. RM', value: person.recordNo },
    { code: 'alamat', keys: '5', label: 'Alamat', value: place || null },
    { code: 'ibu', keys: '6', label: 'Ibu', value: person.motherName },
  ]
  return signs.filter((sign): sign is Sign => sign.value !== null && sign.value !== '')
}

/** A child without a NIK goes by the mother's; with an age of their own card, nobody does. */
function nikOf(
  { nik, motherNik, birth }: Identity,
  today: LocalDate,
): Pick<Sign, 'label'> & { value: string | null } {
  if (nik) return { label: 'NIK', value: formatNik(nik) }
  const isChild = birth !== null && !isKtpAge(birth.date, today)
  return { label: 'NIK ibu', value: isChild && motherNik ? formatNik(motherNik) : null }
}

/** The whole number was read from the card that lies here: that is one sign compared. */
export function provenBy(text: string, { matched, nikTail }: Hit): Identifier[] {
  if (text.replace(/\D/g, '').length !== 16) return []
  return matched === 'nik' || (matched === 'nik_ibu' && nikTail === null) ? ['nik'] : []
}
