import { POSTPARTUM_DAYS } from '#domain/life-stage'
import { addDays, ageOn, daysBetween, formatLongDate, type LocalDate } from '#domain/local-date'
import type { PurposeCode } from '#domain/purpose'
import type { Arrival, EmergencySign, Symptom } from '#domain/routing'
import { type Group, inventComplaint } from './complaints.ts'
import type { DemoPerson } from './people.ts'
import { createRandom, type Random } from './random.ts'

/** One arrival at the counter; `minute` counts from midnight of the facility's day. */
export type DemoVisit = { person: DemoPerson; arrival: Arrival; complaint: string; minute: number }
/** The visits of a day in order of arrival, with those who came for the first time among them. */
export type DemoDay = { day: LocalDate; visits: DemoVisit[] }

/** What people of each group come for, by weight. */
const plans: Record<`${Group} ${PurposeCode}`, number> = {
  'baby imunisasi': 7,
  'baby berobat': 3,
  'toddler imunisasi': 3,
  'toddler tumbuh_kembang': 4,
  'toddler gizi': 1.5,
  'toddler berobat': 9,
  'child berobat': 9,
  'child gigi': 3,
  'child ckg': 1,
  'adult berobat': 20,
  'adult kontrol': 6,
  'adult gigi': 4,
  'adult kb': 12,
  'adult ckg': 4,
  'adult surat_sehat': 4,
  'adult rujukan': 2,
  'adult tindakan': 2,
  'adult catin': 4,
  'adult iva': 3,
  'adult laboratorium': 1.5,
  'adult konseling': 0.5,
  'elder berobat': 9,
  'elder kontrol': 11,
  'elder ambil_obat': 3,
  'elder ckg': 2,
  'elder gigi': 1,
  'pregnant anc': 7,
  'pregnant berobat': 0.7,
  'pregnant gigi': 0.4,
  'delivered nifas': 3,
  'delivered kb': 0.3,
}

/** Fewest and most on a day: crowded Mondays, short Fridays and Saturdays, closed on Sundays. */
const crowds: Record<string, readonly [number, number]> = {
  Senin: [90, 120],
  Selasa: [70, 100],
  Rabu: [65, 95],
  Kamis: [60, 90],
  Jumat: [45, 65],
  Sabtu: [40, 60],
}

const opensAt = 7.5 * 60
const openMinutes = 4 * 60

/** Every open day from `days` days ago to today; the same seed, people and today give the same visits. */
export function* generateVisits(options: {
  seed: string
  people: readonly DemoPerson[]
  today: LocalDate
  days: number
}): Generator<DemoDay> {
  const random = createRandom(`${options.seed}/visits`)
  const groups = groupPeople(options.people, options.today, options.days)
  const newcomers = Map.groupBy(options.people, (person) => person.registeredOn)
  for (let ago = options.days; ago >= 0; ago--) {
    const day = addDays(options.today, -ago)
    const crowd = crowds[formatLongDate(day).split(',')[0] ?? '']
    if (!crowd) continue
    const wanted = Math.min(random.int(...crowd), Math.ceil(options.people.length / 10))
    yield { day, visits: fillDay(random, groups, newcomers.get(day) ?? [], wanted, day) }
  }
}

function fillDay(
  random: Random,
  groups: ReadonlyMap<Group, readonly DemoPerson[]>,
  newcomers: readonly DemoPerson[],
  wanted: number,
  day: LocalDate,
): DemoVisit[] {
  const seen = new Set<DemoPerson>()
  const visits: DemoVisit[] = []
  const add = (person: DemoPerson, group: Group, purpose: PurposeCode) => {
    if (seen.has(person) || person.registeredOn > day || !suits(person, purpose, day)) return
    seen.add(person)
    visits.push(inventVisit(random, person, group, purpose, day))
  }
  for (const person of newcomers)
    add(person, ageGroup(person, day), ageGroup(person, day) === 'baby' ? 'imunisasi' : 'berobat')
  for (let tries = wanted * 4; visits.length < wanted && tries > 0; tries--) {
    const [group, purpose] = random.weigh(plans).split(' ') as [Group, PurposeCode]
    const candidates = groups.get(group) ?? []
    // Not evenly: the first of a group come again and again, as chronic patients do.
    const person = candidates[Math.floor(candidates.length * random.unit() ** 1.5)]
    if (person) add(person, group, purpose)
  }
  return visits.sort((a, b) => a.minute - b.minute)
}

function groupPeople(
  people: readonly DemoPerson[],
  today: LocalDate,
  days: number,
): Map<Group, DemoPerson[]> {
  const groups = Map.groupBy(people, (person): Group => ageGroup(person, today))
  groups.set(
    'pregnant',
    people.filter((person) => person.pregnantSince !== null),
  )
  const since = addDays(today, -days - POSTPARTUM_DAYS)
  groups.set(
    'delivered',
    people.filter((person) => person.deliveredOn !== null && person.deliveredOn > since),
  )
  return groups
}

function ageGroup(person: DemoPerson, day: LocalDate): Group {
  const { years } = ageOn(person.birth.date, day)
  if (years < 1) return 'baby'
  if (years < 6) return 'toddler'
  if (years < 18) return 'child'
  return years < 60 ? 'adult' : 'elder'
}

function suits(person: DemoPerson, purpose: PurposeCode, day: LocalDate): boolean {
  const { years } = ageOn(person.birth.date, day)
  switch (purpose) {
    case 'anc':
      return weeksPregnant(person, day) !== null
    case 'nifas':
      return recentDelivery(person, day) !== null
    case 'kb':
      return person.sex === 'P' && years >= 18 && years < 46 && weeksPregnant(person, day) === null
    case 'iva':
      return person.sex === 'P' && years >= 30 && years < 51 && weeksPregnant(person, day) === null
    case 'catin':
      return years < 32 && person.deliveredOn === null && weeksPregnant(person, day) === null
    default:
      return true
  }
}

function inventVisit(
  random: Random,
  person: DemoPerson,
  group: Group,
  purpose: PurposeCode,
  day: LocalDate,
): DemoVisit {
  const weeks = weeksPregnant(person, day)
  const symptoms = purpose === 'berobat' ? inventSymptoms(random, group) : []
  const emergency = purpose === 'berobat' && symptoms.length === 0 ? inventEmergency(random, group) : []
  const needsHelp = random.chance(group === 'elder' ? 0.12 : 0.01)
  const pregnancy = weeks === null ? null : { weeks }
  return {
    person,
    arrival: { purpose, pregnancy, deliveredOn: recentDelivery(person, day), emergency, symptoms, needsHelp },
    complaint: inventComplaint(random, { group, purpose, symptoms, emergency }),
    minute: opensAt + openMinutes * random.unit() ** 1.7,
  }
}

function inventSymptoms(random: Random, group: Group): Symptom[] {
  const old = group === 'adult' || group === 'elder'
  const symptom = random.weigh({
    '': 92,
    batuk_2_minggu: old ? 5 : 1,
    demam_ruam: old ? 0.5 : 2,
    diare_akut: 3,
  })
  return symptom === '' ? [] : [symptom]
}

function inventEmergency(random: Random, group: Group): EmergencySign[] {
  if (!random.chance(0.03)) return []
  if (group === 'baby' || group === 'toddler') return ['kejang']
  return [random.weigh({ sesak_berat: 3, nyeri_dada: group === 'child' ? 0 : 3, kecelakaan: 4 })]
}

/** Completed weeks where a pregnancy is known and not yet over: nobody knows before the fifth week. */
function weeksPregnant(person: DemoPerson, day: LocalDate): number | null {
  if (person.pregnantSince === null) return null
  const weeks = Math.floor(daysBetween(person.pregnantSince, day) / 7)
  return weeks >= 5 && weeks <= 41 ? weeks : null
}

function recentDelivery(person: DemoPerson, day: LocalDate): LocalDate | null {
  if (person.deliveredOn === null) return null
  const days = daysBetween(person.deliveredOn, day)
  return days >= 1 && days <= POSTPARTUM_DAYS ? person.deliveredOn : null
}
