import type { Random } from './random.ts'

/** The same name as another clerk would write it down: other spelling, short forms, words left out or run together. */
export function writeNameAgain(random: Random, name: string): string {
  return habits.reduce((text, { often, write }) => (random.chance(often) ? write(random, text) : text), name)
}

/** A slip of the hand in one letter of one word. */
export function mistypeName(random: Random, name: string): string {
  const words = name.split(' ')
  const long = words.flatMap((word, at) => (/^\p{L}{4,}$/u.test(word) ? [at] : []))
  if (long.length === 0) return name
  const at = random.pick(long)
  const word = words[at] ?? ''
  const place = random.int(1, word.length - 2)
  const kind = random.weigh({ left_out: 3, doubled: 2, swapped: 2, wrong: 3 })
  const [before, letter, after] = [word.slice(0, place), word.charAt(place), word.slice(place + 1)]
  const slips = {
    left_out: before + after,
    doubled: before + letter + letter + after,
    swapped: before + after.charAt(0) + letter + after.slice(1),
    wrong: before + random.pick([...'AEIOUNRSL'].filter((other) => other !== letter)) + after,
  }
  return words.with(at, slips[kind]).join(' ')
}

type Habit = { often: number; write: (random: Random, name: string) => string }

const habits: readonly Habit[] = [
  { often: 0.6, write: otherShortForm },
  { often: 0.16, write: otherSpelling },
  { often: 0.12, write: leaveWordOut },
  { often: 0.05, write: runTogether },
  { often: 0.04, write: turnRound },
  { often: 0.1, write: withoutTitles },
  { often: 0.04, write: (random, name) => `${name} (${random.pick(nicknames)})` },
]

const nicknames = 'TOLE UPIK ACO NONA BUYUNG UCOK ANI EKO YANTI'.split(' ')

const families = [
  ['MUHAMMAD', 'MOHAMAD', 'MOH.', 'MUH.', 'M.', 'MUHAMAD', 'MOHAMMAD'],
  ['SITI', 'ST.', 'SITTI'],
  ['ABDUL', 'ABD.'],
]

function otherShortForm(random: Random, name: string): string {
  const words = name.split(' ').map((word) => {
    const family = families.find((forms) => forms.includes(word))
    return family ? random.pick(family) : word
  })
  return words.join(' ')
}

const spellings: readonly [RegExp, string][] = [
  [/OE/g, 'U'],
  [/U/g, 'OE'],
  [/DJ/g, 'J'],
  [/J/g, 'DJ'],
  [/TJ/g, 'C'],
  [/Y/g, 'J'],
  [/KH/g, 'H'],
  [/SY/g, 'S'],
  [/Z/g, 'J'],
  [/F/g, 'P'],
  [/V/g, 'F'],
  [/I(?=[AU])/g, 'IY'],
  [/I\b/g, 'Y'],
  [/AH\b/g, 'A'],
  [/NN|LL|MM/g, 'N'],
]

function otherSpelling(random: Random, name: string): string {
  const fitting = spellings.filter(([from]) => name.search(from) !== -1)
  if (fitting.length === 0) return name
  const [from, to] = random.pick(fitting)
  return name.replace(from, to)
}

function leaveWordOut(random: Random, name: string): string {
  const words = name.split(' ')
  if (words.length < 2) return name
  // The last name is left out more often than the one a person is called by.
  const at = random.chance(0.6) ? words.length - 1 : random.int(0, words.length - 1)
  return words.toSpliced(at, 1).join(' ')
}

function runTogether(random: Random, name: string): string {
  const words = name.split(' ')
  if (words.length < 2) return name
  const at = random.int(0, words.length - 2)
  return words.toSpliced(at, 2, `${words[at]}${words[at + 1]}`).join(' ')
}

function turnRound(_random: Random, name: string): string {
  const [first = '', ...rest] = name.split(' ')
  return [...rest, first].join(' ')
}

function withoutTitles(_random: Random, name: string): string {
  return name.replace(/^(HJ?\.) /, '').replace(/, .*$/, '')
}
