import { existsSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { mostFileBytes } from '#contract/hub/import'
import { problem, Refusal, refuse } from '#domain/errors'
import type { Columns } from '#domain/import/fields'
import { guessColumns } from '#domain/import/headings'
import type { LocalDate } from '#domain/local-date'
import { openAreas } from '#files/areas'
import { replyTo, type ToWorker } from '#hub/ask-worker'
import { readCards } from '#hub/store/families-bulk'
import { type About, createStaging, openStaging, type Staging } from '#hub/store/import-staging'
import { listAdded, readImport } from '#hub/store/imports'
import { takeBackNext } from '#hub/store/imports-undo'
import { openDriver, openStore } from '#hub/store/open'
import type { FamilyKeys } from '#hub/store/patient-search'
import {
  type Bulk,
  insertLists,
  insertNumbers,
  insertWords,
  type PatientRow,
  type SearchKeys,
  searchKeysOf,
} from '#hub/store/patients-bulk'
import type { ImportJobs, ImportNews, ImportWorkerData, PreparedRow, ReadFile } from './jobs.ts'
import { writeKeptOutFile } from './kept-out-file.ts'
import { lookAtRows, readingOf } from './look-at-rows.ts'
import { createPace, type Pace } from './pace.ts'
import { prepareRow } from './prepare.ts'
import { createReview } from './review.ts'
import { stageTable } from './stage-table.ts'
import { stagingFile } from './staging-files.ts'
import { openTableFile } from './table-file.ts'
import { writeRows } from './write-rows.ts'

/**
 * Everything of an import that takes time: reading the file, looking at its rows, writing and taking back. It writes on a
 * connection of its own, so that a commit and its fsync stop no search, and only while the hub's store lends its turn.
 */
const { file, keyHex, resources, folder } = workerData as ImportWorkerData
const driver = openDriver(file, keyHex, { cacheMb: 32 })
const { db, ...store } = openStore(driver, () => {})
const areas = openAreas(resources)

/**
 * A step that waits for the disk takes a quarter as long again, and a power cut takes no more than the last ones: the
 * import goes on from the row before. Whatever the hub commits is synced with all that was written before it, so that a
 * clerk would wait for the steps if none of them were.
 */
const stepsASync = 4
let steps = 0
const write: typeof store.write = (work) => {
  steps += 1
  driver.pragma(`synchronous = ${steps % stepsASync === 0 ? 'FULL' : 'NORMAL'}`)
  return store.write(work)
}

let parts: Uint8Array[] = []
let ceased = false
let opened: { id: string; staging: Staging } | null = null
let keys: SearchKeys = { words: [], numbers: [], lists: [] }
let ready: PreparedRow[] = []
let prepareNext: ((limit: number, at: number) => Promise<PreparedRow[]>) | null = null
const paces = {
  rows: createPace({ fewest: 8, most: 200 }),
  words: createPace({ fewest: 50, most: 1000 }),
  numbers: createPace({ fewest: 64, most: 2000 }),
  lists: createPace({ fewest: 64, most: 2000 }),
  takenBack: createPace({ fewest: 8, most: 200 }),
}

type Work = { [K in keyof ImportJobs]: (job: ImportJobs[K]['input']) => Promise<ImportJobs[K]['output']> }
const work: Work = {
  receive: async ({ part }) => receive(part),
  read: ({ id }) => read(id),
  check: ({ id, columns, today }) => check(id, columns, today),
  cease: async () => {
    ceased = true
    return undefined
  },
  report: async ({ id }) => {
    const staging = stagingOf(id)
    const report = staging?.about()?.report
    return staging && report ? { ...report, decided: staging.decided() } : null
  },
  page: async ({ id, of, after, limit }) => stagingOf(id)?.page(of, after, limit) ?? [],
  likely: async ({ id, page, limit }) => whole(id).staging.likely(page, limit),
  decide: async ({ id, no, as }) => {
    const { staging } = whole(id)
    staging.decide(no, as)
    return staging.decided()
  },
  decideSure: async ({ id, as }) => {
    const { staging } = whole(id)
    staging.decideSure(as)
    return staging.decided()
  },
  begin: (job) => begin(job),
  prepare: async ({ limit, at }) => {
    ready = prepareNext ? await prepareNext(limit, at) : refuse('import_file_gone')
    return ready.length
  },
  writeRows: async ({ id, ...when }) => {
    const rows = ready.splice(0, paces.rows.size())
    const settled = await paces.rows.step(rows.length, () =>
      write((tx) => writeRows({ tx, driver }, id, rows, when)),
    )
    return { ...settled, rows: rows.length }
  },
  gatherKeys: async ({ id, after, limit }) => {
    const people = await listAdded(db, id, after, limit)
    keys = searchKeysOf(people, await familiesOf(people, stagingOf(id)))
    return { last: people.at(-1)?.rid ?? after, count: keysLeft() }
  },
  writeKeys: async () => {
    const { words, numbers, lists } = keys
    if (words.length > 0) await writeSome(words, paces.words, insertWords)
    else if (numbers.length > 0) await writeSome(numbers, paces.numbers, insertNumbers)
    else await writeSome(lists, paces.lists, insertLists)
    return keysLeft()
  },
  takeBack: async ({ id, after }) => {
    const size = paces.takenBack.size()
    return paces.takenBack.step(size, () => write((tx) => takeBackNext({ tx, driver }, id, after, size)))
  },
  keptOutFile: async ({ id }) => writeKeptOutFile(db, (await readImport(db, id)) ?? refuse('import_unknown')),
  shut: async () => closeStaging(),
}

function receive(part: Uint8Array): undefined {
  parts.push(part)
  if (parts.reduce((sum, { length }) => sum + length, 0) > mostFileBytes) parts = []
}

async function read(id: string): Promise<ReadFile> {
  ceased = false
  const bytes = Buffer.concat(parts)
  parts = []
  const { format, tables } = await openTableFile(bytes)
  closeStaging()
  const staging = createStaging(stagingFile(folder, id), keyHex)
  opened = { id, staging }
  for (const table of tables) {
    const headings = await stageTable(staging, table, progress)
    if (!headings) continue
    const columns = guessColumns(headings)
    const total = staging.countRows()
    if (total === 0) refuse('import_file_empty')
    staging.setAbout({ format, headings, columns, report: null, comparedUpTo: 0 })
    return { format, headings, columns, total }
  }
  return refuse('import_no_heading')
}

async function check(id: string, columns: Columns, today: LocalDate): Promise<undefined> {
  ceased = false
  const { staging, about } = whole(id)
  const looked = await lookAtRows({ importId: id, db, areas, staging, progress }, about, columns, today)
  staging.setAbout({ ...about, columns, ...looked })
}

async function begin({
  id,
  after: from,
  today,
  undecided,
}: ImportJobs['begin']['input']): Promise<undefined> {
  const { staging, about } = whole(id)
  const { reading, words } = await readingOf({ db, areas, staging }, about.columns, today)
  const review = createReview({ db, importId: id, staging, undecided }, about.comparedUpTo, reading, words)
  const recordNoColumn = about.columns.indexOf('recordNo')
  let after = from
  prepareNext = async (limit, at) => {
    const rows = staging.rows(after, limit, recordNoColumn)
    after = rows.at(-1)?.place ?? after
    const reviewed = await review(rows)
    return staging.inOneGo(() =>
      reviewed.map((row) => prepareRow(row, { importId: id, staging, recordNoColumn, at })),
    )
  }
}

/** By person: the card of the family, and its head where that is somebody else, as the file tells before it is written. */
async function familiesOf(
  people: readonly PatientRow[],
  staging: Staging | null,
): Promise<(person: PatientRow) => FamilyKeys | null> {
  const ids = people.flatMap(({ family_id }) => family_id ?? [])
  const [cards, heads] = [await readCards(db, ids), staging?.headNames(ids)]
  return ({ id, family_id, family_relation }) => {
    const card = cards.get(family_id ?? '')
    if (family_id === null || !card) return null
    const isHead = card.headId === id || (card.headId === null && family_relation === 'kepala')
    return {
      kkNo: card.kkNo,
      headName: isHead ? null : (card.headName ?? heads?.get(family_id) ?? null),
    }
  }
}

/** Takes the next away from those that wait, and writes them in one transaction. */
async function writeSome<T>(
  waiting: T[],
  pace: Pace,
  insert: (bulk: Bulk, some: readonly T[]) => Promise<void> | void,
): Promise<void> {
  const some = waiting.splice(0, pace.size())
  await pace.step(some.length, () => write(async (tx) => insert({ tx, driver }, some)))
}

function keysLeft(): number {
  return keys.words.length + keys.numbers.length + keys.lists.length
}

/** A staging file that was read to its end. */
function whole(id: string): { staging: Staging; about: About } {
  const staging = stagingOf(id) ?? refuse('import_file_gone')
  return { staging, about: staging.about() ?? refuse('import_file_gone') }
}

function stagingOf(id: string): Staging | null {
  if (opened?.id === id) return opened.staging
  closeStaging()
  const path = stagingFile(folder, id)
  const staging = existsSync(path) ? openStaging(path, keyHex) : null
  if (staging) opened = { id, staging }
  return staging
}

function closeStaging(): undefined {
  opened?.staging.close()
  opened = null
  prepareNext = null
}

/** Tells how far it is, and lets the word to stop come in between. */
async function progress(news: ImportNews): Promise<void> {
  parentPort?.postMessage({ news })
  await turn()
  if (ceased) throw new Refusal(problem('import_not_now'))
}

parentPort?.on('message', (message: ToWorker<ImportJobs>) => {
  if (message === 'close') {
    closeStaging()
    driver.close()
    parentPort?.close()
    return
  }
  if ('cancel' in message) return
  const { id, job } = message
  const { kind, ...input } = job
  const run = work[kind] as (given: object) => Promise<unknown>
  void replyTo(id, () => run(input)).then((reply) => parentPort?.postMessage(reply))
})
