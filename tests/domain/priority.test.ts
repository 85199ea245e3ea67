import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  callingOrder,
  chooseNext,
  choosePriority,
  explainOrder,
  type InLine,
  kioskClasses,
  priorityOf,
} from '#domain/priority'
import { priorities } from './fixtures.ts'

const now = 1000
const came = (place: number, priority = false): InLine => ({ place, priority, dueAt: null })
const booked = (dueAt: number, priority = false, place = now): InLine => ({ place, priority, dueAt })

const ratios = fc.integer({ min: 1, max: 9 })
const leg = fc.record({
  place: fc.integer({ min: 0, max: now }),
  priority: fc.boolean(),
  dueAt: fc.option(fc.integer({ min: now - 20, max: now + 20 })),
})
const line = fc.array(leg, { maxLength: 40 })

describe('the next to call', () => {
  const [r1, r2, p1, p2] = [came(1), came(2), came(3, true), came(4, true)]

  test.each<[string, InLine[], number, InLine | null]>([
    ['nobody waits', [], 0, null],
    ['priority goes before an earlier place', [r1, r2, p1], 0, p1],
    ['the earliest priority goes first', [p2, p1], 0, p1],
    ['after two priority calls the longest-waiting other person', [p1, r2, r1], 2, r1],
    ['after two priority calls priority goes on when nobody else waits', [p2, p1], 2, p1],
    ['without priority it is the order of places', [r2, r1], 0, r1],
  ])('%s', (_title, waiting, streak, expected) => {
    expect(chooseNext(waiting, streak, 2, now)).toBe(expected)
  })

  const [due, dueLater, early, earlyPriority] = [
    booked(now - 1),
    booked(now),
    booked(now + 1),
    booked(now + 2, true),
  ]
  test.each<[string, InLine[], number, InLine | null]>([
    ['a booked time that has come stands at the head of its class', [r1, due], 0, due],
    ['the minute itself counts as come', [r1, dueLater], 0, dueLater],
    ['of two booked times that have come the earlier goes first', [dueLater, r1, due], 0, due],
    ['a booked time does not go before priority', [due, p1], 0, p1],
    ['it takes the regular turn after two priority calls', [r1, due, p1], 2, due],
    ['before the time whoever came goes first', [early, r1], 0, r1],
    ['before the time priority by booking overtakes nobody', [earlyPriority, r1], 0, r1],
    ['before the time the person is called when nobody else waits', [earlyPriority, early], 0, early],
  ])('%s', (_title, waiting, streak, expected) => {
    expect(chooseNext(waiting, streak, 2, now)).toBe(expected)
  })
})

describe('the calling order', () => {
  test('shown to a room is the order in which it will call', () => {
    fc.assert(
      fc.property(line, fc.nat(12), ratios, (waiting, streak, ratio) => {
        const shown = callingOrder(waiting, streak, ratio, now)
        expect(new Set(shown)).toEqual(new Set(waiting))
        let [rest, run] = [[...waiting], streak]
        for (const person of shown) {
          expect(chooseNext(rest, run, ratio, now)).toBe(person)
          rest = rest.filter((other) => other !== person)
          run = person.priority ? run + 1 : 0
        }
      }),
    )
  })

  test('does not depend on the ratio, nor on the class, where everyone has the same', () => {
    fc.assert(
      fc.property(line, fc.nat(12), ratios, (waiting, streak, ratio) => {
        const orders = [true, false].map((priority) => {
          const same = waiting.map((person, index) => ({ ...person, priority, index }))
          return callingOrder(same, streak, ratio, now).map(({ index }) => index)
        })
        expect(orders[0]).toEqual(orders[1])
      }),
    )
  })

  test('keeps each class in line: booked times that have come, then places', () => {
    fc.assert(
      fc.property(line, fc.nat(12), ratios, (waiting, streak, ratio) => {
        const order = callingOrder(waiting, streak, ratio, now)
        for (const priority of [true, false]) {
          const here = order.filter((leg) => leg.priority === priority && (leg.dueAt ?? now) <= now)
          const due = here.filter(({ dueAt }) => dueAt !== null)
          expect(here.slice(0, due.length)).toEqual(due)
          expectAscending(due.map(({ dueAt }) => dueAt ?? 0))
          expectAscending(here.slice(due.length).map(({ place }) => place))
        }
      }),
    )
  })
})

function expectAscending(numbers: readonly number[]): void {
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b))
}

type Newcomers = { priority: boolean; dueIn: number | null }[]
const afterwards: Newcomers = [
  { priority: true, dueIn: null },
  { priority: false, dueIn: null },
]

/** The promise written at `lineUp`: the latest call, counted from 1, of a person with `front` of the own class ahead. */
function latestCall(priority: boolean, front: number, streak: number, ratio: number): number {
  const made = Math.min(streak, ratio)
  return priority ? front + 1 + Math.floor((front + made) / ratio) : (front + 1) * (ratio + 1) - made
}

describe('nobody starves', () => {
  const newcomers = fc.array(
    fc.record({ priority: fc.boolean(), dueIn: fc.option(fc.integer({ min: -5, max: 30 })) }),
    { maxLength: 3 },
  )

  /** Calls once a minute until `target` is called; when the schedule is over, one of each class comes every minute. */
  function callUntil(
    target: InLine,
    waiting: readonly InLine[],
    streak: number,
    ratio: number,
    schedule: Newcomers[],
  ) {
    const everybody = [...waiting]
    const gone = new Set<InLine>()
    for (let [run, at] = [streak, now]; ; at++) {
      const rest = everybody.filter((leg) => !gone.has(leg))
      const next = chooseNext(rest, run, ratio, at)
      if (!next || next === target) return { calls: gone.size + 1, at, everybody }
      gone.add(next)
      run = next.priority ? run + 1 : 0
      for (const { priority, dueIn } of schedule[at - now] ?? afterwards)
        everybody.push({ place: at + 1, priority, dueAt: dueIn === null ? null : at + dueIn })
    }
  }

  test('whoever comes meanwhile, everyone is called by the number that the rule promises', () => {
    const schedule = fc.array(newcomers, { maxLength: 40 })
    fc.assert(
      fc.property(line, fc.nat(), schedule, fc.nat(12), ratios, (people, index, later, streak, ratio) => {
        const waiting = people.map((leg, place) => ({ ...leg, place }))
        const walkIns = waiting.filter(({ dueAt }) => dueAt === null)
        const target = walkIns[index % walkIns.length]
        if (!target) return
        const { calls, at, everybody } = callUntil(target, waiting, streak, ratio, later)
        const front = everybody.filter(
          ({ priority, place, dueAt }) =>
            priority === target.priority && (dueAt === null ? place < target.place : dueAt <= at),
        )
        expect(calls).toBeLessThanOrEqual(latestCall(target.priority, front.length, streak, ratio))
      }),
    )
  })

  test('the promise is exact where the other class never runs out', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(8), fc.nat(12), ratios, (priority, front, streak, ratio) => {
        const own = Array.from({ length: front }, (_, place) => came(place, priority))
        const others = Array.from({ length: 100 }, (_, place) => came(place, !priority))
        const last = came(front, priority)
        const call = callingOrder([...own, last, ...others], streak, ratio, now).indexOf(last) + 1
        expect(call).toBe(latestCall(priority, front, streak, ratio))
      }),
    )
  })
})

test('the reason of each turn is one that a nurse can say', () => {
  const named = (leg: InLine, priorityLabel: string | null = null) => ({ ...leg, priorityLabel })
  const waiting = [
    named(came(1, true), 'Lansia'),
    named(came(2, true), 'Ibu hamil'),
    named(came(3, true), 'Lainnya (bayi demam)'),
    named(booked(900, true), 'Balita'),
    named(booked(950)),
    named(came(5)),
    named(came(6)),
    named(booked(now + 60), null),
  ]
  const turns = explainOrder(waiting, 0, 2, now, (at) => `${at}`)
  expect(turns.map(({ leg }) => waiting.indexOf(leg))).toEqual([3, 0, 4, 1, 2, 5, 6, 7])
  expect(turns.map(({ turn }) => turn)).toEqual([
    'didahulukan: balita; janji temu pukul 900',
    'didahulukan: lansia',
    'giliran umum setelah 2 prioritas; janji temu pukul 950',
    'didahulukan: ibu hamil',
    'didahulukan: lainnya (bayi demam)',
    'urutan datang',
    'urutan datang',
    'janji temu pukul 1060, belum waktunya',
  ])
})

describe('priority classes', () => {
  const nobody = { emergency: false, years: 30, pregnant: false, needsHelp: false, chosen: null }
  const because = (reason: string | null) => ({ code: 'lainnya', reason })

  test.each([
    ['emergency before everything', { emergency: true, years: 70 }, 'Gawat darurat'],
    ['60 years', { years: 60 }, 'Lansia'],
    ['59 years', { years: 59 }, null],
    ['another reason', { chosen: because('bayi demam') }, 'Lainnya (bayi demam)'],
    ['a fact comes before another reason', { years: 66, chosen: because('lemas') }, 'Lansia'],
    ['another reason that was not given', { chosen: because(null) }, null],
    [
      'what was pressed at the kiosk does not stand against the facts',
      { chosen: { code: 'lansia', reason: null } },
      null,
    ],
  ])('%s', (_title, facts, label) => {
    expect(priorityOf(priorities, { ...nobody, ...facts })?.label ?? null).toBe(label)
  })

  test('a kiosk offers every class but emergency, and asks why only where nothing shows it', () => {
    const ageless = { ageFrom: null, ageBelow: null, needsReason: false }
    expect(kioskClasses(priorities)).toEqual([
      { ...ageless, code: 'lansia', label: 'Lansia', ageFrom: 60 },
      { ...ageless, code: 'ibu_hamil', label: 'Ibu hamil' },
      { ...ageless, code: 'butuh_bantuan', label: 'Disabilitas / butuh bantuan' },
      { ...ageless, code: 'balita', label: 'Balita', ageBelow: 5 },
      { ...ageless, code: 'lainnya', label: 'Lainnya', needsReason: true },
    ])
  })

  test('what is pressed counts until the counter knows more', () => {
    expect(choosePriority(priorities, { code: 'lansia', reason: null })).toEqual({
      code: 'lansia',
      label: 'Lansia',
      reason: null,
    })
    expect(choosePriority(priorities, because('bayi demam'))).toEqual({
      code: 'lainnya',
      label: 'Lainnya (bayi demam)',
      reason: 'bayi demam',
    })
  })

  test.each([
    [{ code: 'darurat', reason: null }, 'priority_unknown'],
    [{ code: 'tidak_ada', reason: 'saya' }, 'priority_unknown'],
    [because(null), 'reason_missing'],
    [because(''), 'reason_missing'],
  ])('a kiosk may not press %o: %s', (chosen, code) => {
    expect(() => choosePriority(priorities, chosen)).toThrow(code)
  })
})
