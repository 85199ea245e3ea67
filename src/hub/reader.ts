import { parentPort, workerData } from 'node:worker_threads'
import { clusterLabel } from '#domain/cluster'
import type { LocalDate } from '#domain/local-date'
import { openAreas } from './areas.ts'
import type { ReaderData, ReaderJob, ReaderReply, ToReader } from './reader-client.ts'
import { writeRegisterFile } from './register-file.ts'
import { findBrokenAudit } from './store/audit.ts'
import { readFacility, readRuleBook } from './store/facility.ts'
import { type Db, openDriver, openStore } from './store/open.ts'
import { readRegister } from './store/register.ts'
import { localTime } from './system.ts'

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

async function run(job: ReaderJob): Promise<unknown> {
  switch (job.kind) {
    case 'register':
      return register(db, job.day)
    case 'registerFile':
      return writeRegisterFile(await register(db, job.day), job.day, (await facilityOf(db)).name)
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
    case 'brokenAudit':
      return findBrokenAudit(db)
  }
}

async function facilityOf(from: Db) {
  const facility = await readFacility(from)
  if (!facility) throw new Error('no facility')
  return facility
}

async function register(from: Db, day: LocalDate) {
  const facility = await facilityOf(from)
  const book = await readRuleBook(from, facility, day)
  const purposes = new Map(book.purposes.map((purpose) => [purpose.code, purpose.label]))
  return readRegister(from, day, {
    village: (code) => areas.villageByCode(code)?.name ?? null,
    cluster: (code) => clusterLabel(book.scheme, code),
    purpose: (code) => purposes.get(code) ?? code,
    clock: (at) => localTime(at, facility.timeZone).clock,
  })
}

parentPort?.on('message', (message: ToReader) => {
  if (message === 'close') {
    driver.close()
    folder.close()
    parentPort?.close()
    return
  }
  const { id, job } = message
  const answer = (reply: ReaderReply) => parentPort?.postMessage(reply)
  run(job).then(
    (result) => answer({ id, result }),
    (fault) =>
      answer({ id, fault: fault instanceof Error ? `${fault.name}: ${fault.stack}` : String(fault) }),
  )
})
