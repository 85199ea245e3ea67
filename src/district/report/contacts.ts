import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, seesAll } from '#district/context'
import { listFacilities } from '#district/store/facilities'
import { listParticipants } from '#district/store/participants'
import { countPeopleIn, type PeopleCount } from '#district/store/visit-counts'
import { addDays, type LocalDate } from '#domain/local-date'
import { isFew, type Shown, showCount } from '#domain/small-numbers'
import { monthOf } from '#domain/whole-months'
import { placeOf } from './visits.ts'

type Contact = DistrictOutputs['dashboard']['contacts'][number]

/** The contact rate of a month beside that of the month before. */
export async function readContacts(
  context: Context,
  { month }: DistrictInputs['dashboard']['contacts'],
): Promise<Contact[]> {
  const { db } = context.store
  const first = `${month}-01` as LocalDate
  const before = monthOf(addDays(first, -1))
  const [facilities, now, earlier, enrolled, enrolledBefore] = await Promise.all([
    listFacilities(db),
    countPeopleIn(db, 'month', first),
    countPeopleIn(db, 'month', before),
    listParticipants(db, first),
    listParticipants(db, before),
  ])
  const exact = seesAll(context)
  const rows = facilities.map((facility): Contact => {
    const participants = enrolled.get(facility.id)?.participants ?? null
    const { people, jknPeople } = show(now, facility.id, exact)
    const old = show(earlier, facility.id, exact)
    return {
      ...placeOf(facility),
      people,
      jknPeople,
      participants,
      rate: rateOf(jknPeople, participants),
      rateBefore: rateOf(old.jknPeople, enrolledBefore.get(facility.id)?.participants ?? null),
    }
  })
  return rows.sort((a, b) => rank(a) - rank(b))
}

/** Everybody less the JKN participants is a number too. */
function show(counts: readonly PeopleCount[], facility: string, exact: boolean) {
  const { people = 0, jkn = 0 } = counts.find((row) => row.facility === facility) ?? {}
  if (exact) return { people, jknPeople: jkn }
  const tells = isFew(people - jkn) || isFew(jkn)
  const shownPeople: Shown = isFew(people) ? 'few' : tells ? 'hidden' : people
  return { people: shownPeople, jknPeople: showCount(jkn) }
}

function rateOf(people: Shown, participants: number | null): number | null {
  if (participants === null || typeof people !== 'number') return null
  return (people / participants) * 1000
}

function rank({ rate }: Contact): number {
  return rate ?? Number.POSITIVE_INFINITY
}
