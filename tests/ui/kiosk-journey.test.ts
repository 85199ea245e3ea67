import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KioskStart } from '#contract/hub/kiosk'
import { kioskClasses } from '#domain/priority'
import { atStart, begin, goBack, type Journey, questionOf, stepOf } from '#ui/kiosk/journey.ts'
import { languages, wordsOf } from '#ui/kiosk/words.ts'
import { priorities } from '../domain/fixtures.ts'

type KioskClass = KioskStart['priorities'][number]

function startWith(classes: readonly KioskClass[]): KioskStart {
  return {
    facility: 'Puskesmas Teluk Harapan',
    timeZone: 'Asia/Jayapura',
    now: 0,
    roomLabel: 'Loket',
    priorities: [...classes],
    waiting: 0,
    estimate: null,
    paperWidth: 58,
    newNumberLater: false,
  }
}

/** Presses the answers by their titles, from the start page on. */
function press(titles: readonly string[], start: KioskStart, language: 'id' | 'en' = 'id'): Journey {
  return titles.reduce((journey, title) => {
    const choices = questionOf(journey, start, wordsOf[language])?.choices ?? []
    const choice = choices.find((each) => each.title === title)
    if (!choice) throw new Error(`«${title}» is not among ${choices.map((each) => each.title)}`)
    return choice.next
  }, begin(start))
}

/** Every journey that can be made from here to a number. */
function allEnds(journey: Journey, start: KioskStart): Journey[] {
  const question = questionOf(journey, start, wordsOf.id)
  return question ? question.choices.flatMap(({ next }) => allEnds(next, start)) : [journey]
}

const today = startWith(kioskClasses(priorities))

describe('the way to a number', () => {
  test.each([
    [['Tidak', 'Sudah pernah', 'Umum'], { priority: null, returning: true, payer: 'umum' }],
    [
      ['Ya', 'Lansia', 'Baru pertama kali', 'BPJS / JKN'],
      { priority: { code: 'lansia', reason: null }, returning: false, payer: 'jkn' },
    ],
    [
      ['Ya', 'Pilihan lain', 'Balita', 'Tidak tahu', 'Tidak tahu'],
      { priority: { code: 'balita', reason: null }, returning: null, payer: null },
    ],
  ] as const)('%j', (titles, answers) => {
    const journey = press(titles, today)
    expect(stepOf(journey)?.at).toBe('taking')
    expect(journey.answers).toEqual(answers)
  })

  test('says ages as the rule of the day has them', () => {
    const classes = questionOf(press(['Ya'], today), today, wordsOf.id)?.choices
    expect(classes?.[0]).toMatchObject({ title: 'Lansia', hint: '60 tahun ke atas' })
  })

  test('gives the counter its reason in Indonesian, whatever language was pressed', () => {
    const titles = ['Yes', 'Other choices', 'Another reason', 'Breastfeeding', 'First time', 'Self-pay']
    expect(press(titles, today, 'en').answers.priority).toEqual({ code: 'lainnya', reason: 'ibu menyusui' })
  })

  test('leads back page by page, to the start', () => {
    let journey = press(['Ya', 'Pilihan lain', 'Lainnya'], today)
    for (const at of ['class', 'class', 'priority', undefined]) {
      journey = goBack(journey)
      expect(stepOf(journey)?.at).toBe(at)
    }
    expect(journey).toEqual(atStart)
  })

  test('forgets a priority that was taken back', () => {
    const chosen = press(['Ya', 'Lansia'], today)
    const back = goBack(goBack(chosen))
    const no = questionOf(back, today, wordsOf.id)?.choices.find(({ title }) => title === 'Tidak')
    expect(no?.next.answers.priority).toBeNull()
  })

  test('asks at most three things a page, whatever classes a Puskesmas has, and leads to each of them', () => {
    const kioskClass = fc.record({
      code: fc.stringMatching(/^[a-z_]{1,12}$/),
      label: fc.string({ minLength: 1, maxLength: 20 }),
      ageFrom: fc.option(fc.nat(90)),
      ageBelow: fc.option(fc.nat(90)),
      needsReason: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.uniqueArray(kioskClass, { selector: ({ code }) => code, maxLength: 9 }), (classes) => {
        const start = startWith(classes)
        expectFewChoices(begin(start), start)
        const reached = new Set(allEnds(begin(start), start).map(({ answers }) => answers.priority?.code))
        expect(reached).toEqual(new Set([undefined, ...classes.map(({ code }) => code)]))
      }),
    )
  })

  function expectFewChoices(journey: Journey, start: KioskStart): void {
    for (const language of languages) {
      const count = questionOf(journey, start, wordsOf[language])?.choices.length
      expect(count ?? 0).toBeLessThanOrEqual(3)
    }
    for (const { next } of questionOf(journey, start, wordsOf.id)?.choices ?? [])
      expectFewChoices(next, start)
  }
})
