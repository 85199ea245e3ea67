import fc from 'fast-check'
import { expect } from 'vitest'
import { emptyDay, type Facts, factsOf, type QueueDay, stayAt } from './queue-facts.ts'
import type { QueueHouse } from './queue-house.ts'
import { explain, type Order } from './queue-model.ts'
import {
  anotherCall,
  anyWish,
  atCounter,
  type Model,
  newNumber,
  orderFor,
  registration,
  type Wish,
} from './queue-wishes.ts'

type Command = fc.AsyncCommand<Model, QueueHouse>

/** Far enough apart that a slow machine changes nothing: no limit of the queue is a multiple of it. */
const stepMs = 7000

function command(run: Command['run'], name: string): Command {
  return { check: () => true, run, toString: () => name }
}

/**
 * A few stations ask at the same moment. With `cut` the power fails that many ms later; what was not answered by then
 * was either carried out or not.
 */
function ask(wishes: readonly Wish[], cut: number | null = null): Command {
  return command(
    async (model, house) => {
      const day = { ...model.day, now: model.day.now + stepMs }
      const orders = wishes.flatMap((wish) => orderFor({ ...model, day }, wish) ?? [])
      if (orders.length === 0) return
      const what = orders.map((order) => tell(day, order)).join('\n  and ')
      model.history.push(cut === null ? what : `${what}\n  and the power fails after ${cut} ms`)
      await house.setClock(day.now)
      const answers = await house.ask(orders, cut)
      const stored = house.look()
      const asked = orders.map((order, index) => ({ order, answer: answers[index] ?? null }))
      const after = explain(day, asked, stored.facts, stored.clocked)
      if (!after) throw new Error(contradiction(day, asked, stored.facts))
      expect(stored.broken).toEqual([])
      if (cut !== null) expect(house.leftOpen()).toEqual([])
      const taken = orders.findLast((order) => order.do === 'take')
      Object.assign(model, { day: after, lastRequest: taken?.request ?? model.lastRequest })
    },
    [...wishes.map((wish) => wish.do), ...(cut === null ? [] : [`power fails after ${cut} ms`])].join(' | '),
  )
}

function wait(minutes: number): Command {
  return command(async (model) => {
    model.history.push(`${minutes} minutes pass`)
    model.day = { ...model.day, now: model.day.now + minutes * 60_000 }
  }, `${minutes} minutes pass`)
}

function restart(signal: NodeJS.Signals): Command {
  return command(async ({ day, history }, house) => {
    history.push(`restart after ${signal}`)
    await house.restart(signal)
    expect(factsOf(house.look().facts)).toEqual(factsOf(day))
    expect(house.leftOpen()).toEqual([])
  }, `restart after ${signal}`)
}

/** What yesterday left open is nobody's any more, at once; closed it is when the hub starts again. */
function nextDay(signal: NodeJS.Signals | null): Command {
  return command(async (model, house) => {
    model.history.push(`the next day, restart: ${signal}`)
    const yesterday = model.day
    const left = yesterday.stays.findIndex(({ state }) => state === 'waiting')
    const now = await house.beginDay()
    if (left !== -1) {
      const late: Order = { do: 'move', at: stayAt(yesterday, left).room, stay: left, move: 'serve' }
      expect(await house.ask([late], null)).toEqual([{ refused: 'leg_of_past_day' }])
    }
    Object.assign(model, { day: emptyDay(now), lastRequest: null })
    if (signal) {
      await house.restart(signal)
      expect(house.leftOpen()).toEqual([])
    }
    expect(factsOf(house.look().facts)).toEqual(factsOf(model.day))
  }, `the next day, restart: ${signal}`)
}

function tell(day: QueueDay, order: Order): string {
  const { do: deed, at, ...rest } = order
  const who = 'stay' in order ? stayAt(day, order.stay) : null
  const words = { ...rest, ...(who ? { stay: `${who.of} ${who.number} ${who.state} at ${who.room}` } : {}) }
  return `${at}: ${deed} ${JSON.stringify(words)}`
}

/** The answers, and what was stored with them: lines that went, and lines that came. */
function contradiction(before: QueueDay, asked: readonly { answer: unknown }[], seen: Facts): string {
  const [old, now] = [linesOf(before), linesOf(seen)]
  return [
    'no order of carrying these out explains the answers',
    ...asked.map(({ answer }) => `  ${JSON.stringify(answer)}`),
    'and what is stored',
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ].join('\n')
}

function linesOf(facts: Facts): string[] {
  const { newNumbers, counts, ...lists } = factsOf(facts)
  const sorted = (row: object) => JSON.stringify(Object.fromEntries(Object.entries(row).sort()))
  const rows = Object.entries(lists).flatMap(([name, list]) => list.map((row) => `${name} ${sorted(row)}`))
  return [`new numbers ${newNumbers}`, `counts ${sorted(counts)}`, ...rows]
}

const signals = fc.constantFrom('SIGTERM' as const, 'SIGKILL' as const)
const several = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 2, maxLength: 4 })
const allAtOnce = (wishes: readonly Wish[]) => ask(wishes)

/** What costs a start of the hub is rare. */
const upheaval = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 10, max: 30 }).map(wait) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.array(anyWish, { minLength: 1, maxLength: 3 }), fc.nat(12))
      .map(([wishes, cut]) => ask(wishes, cut)),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(atCounter, anyWish).map(([at, wish]) => ask([{ do: 'closeDay', at }, wish])),
  },
  { weight: 1, arbitrary: signals.map(restart) },
  { weight: 1, arbitrary: fc.option(signals).map(nextDay) },
)

/** A day at the stations; people come in crowds, and many stations call at the same moment. */
export function queueCommands(replayPath: string | null) {
  const kinds: fc.Arbitrary<Command>[] = [
    ...Array(8).fill(anyWish.map((wish) => ask([wish]))),
    ...Array(4).fill(several(anyWish).map(allAtOnce)),
    ...Array(4).fill(several(registration).map(allAtOnce)),
    ...Array(2).fill(several(newNumber).map(allAtOnce)),
    ...Array(2).fill(several(anotherCall).map(allAtOnce)),
    fc.integer({ min: 1, max: 6 }).map(wait),
    upheaval,
  ]
  // Without bias: early runs would be short, and a queue gets interesting late.
  return fc.noBias(
    fc.commands(kinds, { maxCommands: 100, size: 'max', ...(replayPath ? { replayPath } : {}) }),
  )
}
