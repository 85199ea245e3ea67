import type { HubInputs } from '#contract/hub/hub'
import type { KioskStart } from '#contract/hub/kiosk'
import type { IconName } from './icons.ts'
import type { Words } from './words.ts'

/** What is asked, one page after the other; `page` counts the pages of priority classes. */
export type Step =
  | { at: 'priority' | 'returning' | 'payer' | 'taking' }
  | { at: 'class'; page: number }
  | { at: 'reason'; code: string }

export type Answers = Omit<HubInputs['kiosk']['take'], 'requestId'>

/** The pages somebody has seen, the present one last; before the first, the start page. */
export type Journey = { steps: readonly Step[]; answers: Answers }

export type Choice = { icons: readonly IconName[]; title: string; hint?: string; next: Journey }
/** A page: at most three choices (look.md). `stage` of the three stages of the way. */
export type Question = { title: string; stage: 1 | 2 | 3; choices: Choice[] }

const mostChoices = 3

export const atStart: Journey = { steps: [], answers: { priority: null, returning: null, payer: null } }

/** From the start page: a Puskesmas without priority classes does not ask for them. */
export function begin({ priorities }: Pick<KioskStart, 'priorities'>): Journey {
  return go(atStart, { at: priorities.length > 0 ? 'priority' : 'returning' })
}

export function goBack({ steps, answers }: Journey): Journey {
  return { steps: steps.slice(0, -1), answers }
}

export function stepOf({ steps }: Journey): Step | null {
  return steps[steps.length - 1] ?? null
}

function go({ steps, answers }: Journey, step: Step, given: Partial<Answers> = {}): Journey {
  return { steps: [...steps, step], answers: { ...answers, ...given } }
}

/** Classes in their order, on pages that leave room for «Pilihan lain» wherever another page follows. */
export function pageClasses<T>(classes: readonly T[]): T[][] {
  if (classes.length <= mostChoices) return [[...classes]]
  return [classes.slice(0, mostChoices - 1), ...pageClasses(classes.slice(mostChoices - 1))]
}

/** What stands on the page of this step; null at the start and once everything is said. */
export function questionOf(journey: Journey, start: KioskStart, words: Words): Question | null {
  const step = stepOf(journey)
  if (step === null || step.at === 'taking') return null
  if (step.at === 'priority') return askPriority(journey, start, words)
  if (step.at === 'class') return askClass(journey, step.page, start, words)
  if (step.at === 'reason') return askReason(journey, step.code, words)
  return step.at === 'returning' ? askReturning(journey, words) : askPayer(journey, words)
}

function askPriority(journey: Journey, { priorities }: KioskStart, words: Words): Question {
  const evident = priorities.filter(({ needsReason }) => !needsReason)
  const who = evident.map((each) => words.classOf(each).title).join(' · ')
  const icons = evident.map(({ code }) => iconOf(code))
  return {
    title: words.priority,
    stage: 1,
    choices: [
      { icons, title: words.yes, hint: who, next: go(journey, { at: 'class', page: 0 }) },
      { icons: ['walk'], title: words.no, next: go(journey, { at: 'returning' }, { priority: null }) },
    ],
  }
}

function askClass(journey: Journey, page: number, { priorities }: KioskStart, words: Words): Question {
  const pages = pageClasses(priorities)
  const choices = (pages[page] ?? []).map((each): Choice => {
    const { code, needsReason } = each
    const priority = { code, reason: null }
    const next = needsReason
      ? go(journey, { at: 'reason', code })
      : go(journey, { at: 'returning' }, { priority })
    return { icons: [iconOf(code)], ...words.classOf(each), next }
  })
  const more: Choice = {
    icons: ['more'],
    title: words.more,
    next: go(journey, { at: 'class', page: page + 1 }),
  }
  return {
    title: words.whichClass,
    stage: 1,
    choices: page + 1 < pages.length ? [...choices, more] : choices,
  }
}

function askReason(journey: Journey, code: string, words: Words): Question {
  const choices = words.reasons.map(
    ({ icon, title, reason }): Choice => ({
      icons: [icon],
      title,
      next: go(journey, { at: 'returning' }, { priority: { code, reason } }),
    }),
  )
  return { title: words.whichReason, stage: 1, choices }
}

function askReturning(journey: Journey, words: Words): Question {
  const answer = (returning: boolean | null) => go(journey, { at: 'payer' }, { returning })
  return {
    title: words.returning,
    stage: 2,
    choices: [
      { icons: ['folder'], ...words.beforeYes, next: answer(true) },
      { icons: ['newcomer'], ...words.beforeNo, next: answer(false) },
      { icons: ['question'], ...words.notSure, next: answer(null) },
    ],
  }
}

function askPayer(journey: Journey, words: Words): Question {
  const answer = (payer: Answers['payer']) => go(journey, { at: 'taking' }, { payer })
  return {
    title: words.payer,
    stage: 3,
    choices: [
      { icons: ['card'], ...words.jkn, next: answer('jkn') },
      { icons: ['coins'], ...words.umum, next: answer('umum') },
      { icons: ['question'], ...words.notSure, next: answer(null) },
    ],
  }
}

function iconOf(code: string): IconName {
  if (code === 'lansia') return 'elder'
  if (code === 'ibu_hamil') return 'pregnant'
  if (code === 'butuh_bantuan') return 'wheelchair'
  return code === 'balita' ? 'child' : 'heart'
}
