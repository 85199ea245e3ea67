import type { FhirType } from '#contract/fhir'
import type { ComparedDay } from '#contract/hub/sync'
import { readLink } from '#hub/store/links'
import type { Store } from '#hub/store/open'
import { countOutbox, queueParents } from '#hub/store/outbox'
import { readSetting, writeSetting } from '#hub/store/settings'
import { updateRun } from '#hub/store/sync-runs'
import { cutBySize, type Item, mostEntries } from './batch.ts'
import { objectionTo, servesDayDigest } from './capability.ts'
import { compareDays } from './compare.ts'
import { type Delivery, deliver, demand, mostAttempts, RunStopped, wrongServer } from './delivery.ts'
import { layers, readItems } from './layers.ts'
import { findRecord, type Outcome, settle, writeOutcome } from './settle.ts'

export type Run = Delivery & {
  id: string
  store: Store
  /** The destination's base URL, under which links are kept. */
  target: string
  now: () => number
  announce: () => void
}

/** Counted while the run goes; what waits and what must be fixed is read from the outbox itself. */
type Tally = { sent: number; confirmed: number }

const mostTries = 3
const provenKey = 'sync.proven'
const givenUp =
  'Server dinas tidak memberi jawaban yang tuntas setelah beberapa kali dicoba. Akan dicoba lagi nanti.'

/** Sends what waits, a layer at a time, each record at most once, then compares. Throws `RunStopped`. */
export async function runSync(run: Run): Promise<ComparedDay[]> {
  const capabilities = await demand(run, () => run.client.capabilities())
  const objection = objectionTo(capabilities)
  if (objection) throw wrongServer(objection)
  await run.store.write((tx) => queueParents(tx, run.target, run.now()))
  const tally: Tally = { sent: 0, confirmed: 0 }
  for (const { type } of layers) await sendLayer(run, tally, type)
  return await compareDays(run, servesDayDigest(capabilities) ? 'digest' : 'count')
}

async function sendLayer(run: Run, tally: Tally, type: FhirType): Promise<void> {
  const { store, origin, target } = run
  let proven = (await readProven(run)).includes(type)
  let after = ''
  for (;;) {
    // Until a server has shown that it finds what it stored, one record at a time is enough to double.
    const limit = proven ? mostEntries : 1
    const items = await readItems(store.db, origin, type, { target, after, limit })
    const last = items.at(-1)
    if (!last) return
    after = last.recordId
    for (const part of cutBySize(items)) await sendPart(run, tally, part)
    proven ||= await prove(run, last)
  }
}

/** Sends until each record is confirmed, held or left waiting; what is learnt in a round is one transaction. */
async function sendPart(run: Run, tally: Tally, items: readonly Item[]): Promise<void> {
  tally.sent += items.length
  let round = items
  for (let tries = 1; round.length > 0; tries += 1) {
    if (run.signal.aborted) throw new RunStopped(null)
    const meanings = await deliver(run, round)
    const settled: { item: Item; outcome: Outcome }[] = []
    for (const [index, item] of round.entries()) {
      const meaning = meanings[index]
      if (meaning) settled.push({ item, outcome: boundTries(await settle(run, item, meaning), tries) })
    }
    await keep(run, tally, settled)
    const waits: (number | null)[] = []
    round = settled.flatMap(({ outcome }) => {
      if (outcome.how === 'stop') throw outcome.reason
      if (outcome.how === 'unsure') waits.push(outcome.afterMs)
      return 'again' in outcome && !isLeftWaiting(outcome, tries) ? outcome.again : []
    })
    if (round.length > 0 && waits.length > 0)
      await run.pause(tries - 1, Math.max(...waits.map((ms) => ms ?? 0)))
  }
}

/** A record that the server keeps asking again for is set apart, in its words where it had any. */
function boundTries(outcome: Outcome, tries: number): Outcome {
  if (!('again' in outcome) || tries < mostTries) return outcome
  if (outcome.how === 'unsure' && outcome.words === null) return outcome
  return { how: 'held', words: (outcome.how === 'unsure' && outcome.words) || givenUp }
}

/** A busy server is nobody's fault: the record stays for the next run. */
function isLeftWaiting(outcome: Outcome, tries: number): boolean {
  return outcome.how === 'unsure' && outcome.words === null && tries >= mostAttempts
}

async function keep(
  run: Run,
  tally: Tally,
  settled: readonly { item: Item; outcome: Outcome }[],
): Promise<void> {
  await run.store.write(async (tx) => {
    for (const { item, outcome } of settled) {
      await writeOutcome(tx, run, item, outcome)
      if (outcome.how === 'confirmed') tally.confirmed += 1
    }
    const { waiting, held } = await countOutbox(tx)
    const total = tally.confirmed + waiting + held
    await updateRun(tx, run.id, { ...tally, total, waiting, to_fix: held })
  })
  run.announce()
}

/** Types of which this destination has found a record again by its identifier. */
async function readProven(run: Run): Promise<string[]> {
  const value = await readSetting(run.store.db, provenKey)
  const proven: { target: string; types: string[] } | null = value === null ? null : JSON.parse(value)
  return proven?.target === run.target ? proven.types : []
}

/**
 * Write, then find: one real server silently never matches an identifier, so that every repetition would double
 * (fhir-servers.md §3). False while nothing of this type is stored yet.
 */
async function prove(run: Run, item: Item): Promise<boolean> {
  const link = await readLink(run.store.db, run.target, item)
  if (!link) return false
  const found = await findRecord(run, item)
  if (!found.some((resource) => resource.id === link.serverId)) {
    throw wrongServer(`tidak menemukan kembali ${item.type} yang baru disimpannya`)
  }
  const types = [...(await readProven(run)), item.type]
  await run.store.write((tx) => writeSetting(tx, provenKey, JSON.stringify({ target: run.target, types })))
  return true
}
