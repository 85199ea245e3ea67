import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { CapabilityStatement } from 'fhir/r4'
import { digestLength, digestLine, mostDaysAsked } from '#contract/day-digest'
import { recordSystem, ticketSystem } from '#contract/fhir'
import type { ComparedType } from '#contract/hub/sync'
import type { HeldDay } from '#contract/stick'
import { daysBetween, type LocalDate } from '#domain/local-date'
import type { Db, Store, Tx } from '#hub/store/open'
import { countOutbox, type RecordKind } from '#hub/store/outbox'
import {
  countConfirmed,
  type DayToProve,
  forgetDays,
  isOnItsWay,
  listConfirmed,
  listDaysToProve,
  noteDays,
  queueDayAgain,
  type Side,
} from '#hub/store/proof'
import { utcOffsetHours } from '#hub/system'
import type { Item } from './batch.ts'
import { servesDayDigest } from './capability.ts'
import { persist } from './delivery.ts'
import { layers } from './layers.ts'
import type { Run } from './run.ts'
import { readDayTallies, readTotal, type Tally } from './tallies.ts'

type How = ComparedType['how']
type Type = ComparedType['type']
/** One or more days that are compared as one, here and there. */
type Held = { days: DayToProve[]; here: Tally; there: Tally }

const pageSize = 500
/** Days without anything to compare that one question may span; more, and the days behind are asked for alone. */
const widestGap = 31
/** A server that only counts is asked for each day of a night or of a month, not of years. */
const mostDaysCounted = 31
const mostDifferencesKept = 40

/** The days of what has just arrived are compared before anybody calls them sent. */
export async function noteArrived(tx: Tx, run: Run, items: readonly Item[]): Promise<void> {
  for (const [kind, arrived] of Map.groupBy(items, (item) => item.kind)) {
    const recordIds = arrived.map(({ recordId }) => recordId)
    await noteDays(tx, sideOf(run, kind), recordIds)
  }
}

function sideOf({ target, origin }: Run, kind: RecordKind): Side {
  return { target, kind, offset: utcOffsetHours[origin.timeZone] }
}

/**
 * The proof at the end of a run (design.md §5): each answer said "stored", so the two sides must now hold the same. A day
 * of a type that differs is queued once more for the next run; one that a stopped run left is compared by the next.
 */
export async function compareSides(run: Run, capabilities: CapabilityStatement): Promise<ComparedType[]> {
  const found: { side: Side; type: Type; how: How; days: DayToProve[]; held: Held[] | null }[] = []
  for (const { type, kind } of layers) {
    const side = sideOf(run, kind)
    const days = await listDaysToProve(run.store.db, side)
    if (days.length === 0) continue
    const how = waysToAsk(capabilities, type, days.length)
    found.push({ side, type, how, days, held: await ask[how](run, side, type, days) })
  }
  return await run.store.write(async (tx) => {
    const compared: ComparedType[] = []
    for (const { side, type, how, days, held } of found) {
      const settled =
        held === null ? unasked(type, days) : await settleType(tx, run, side, { type, how, held })
      if (settled) compared.push(settled)
    }
    return compared
  })
}

type Told = Omit<Side, 'kind'> & { store: Store; now: () => number }

/** As `compareSides`, where a stick's receipt says what the district holds. */
export async function compareTold(
  { store, now, ...where }: Told,
  days: readonly HeldDay[],
): Promise<ComparedType[]> {
  const compared: ComparedType[] = []
  for (const { type, kind } of layers) {
    const side = { ...where, kind }
    const theirs = new Map(days.flatMap((one) => (one.type === type ? [[one.day, one] as const] : [])))
    const held: Held[] = []
    for (const one of await listDaysToProve(store.db, side)) {
      const there = theirs.get(one.day)
      if (there) held.push({ days: [one], here: await tallyHere(store.db, side, one.day), there })
    }
    if (held.length === 0) continue
    const settled = await store.write((tx) => settleType(tx, { now }, side, { type, how: 'digest', held }))
    if (settled) compared.push(settled)
  }
  return compared
}

function waysToAsk(capabilities: CapabilityStatement, type: Type, days: number): Exclude<How, 'none'> {
  if (servesDayDigest(capabilities, type)) return 'digest'
  // Only the tickets of visits carry their day in an identifier, which any server can search.
  return type === 'Encounter' && days <= mostDaysCounted ? 'day_count' : 'total'
}

type Ask = (run: Run, side: Side, type: Type, days: DayToProve[]) => Promise<Held[] | null>

/** Each is null where the server refuses the question, or answers another: that proves nothing either way. */
const ask: Record<Exclude<How, 'none'>, Ask> = {
  digest: async (run, side, type, days) => {
    const held: Held[] = []
    const left = await countOutbox(run.store.db)
    const waiting = left.waiting + left.held
    for (const span of spansOf(days)) {
      const [from, to] = [span[0], span.at(-1)]
      if (!from || !to) continue
      const question = { from: from.day, to: to.day, offset: side.offset, waiting }
      const there = readDayTallies(await persist(run, () => run.client.digestDays(type, question)))
      if (there === null) return null
      for (const one of span) {
        const here = await tallyHere(run.store.db, side, one.day)
        held.push({ days: [one], here, there: there.get(one.day) ?? nothing })
      }
    }
    return held
  },
  day_count: async (run, side, type, days) => {
    const held: Held[] = []
    for (const one of days) {
      const system = ticketSystem(run.origin.code, one.day)
      const there = readTotal(await persist(run, () => run.client.count(type, `${system}|`)))
      if (there === null) return null
      const { count } = await tallyHere(run.store.db, side, one.day)
      held.push({ days: [one], here: { count, digest: null }, there })
    }
    return held
  },
  total: async (run, side, type, days) => {
    const system = recordSystem(run.origin.code, type)
    const there = readTotal(await persist(run, () => run.client.count(type, `${system}|`)))
    if (there === null) return null
    return [{ days, here: { count: await countConfirmed(run.store.db, side), digest: null }, there }]
  },
}

const nothing: Tally = { count: 0, digest: createHash('sha256').digest('hex').slice(0, digestLength) }

/** Read in small portions: a first run may have put thirty thousand people on one day, and screens are waiting. */
async function tallyHere(db: Db, side: Side, day: LocalDate): Promise<Tally> {
  const hash = createHash('sha256')
  let count = 0
  let after = ''
  for (;;) {
    const page = await listConfirmed(db, side, day, { after, limit: pageSize })
    for (const record of page) {
      hash.update(count === 0 ? digestLine(record) : `\n${digestLine(record)}`)
      count += 1
    }
    const last = page.at(-1)
    if (!last || page.length < pageSize) return { count, digest: hash.digest('hex').slice(0, digestLength) }
    after = last.recordId
    await setImmediate()
  }
}

/** One question for days that lie close together, none for more than the other side answers. */
function spansOf(days: readonly DayToProve[]): DayToProve[][] {
  const spans: DayToProve[][] = []
  for (const one of days) {
    const span = spans.at(-1)
    const [first, last] = [span?.[0], span?.at(-1)]
    const isNear =
      first &&
      last &&
      daysBetween(last.day, one.day) <= widestGap &&
      daysBetween(first.day, one.day) < mostDaysAsked
    if (span && isNear) span.push(one)
    else spans.push([one])
  }
  return spans
}

/** Null where nothing can be said, because of every day that differs something is still to be sent. */
async function settleType(
  tx: Tx,
  { now }: Pick<Run, 'now'>,
  side: Side,
  { type, how, held }: { type: Type; how: How; held: readonly Held[] },
): Promise<ComparedType | null> {
  const told: Held[] = []
  const differing: ComparedType['differing'] = []
  for (const one of held) {
    const days = one.days.map(({ day }) => day)
    const same = one.here.count === one.there.count && one.here.digest === one.there.digest
    if (same) await forgetDays(tx, side, spanOf(days))
    else if (await isOnItsWay(tx, side, how === 'total' ? null : (days[0] ?? null))) continue
    else {
      const queuedAgain = one.days.some((day) => !day.queuedAgain)
      if (queuedAgain) for (const day of days) await queueDayAgain(tx, side, day, now())
      const day = how === 'total' ? null : (days[0] ?? null)
      differing.push({ day, here: one.here.count, there: one.there.count, queuedAgain })
    }
    told.push(one)
  }
  if (told.length === 0) return null
  const days = told.flatMap((one) => one.days.map(({ day }) => day))
  return {
    type,
    how,
    ...spanOf(days),
    days: days.length,
    here: told.reduce((sum, { here }) => sum + here.count, 0),
    there: told.reduce((sum, { there }) => sum + there.count, 0),
    same: differing.length === 0,
    differing: differing.slice(0, mostDifferencesKept),
  }
}

function unasked(type: Type, days: readonly DayToProve[]): ComparedType {
  const span = spanOf(days.map(({ day }) => day))
  return { type, how: 'none', ...span, days: days.length, here: 0, there: 0, same: null, differing: [] }
}

function spanOf(days: readonly LocalDate[]): { from: LocalDate; to: LocalDate } {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) throw new Error('there is no day to compare')
  return { from: first, to: last }
}
