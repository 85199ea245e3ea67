import type { ImportRow, RowKind } from '#contract/hub/import'
import { clusterLabel } from '#domain/cluster'
import { type LocalDate, yearOf } from '#domain/local-date'
import type { Areas } from '#files/areas'
import type { Moment } from '#files/list-file'
import { type Facility, readFacility, readRuleBook } from '../store/facility.ts'
import type { Db } from '../store/open.ts'
import { createPatientFinder } from '../store/patient-finder.ts'
import { type SearchHit, searchPatients } from '../store/patient-hits.ts'
import type { RegisterNames } from '../store/register.ts'
import { localTime } from '../system.ts'

/** Where a list is read, and the words of this Puskesmas for what the store keeps as codes. */
export type ListPlace = {
  db: Db
  areas: Areas
  facility: Facility
  now: number
  today: LocalDate
  /** Pages of Loket that are open now. */
  openPages: readonly string[]
  /** Day and time of day here; null stays null. */
  moment: (at: number | null) => Moment | null
  /** As the search box finds. */
  search: (text: string, limit: number) => Promise<SearchHit[]>
  /** What the look at a file that is being imported came to, in portions. */
  stagedRows: (importId: string, kind: RowKind) => AsyncIterable<readonly ImportRow[]>
  /** The time of day alone, where the list is of one day. */
  clock: (at: number | null) => Moment | null
}

type Opened = Pick<ListPlace, 'db' | 'areas' | 'now' | 'openPages' | 'stagedRows'>

export async function openListPlace({ db, areas, now, openPages, stagedRows }: Opened): Promise<ListPlace> {
  const facility = await readFacility(db)
  if (!facility) throw new Error('no facility')
  const here = (at: number) => localTime(at, facility.timeZone)
  const villageName = (code: string) => areas.villageByCode(code)?.name ?? null
  const finder = createPatientFinder(db, villageName, () => yearOf(here(now).day))
  return {
    db,
    areas,
    facility,
    now,
    openPages,
    stagedRows,
    today: here(now).day,
    moment: (at) => (at === null ? null : here(at)),
    search: (text, limit) => searchPatients(finder, text, limit),
    clock: (at) => (at === null ? null : { day: null, clock: here(at).clock }),
  }
}

/** The words that were in force on a day. */
export async function namesOn({ db, areas, facility }: ListPlace, day: LocalDate): Promise<RegisterNames> {
  const book = await readRuleBook(db, facility, day)
  const purposes = new Map(book.purposes.map((purpose) => [purpose.code, purpose.label]))
  return {
    village: (code) => areas.villageByCode(code)?.name ?? null,
    cluster: (code) => ({
      label: clusterLabel(book.scheme, code),
      numeral: book.scheme.clusters.find((cluster) => cluster.code === code)?.numeral ?? '',
    }),
    purpose: (code) => purposes.get(code) ?? code,
    clock: (at) => localTime(at, facility.timeZone).clock,
  }
}
