import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { CardPerson } from '#demo/corruption'
import { generatePeople } from '#demo/people'
import { choosePlace } from '#demo/place'
import type { LocalDate } from '#domain/local-date'
import type { Nik } from '#domain/nik'
import { openAreas } from '#files/areas'
import { keyFromFile } from '#hub/data-folder'
import { findDuplicates } from '#hub/store/duplicates'
import { openDriver, openStore, type Store } from '#hub/store/open'
import { readPatient } from '#hub/store/patients'
import { createWordShares } from '#hub/store/word-shares'
import { comparedOf, judge, labelledSet } from '../support/labelled.ts'
import { asCardPerson, comeAgain, comeFirst, percent } from '../support/second-registrations.ts'
import { demoFolder, root } from './data.ts'
import { type Bench, type Figure, percentile } from './report.ts'

const places = ['pertama', 'kedua', 'ketiga', 'keempat']
const sampled = 500

/** How well likely duplicates are told on labelled pairs and among a million; how fast, at each stage of typing. */
export const duplicates: Bench = async ({ patients, note }) => {
  const size = patients ?? 1_000_000
  const folder = await demoFolder(size, note)
  const store = openStore(
    openDriver(join(folder, 'loket.db'), keyFromFile(folder), { readonly: true }),
    () => {},
  )
  const onFile = await samplePeople(store, size)
  const times = await timeTyping(store, onFile)
  const [passed, worked] = [times.map((time) => time.passed), times.map((time) => time.worked)]
  const again = await comeAgain(store, onFile, 'bench')
  const first = await comeFirst(store, strangers())
  await store.close()
  return [
    ...labelledFigures(),
    ms('first_check_ms', times[0]?.passed ?? Number.NaN, null),
    ms('hub_p50_ms', percentile(passed, 0.5), null),
    ms('hub_p99_ms', percentile(passed, 0.99), 30),
    ms('cpu_p99_ms', percentile(worked, 0.99), null),
    share(
      'found_again',
      percent(again, ({ wanted, hits }) => hits.some(({ id }) => id === wanted)),
    ),
    share(
      'first_in_list',
      percent(again, ({ wanted, hits }) => hits[0]?.id === wanted),
    ),
    share(
      'new_but_warned',
      percent(first, ({ hits }) => hits.length > 0),
    ),
    share(
      'new_but_certain',
      percent(first, ({ hits }) => hits.some(({ level }) => level === 'hampir_pasti')),
    ),
  ]
}

function labelledFigures(): Figure[] {
  const { warned, certain, baseline } = judge(
    places.map((seed) => labelledSet(seed, { people: 4000, pairs: 2000 })),
  )
  return [
    share('precision', warned.precision * 100),
    share('recall', warned.recall * 100),
    share('certain_precision', certain.precision * 100),
    share('certain_recall', certain.recall * 100),
    share('baseline_precision', baseline.precision * 100),
    share('baseline_recall', baseline.recall * 100),
  ]
}

function share(measure: string, value: number): Figure {
  return { measure, value, unit: '%', target: null }
}

function ms(measure: string, value: number, target: number | null): Figure {
  return { measure, value, unit: 'ms', target }
}

/** A fixed stride visits the whole file, so caches do not flatter. */
async function samplePeople(store: Store, size: number): Promise<CardPerson[]> {
  const people: CardPerson[] = []
  for (let turn = 0; turn < sampled; turn += 1) {
    const row = await store.db
      .selectFrom('patients')
      .select('id')
      .where('rid', '=', 1 + ((turn * 7919) % size))
      .executeTakeFirstOrThrow()
    const stored = await readPatient(store.db, row.id)
    const person = stored && asCardPerson(stored)
    if (person) people.push(person)
  }
  return people
}

/** Milliseconds on the wall, and of the processor: other work on the machine is not in the second. */
type Time = { passed: number; worked: number }

/** Each person in the order of the form: name and birth date, then sex and NIK, then all the rest. */
async function timeTyping(store: Store, people: readonly CardPerson[]): Promise<Time[]> {
  const times: Time[] = []
  const sharesOf = createWordShares(store.db)
  const unknown = { motherId: null, motherName: null, villageCode: null, rt: null, rw: null }
  for (const person of people) {
    const whole = { ...comparedOf(person), exceptId: null }
    const named = { ...whole, ...unknown, sex: null, nik: null, cardNo: null, phone: null }
    for (const typed of [named, { ...named, sex: whole.sex, nik: whole.nik }, whole]) {
      const [started, before] = [performance.now(), process.cpuUsage()]
      await findDuplicates(store.db, sharesOf, typed)
      const { user, system } = process.cpuUsage(before)
      times.push({ passed: performance.now() - started, worked: (user + system) / 1000 })
    }
  }
  return times
}

/** Who has never been here, of the same place; the demo gives its serials and cards twice, so these get others. */
function strangers(): CardPerson[] {
  const place = choosePlace('bench', openAreas(join(root, 'resources')))
  const options = { count: sampled, today: '2026-11-23' as LocalDate, days: 30, seed: 'strangers', place }
  return [...generatePeople(options)].flat().map((person, at) => ({
    ...person,
    motherId: null,
    nik: person.nik && (`${person.nik.slice(0, 12)}${String(1 + (at % 5000)).padStart(4, '0')}` as Nik),
    cardNo: person.cardNo && `0008${person.cardNo.slice(4)}`,
    familyId: null,
    birthOrder: null,
  }))
}
