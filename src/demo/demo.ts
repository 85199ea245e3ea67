import { existsSync, readdirSync } from 'node:fs'
import { refuse } from '#domain/errors'
import { addDays, type LocalDate } from '#domain/local-date'
import type { Areas } from '#files/areas'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { readDay } from '#hub/store/days'
import { readRuleBook } from '#hub/store/facility'
import { openStore } from '#hub/store/open'
import { refillSearchIndex } from '#hub/store/search-refill'
import { localTime, momentOf as momentAt } from '#hub/system'
import { type DemoPerson, generatePeople } from './people.ts'
import { choosePlace, type DemoPlace } from './place.ts'
import { generateVisits } from './visits.ts'
import { type Account, writeFacility } from './write-facility.ts'
import { writePeople } from './write-people.ts'
import { writeVisits } from './write-visits.ts'

export type DemoOptions = {
  folder: string
  patients: number
  days: number
  seed: string
  now: number
  areas: Areas
}
export type DemoSummary = {
  place: DemoPlace
  accounts: Account[]
  today: LocalDate
  patients: number
  visits: number
  visitsToday: number
  waiting: number
}

/** More would not be seen: a day has 120 visits at most. */
const mostVisitors = 40_000

/** Fills a fresh data folder with an invented Puskesmas. Refuses a folder that holds anything. */
export async function createDemo(options: DemoOptions): Promise<DemoSummary> {
  const { folder, seed, days, now, areas } = options
  if (existsSync(folder) && readdirSync(folder).length > 0) refuse('folder_not_empty', { folder })
  const data = openDataFolder(folder, keyFromFile(folder))
  const store = openStore(data.driver, () => {})
  try {
    const place = choosePlace(seed, areas)
    const today = localTime(now, place.timeZone).day
    // Of nobody yet; a hub that opens this folder then knows that the index is its own.
    await refillSearchIndex(store)
    const momentOf = (day: LocalDate, minute: number) => momentAt(day, minute, place.timeZone)
    const opening = momentOf(addDays(today, -days), 7 * 60)
    const { facility, rooms, accounts } = await writeFacility(store, place, { seed, at: opening })

    const visitors: DemoPerson[] = []
    const households = generatePeople({ seed, count: options.patients, today, days, place })
    const sampled = keepSome(households, visitors, Math.ceil(options.patients / mostVisitors))
    const patients = await writePeople(store, sampled, (day) => momentOf(day, 7 * 60), today)

    const [, clerk, nurse] = accounts.map((account) => account.id)
    const book = await readRuleBook(store.db, facility, today)
    const setting = {
      seed,
      rooms,
      book,
      inside: new Set(place.inside),
      clerk: clerk ?? '',
      nurse: nurse ?? '',
      momentOf,
    }
    const visits = generateVisits({ seed, people: visitors, today, days })
    const written = await writeVisits(store, setting, visits, { today, now })
    const { open } = await readDay(store.db, today)
    return {
      place,
      accounts,
      today,
      patients,
      visits: written.visits,
      visitsToday: written.today,
      waiting: open,
    }
  } finally {
    await store.close()
    data.release()
  }
}

/** Passes everyone on and keeps every `step`th household's people for the visits. */
function* keepSome(
  households: Iterable<DemoPerson[]>,
  kept: DemoPerson[],
  step: number,
): Generator<DemoPerson[]> {
  let count = 0
  for (const people of households) {
    if (count % step === 0) kept.push(...people)
    count += 1
    yield people
  }
}
