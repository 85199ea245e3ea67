import { type Birth, birthFromAge, birthFromYear } from '#domain/birth'
import type { FamilyRelation } from '#domain/family'
import { addDays, ageOn, daysBetween, formatLongDate, type LocalDate, yearOf } from '#domain/local-date'
import type { Nik, NikReason } from '#domain/nik'
import { hasJknCard, type Payer } from '#domain/payer'
import type { Sex } from '#domain/sex'
import { type Home, inventHome, payerWeights } from './home.ts'
import { inventHousehold, type Member } from './household.ts'
import { createIssuer, type Issuer, inventId } from './identity.ts'
import { inventName, inventSurname } from './names.ts'
import type { DemoPlace } from './place.ts'
import { createRandom, type Random } from './random.ts'

/** A patient as a clerk would have registered them, and what only the demo knows of them. */
export type DemoPerson = {
  id: string
  name: string
  nik: Nik | null
  nikReason: NikReason | null
  birth: Birth
  sex: Sex
  motherId: string | null
  motherName: string | null
  motherNik: Nik | null
  birthOrder: number | null
  /** Null of a household whose card nobody has brought yet. */
  familyId: string | null
  familyRelation: FamilyRelation | null
  kkNo: string | null
  villageCode: string
  address: string
  rt: string
  rw: string
  phone: string | null
  guardian: { name: string; relation: string; phone: string | null } | null
  payer: Payer
  cardNo: string | null
  registeredOn: LocalDate
  /** First day of the last period of a pregnant woman. */
  pregnantSince: LocalDate | null
  /** When a mother last gave birth. */
  deliveredOn: LocalDate | null
}

export type PeopleOptions = {
  seed: string
  count: number
  today: LocalDate
  /** Length of the demo's history: its visits, and the registration of the newest people (a tenth at most). */
  days: number
  place: Pick<DemoPlace, 'inside' | 'outside' | 'flavour'>
}

type World = { random: Random; cards: Random; issuer: Issuer; options: PeopleOptions }

const yearsOnFile = 6
const newPeopleADay = 5

/** The same seed gives the same people; one household at a time, so a million need no more memory than five. */
export function* generatePeople(options: PeopleOptions): Generator<DemoPerson[]> {
  const random = createRandom(`${options.seed}/people`)
  const cards = createRandom(`${options.seed}/cards`)
  const world: World = { random, cards, issuer: createIssuer(random), options }
  for (let made = 0; made < options.count; ) {
    const people = furnishHousehold(world, made).slice(0, options.count - made)
    made += people.length
    yield people
  }
}

function furnishHousehold(world: World, ordinal: number): DemoPerson[] {
  const members = inventHousehold(world.random, world.options.today)
  const home = inventHome(world.random, world.issuer, world.options.place)
  const registeredOn = registrationDay(world.options, ordinal)
  const household = { ...home, registeredOn, ...inventCard(world, home.village, registeredOn) }
  const people: DemoPerson[] = []
  for (const member of members) people.push(inventPerson(world, household, member, people))
  members.forEach((member, at) => {
    const mother = member.mother === null ? undefined : people[member.mother]
    const child = people[at]
    if (mother && child && child.birth.date > (mother.deliveredOn ?? ''))
      mother.deliveredOn = child.birth.date
  })
  for (const person of people) person.pregnantSince = inventPregnancy(world, person, people)
  return people
}

type Card = Pick<DemoPerson, 'familyId' | 'kkNo'>

/** Most households have brought their card; the others are still to be asked for it. */
function inventCard({ cards, issuer }: World, village: string, registeredOn: LocalDate): Card {
  if (!cards.chance(0.85)) return { familyId: null, kkNo: null }
  const familyId = inventId(cards, daysBetween(epoch, registeredOn) * 86_400_000)
  return { familyId, kkNo: issuer.familyCard(village.slice(0, 6), registeredOn) }
}

/** Record numbers grow with time: most people came in the years before the demo's days, a few on each of those. */
function registrationDay({ count, today, days }: PeopleOptions, ordinal: number): LocalDate {
  const recent = Math.min(Math.floor(count / 10), days * newPeopleADay)
  const before = count - recent
  const first = addDays(today, -days)
  if (ordinal < before)
    return openDay(addDays(first, -Math.ceil(((before - ordinal) / before) * yearsOnFile * 365)))
  return openDay(addDays(first, Math.floor(((ordinal - before) / recent) * days)))
}

/** The Saturday before, for a Sunday. */
function openDay(date: LocalDate): LocalDate {
  return formatLongDate(date).startsWith('Minggu') ? addDays(date, -1) : date
}

function inventPerson(
  world: World,
  home: Home & Card & { registeredOn: LocalDate },
  member: Member,
  people: readonly DemoPerson[],
): DemoPerson {
  const { random, issuer, options } = world
  const mother = member.mother === null ? undefined : people[member.mother]
  const father = member.father === null ? undefined : people[member.father]
  const days = daysBetween(member.birth, options.today)
  const birth = rememberBirth(random, member.birth, options.today)
  const unnamed = mother !== undefined && days < 45 && random.chance(0.8)
  const nikReason = missingNikReason(random, birth, days, unnamed)
  const payer = random.chance(0.92) ? home.payer : random.weigh(payerWeights)
  const firstSeen = openDay(addDays(member.birth, Math.min(days, random.int(1, 6))))
  const registeredOn = latestOf([home.registeredOn, firstSeen, member.birth])
  return {
    id: inventId(random, daysBetween(epoch, registeredOn) * 86_400_000 + random.int(0, 40_000_000)),
    name: unnamed && mother ? babyName(mother, member) : nameMember(random, home, member, people),
    nik: nikReason === null ? issuer.nik(birthplace(random, options), birth.date, member.sex) : null,
    nikReason,
    birth,
    sex: member.sex,
    motherId: mother?.id ?? null,
    motherName: mother?.name ?? inventMotherName(random, home, member),
    motherNik: mother?.nik ?? null,
    birthOrder: member.twin === null ? null : member.twin.length,
    familyId: home.familyId,
    familyRelation: home.familyId === null ? null : member.relation,
    kkNo: home.kkNo,
    villageCode: home.village,
    address: home.street,
    rt: home.rt,
    rw: home.rw,
    phone: days > 17 * 365 && random.chance(0.5) ? issuer.phone() : home.phone,
    guardian: inventGuardian(random, days, mother, father),
    payer,
    cardNo: hasJknCard(payer) && random.chance(0.97) ? issuer.card() : null,
    registeredOn,
    pregnantSince: null,
    deliveredOn: null,
  }
}

function latestOf(dates: [LocalDate, ...LocalDate[]]): LocalDate {
  return dates.toSorted().at(-1) ?? dates[0]
}

const epoch = '1970-01-01' as LocalDate

/** A newborn without a name goes by its mother's: «By. Ny. SITI AMINAH», twins with I and II. */
function babyName(mother: DemoPerson, { twin }: Member): string {
  return `By. Ny. ${mother.name}${twin === null ? '' : ` ${twin}`}`
}

/** Nobody is called like another of the household. */
function nameMember(random: Random, home: Home, member: Member, people: readonly DemoPerson[]): string {
  const { sex, order } = member
  const bearer = { ...home.lines[member.line], sex, order, birthYear: yearOf(member.birth) }
  for (let name = inventName(random, bearer); ; name = inventName(random, bearer)) {
    if (!people.some((other) => other.name === name)) return name
  }
}

function inventMotherName(random: Random, home: Home, { line, birth }: Member): string | null {
  if (random.chance(0.5)) return null
  const { flavour } = home.lines[line]
  const birthYear = yearOf(birth) - 25
  return inventName(random, {
    flavour,
    sex: 'P',
    order: 0,
    surname: inventSurname(random, flavour),
    birthYear,
  })
}

/** Many old people know only the year, or an age; children and young adults have a certificate. */
function rememberBirth(random: Random, birth: LocalDate, today: LocalDate): Birth {
  const { years } = ageOn(birth, today)
  if (years < 58) return { date: birth, precision: 'exact' }
  const precision = random.weigh({ exact: 70, year: 22, estimated: 8 })
  if (precision === 'exact') return { date: birth, precision }
  return precision === 'year' ? birthFromYear(yearOf(birth)) : birthFromAge(years, today)
}

function missingNikReason(random: Random, birth: Birth, days: number, unnamed: boolean): NikReason | null {
  if (unnamed) return 'bayi_baru_lahir'
  if (days < 365 && random.chance(0.2)) return 'belum_punya'
  if (birth.precision === 'estimated') return 'belum_punya'
  return random.chance(0.03) ? random.weigh({ belum_punya: 1, tidak_dibawa: 2 }) : null
}

/** A NIK keeps the district of first registration, so some people carry another one. */
function birthplace(random: Random, { place }: PeopleOptions): string {
  const villages = random.chance(0.85) ? place.inside : place.outside
  return (villages[0] ?? '').slice(0, 6)
}

function inventGuardian(
  random: Random,
  days: number,
  mother: DemoPerson | undefined,
  father: DemoPerson | undefined,
): DemoPerson['guardian'] {
  if (days >= 18 * 365) return null
  if (father && (!mother || random.chance(0.4)))
    return { name: father.name, relation: 'Ayah', phone: father.phone }
  return mother ? { name: mother.name, relation: 'Ibu', phone: mother.phone } : null
}

function inventPregnancy(
  { random, options }: World,
  person: DemoPerson,
  people: readonly DemoPerson[],
): LocalDate | null {
  const { years } = ageOn(person.birth.date, options.today)
  const withHusband = people.some((other) => other.sex === 'L' && other.motherId === null)
  const rested = person.deliveredOn === null || daysBetween(person.deliveredOn, options.today) > 300
  if (person.sex === 'L' || years < 18 || years > 42 || person.motherId !== null || !withHusband || !rested)
    return null
  return random.chance(0.11) ? addDays(options.today, -random.int(35, 275)) : null
}
