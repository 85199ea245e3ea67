import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { openAreas } from '#files/areas'
import { replyTo } from './ask-worker.ts'
import { stagedRows, stagingFile } from './import/staging-files.ts'
import type { WrittenList } from './lists/definition.ts'
import { namesOn, openListPlace } from './lists/place.ts'
import { writeList } from './lists/table.ts'
import type { ReaderData, ReaderJob, ToReader } from './reader-client.ts'
import { findBrokenAudit } from './store/audit.ts'
import { type Db, openDriver, openStore } from './store/open.ts'
import { nameEverybodyByOwnId } from './store/own-ids.ts'
import { countPeople } from './store/people-list.ts'
import { readRegister } from './store/register.ts'
import { listSameNik } from './store/same-nik.ts'
import { writeStick } from './sync/stick/write-stick.ts'

/**
 * The worker for everything that reads much: it has its own read-only connection, so a report of a second stops no
 * screen (the driver is synchronous).
 */
const { file, keyHex, resources } = workerData as ReaderData
const driver = openDriver(file, keyHex, { readonly: true, cacheMb: 8 })
/** Writes nothing of its own: only a connection that may write may fold the log. */
const folder = openDriver(file, keyHex, { cacheMb: 1 })
const { db } = openStore(driver, () => {})
const areas = openAreas(resources)
const openPlace = (when: { now: number; openPages: readonly string[] }) =>
  openListPlace({
    ...when,
    db,
    areas,
    stagedRows: (id, kind) => stagedRows(stagingFile(dirname(file), id), keyHex, kind),
  })

async function run(job: ReaderJob, signal: AbortSignal): Promise<unknown> {
  switch (job.kind) {
    case 'register': {
      const place = await openPlace({ now: job.now, openPages: [] })
      return readRegister(db, job.day, await namesOn(place, job.day))
    }
    case 'list':
      return writeList(await openPlace(job), job.list, job.format, signal)
    case 'countPeople':
      return countPeople(db, job.filter)
    case 'tables':
      return driver
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0")
        .pluck()
        .all()
    case 'quickCheck':
      return driver.pragma(`quick_check("${job.table}")`, { simple: true }) === 'ok'
    case 'checkpoint':
      folder.pragma('wal_checkpoint(PASSIVE)')
      return
    case 'sameNik':
      return listSameNik(db, pairsOnScreen)
    case 'stick':
      return await readingByOwnIds((known) => writeStick(known, job))
    case 'brokenAudit':
      return findBrokenAudit(db)
  }
}

async function readingByOwnIds<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const own = openDriver(file, keyHex, { readonly: true, cacheMb: 8 })
  try {
    nameEverybodyByOwnId(own)
    return await work(openStore(own, () => {}).db)
  } finally {
    own.close()
  }
}

const pairsOnScreen = 100
const manyRows = 10_000

function isTiring(job: ReaderJob, result: unknown): boolean {
  return job.kind === 'list' && (result as WrittenList).rows > manyRows
}

/** What is being answered, by the id of its question. */
const going = new Map<number, AbortController>()

parentPort?.on('message', (message: ToReader) => {
  if (message === 'close') {
    driver.close()
    folder.close()
    parentPort?.close()
    return
  }
  if ('cancel' in message) {
    going.get(message.cancel)?.abort()
    return
  }
  const { id, job } = message
  const stop = new AbortController()
  going.set(id, stop)
  const isTired = (result: unknown) => isTiring(job, result)
  void replyTo(id, () => run(job, stop.signal), isTired).then((reply) => {
    going.delete(id)
    parentPort?.postMessage(reply)
  })
})
