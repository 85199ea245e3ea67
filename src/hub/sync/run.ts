import type { CapabilityStatement } from 'fhir/r4'
import type { FhirType } from '#contract/fhir'
import type { ComparedType } from '#contract/hub/sync'
import { readLink } from '#hub/store/links'
import { distrustAll } from '#hub/store/lost'
import type { Store } from '#hub/store/open'
import { countOutbox, type OutboxCounts, queueParents } from '#hub/store/outbox'
import { readSetting, writeSetting } from '#hub/store/settings'
import { updateRun } from '#hub/store/sync-runs'
import { cutBySize, type Item } from './batch.ts'
import { objectionTo } from './capability.ts'
import { latestToSend } from './clock.ts'
import { compareSides, noteArrived } from './compare.ts'
import {
  type Delivery,
  deliver,
  demand,
  manyRecords,
  mostAttempts,
  RunStopped,
  waitOut,
  wrongServer,
} from './delivery.ts'
import { beginEra, forgetLandmark, keepLandmark, type Landmark, wasSetBack } from './landmark.ts'
import { layers, readItems } from './layers.ts'
import { findRecord, lookUp, type Outcome, type Settled, settle, writeOutcome } from './settle.ts'
import { countIn, sumOf, type TypeTallies, typesToRow } from './type-counts.ts'

export type Run = Delivery & {
  id: string
  store: Store
  /** The destination's base URL, under which links are kept. */
  target: string
  announce: () => void
  /** Resolves when screens have been heard: of a run that a person started at once, else when none waits, or soon. */
  giveWay: () => Promise<void>
  /** Counted while the run goes; what waits and what must be fixed is read from the outbox itself. */
  byType: TypeTallies
}

type Tally = {
  byType: TypeTallies
  /** Counted once a layer and reckoned in between: counting reads the whole outbox. */
  left: OutboxCounts
  /** Records that were queued again while their layer was going. */
  again: number
  /** Records that were refused because the server has lost what they name. */
  orphaned: number
}

type Forbidden = { item: Item; words: string }

const mostTries = 3
const mostPasses = 3
const provenKey = 'sync.proven'
const givenUp =
  'Server dinas tidak memberi jawaban yang tuntas setelah beberapa kali dicoba. Akan dicoba lagi nanti.'

/**
 * Sends what waits, a layer at a time, merged records once more where that is needed, and all layers again for what the
 * server turned out to have lost; then compares. Throws `RunStopped`.
 */
export async function runSync(run: Run): Promise<ComparedType[]> {
  const capabilities = await demand(run, () => run.client.capabilities())
  const objection = objectionTo(capabilities)
  if (objection) throw wrongServer(objection)
  const setBack = await wasSetBack(run)
  await run.store.write(async (tx) => {
    if (setBack) {
      await distrustAll(tx, run.target, run.now())
      await beginEra(tx)
    }
    await queueParents(tx, run.target, run.now())
  })
  const tally: Tally = { byType: run.byType, left: { waiting: 0, held: 0 }, again: 0, orphaned: 0 }
  for (let pass = 0; pass === 0 || (tally.orphaned > 0 && pass < mostPasses); pass += 1) {
    tally.orphaned = 0
    await sendLayers(run, tally)
  }
  const compared = await compareSides(run, capabilities as CapabilityStatement)
  const differs = compared.some(({ same }) => same === false)
  if (differs && (await wasSetBack(run))) await run.store.write(forgetLandmark)
  return compared
}

async function sendLayers(run: Run, tally: Tally): Promise<void> {
  for (const { type } of layers) {
    await sendLayer(run, tally, type)
    // Records that were merged name each other, and may have gone before the other was known there.
    if (tally.again > 0) await sendLayer(run, tally, type)
    tally.again = 0
  }
}

async function sendLayer(run: Run, tally: Tally, type: FhirType): Promise<void> {
  const { store, origin, target } = run
  tally.left = await countOutbox(store.db)
  let proven = (await readProven(run)).includes(type)
  let forbidden: Forbidden[] = []
  let after = ''
  for (;;) {
    // Until a server has shown that it finds what it stored, one record at a time is enough to double.
    const limit = proven ? run.size.most : 1
    await run.giveWay()
    const items = await readItems(store.db, origin, type, { target, after, limit, until: latestToSend(run) })
    const last = items.at(-1)
    if (!last) break
    after = last.recordId
    await run.giveWay()
    const settled: Settled[] = []
    for (const part of cutBySize(items)) settled.push(...(await sendPart(run, tally, part)))
    forbidden.push(...settled.flatMap(whatIsForbidden))
    proven ||= await prove(run, last)
    const areOthersJudged = proven || settled.some(({ outcome }) => outcome.how === 'held')
    if (areOthersJudged) forbidden = await setApart(run, tally, forbidden)
    else if (forbidden.length >= manyRecords) break
  }
  // Of a type of which this server has taken none, nor judged any by itself.
  const [first] = forbidden
  if (first) throw wrongServer(first.words)
}

function whatIsForbidden({ item, outcome }: Settled): Forbidden[] {
  return outcome.how === 'forbidden' ? [{ item, words: outcome.words }] : []
}

/** What a server forbids, and not to every record of its type, is the record's own matter. None are left. */
async function setApart(run: Run, tally: Tally, forbidden: readonly Forbidden[]): Promise<[]> {
  const held = forbidden.map(({ item, words }): Settled => ({ item, outcome: { how: 'held', words } }))
  if (held.length > 0) await keep(run, tally, held)
  return []
}

/**
 * Sends until each record is confirmed, held, forbidden or left waiting; what is learnt in a round is one transaction.
 * What became of them, a record that was sent again more than once.
 */
async function sendPart(run: Run, tally: Tally, items: readonly Item[]): Promise<Settled[]> {
  countIn(tally.byType, items, 'sent')
  const all: Settled[] = []
  let round = await lookAtUnguarded(run, tally, items)
  for (let tries = 1; round.length > 0; tries += 1) {
    if (run.signal.aborted) throw new RunStopped(null)
    const meanings = await deliver(run, round)
    await run.giveWay()
    const settled: Settled[] = []
    for (const [index, item] of round.entries()) {
      const meaning = meanings[index]
      if (meaning) settled.push({ item, outcome: boundTries(await settle(run, item, meaning), tries) })
    }
    await keep(run, tally, settled)
    all.push(...settled)
    const waits: (number | null)[] = []
    round = settled.flatMap(({ outcome }) => {
      if (outcome.how === 'stop') throw outcome.reason
      if (outcome.how === 'unsure') waits.push(outcome.afterMs)
      return 'again' in outcome && !isLeftWaiting(outcome, tries) ? outcome.again : []
    })
    if (round.length > 0 && waits.length > 0)
      await waitOut(run, tries - 1, Math.max(...waits.map((ms) => ms ?? 0)))
  }
  return all
}

/** What no version guards is looked up before it is written over: the server's copy may be newer. The items still to send. */
async function lookAtUnguarded(run: Run, tally: Tally, items: readonly Item[]): Promise<readonly Item[]> {
  const isGuarded = ({ link }: Item) => link === null || link.version !== null
  const looked: Settled[] = []
  for (const item of items) {
    if (!isGuarded(item)) looked.push({ item, outcome: await lookUp(run, item, null) })
  }
  if (looked.length === 0) return items
  await keep(run, tally, looked)
  return [
    ...items.filter(isGuarded),
    ...looked.flatMap(({ outcome }) => ('again' in outcome ? outcome.again : [])),
  ]
}

/** A record that the server keeps asking again for is set apart, in its words where it had any. */
function boundTries(outcome: Outcome, tries: number): Outcome {
  if (!('again' in outcome) || tries < mostTries) return outcome
  if (outcome.how === 'unsure' && outcome.words === null) return outcome
  return { how: 'held', words: outcome.words ?? givenUp }
}

/** A busy server is nobody's fault: the record stays for the next run. */
function isLeftWaiting(outcome: Outcome, tries: number): boolean {
  return outcome.how === 'unsure' && outcome.words === null && tries >= mostAttempts
}

async function keep(run: Run, tally: Tally, settled: readonly Settled[]): Promise<void> {
  await run.giveWay()
  await run.store.write(async (tx) => {
    for (const { item, outcome } of settled) {
      const again = await writeOutcome(tx, run, item, outcome)
      tally.again += again
      tally.left.waiting += again
      if (outcome.how === 'orphaned') tally.orphaned += 1
      if (outcome.how === 'confirmed' || outcome.how === 'held') tally.left.waiting -= 1
      if (outcome.how === 'held') tally.left.held += 1
    }
    await keepLandmark(tx, run.target, settled.flatMap(landmarkIn))
    const arrived = settled.flatMap(({ item, outcome }) => (outcome.how === 'confirmed' ? item : []))
    countIn(tally.byType, arrived, 'confirmed')
    await noteArrived(tx, run, arrived)
    const { waiting, held } = tally.left
    const { sent, confirmed } = sumOf(tally.byType)
    const counts = { sent, confirmed, total: confirmed + waiting + held, waiting, to_fix: held }
    await updateRun(tx, run.id, { ...counts, by_type: typesToRow(tally.byType) })
  })
  run.announce()
}

function landmarkIn({ item, outcome }: Settled): Landmark[] {
  if (outcome.how !== 'confirmed') return []
  const { type, kind, recordId, revision } = item
  const { link, storedAt } = outcome
  return [{ type, kind, recordId, revision, serverId: link.serverId, storedAt: storedAt ?? '' }]
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
