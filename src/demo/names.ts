import type { Sex } from '#domain/sex'
import {
  balinese,
  batak,
  bugis,
  chinese,
  islamic,
  javanese,
  moluccan,
  papuan,
  sundanese,
} from './name-lists.ts'
import type { Random } from './random.ts'

export const flavours = [
  'javanese',
  'sundanese',
  'balinese',
  'islamic',
  'bugis',
  'batak',
  'papuan',
  'moluccan',
  'chinese',
] as const
export type Flavour = (typeof flavours)[number]

/** What a name needs to know of its bearer; `surname` is the father's where families have one, `order` counts children. */
export type Bearer = { flavour: Flavour; sex: Sex; birthYear: number; surname: string | null; order: number }

const elderBornBefore = 1972
/** The spelling reforms of 1947 and 1972: names given before them often keep oe, dj, tj on the card. */
const oldSpellingBornBefore = 1958
const muslim: readonly Flavour[] = ['javanese', 'sundanese', 'islamic', 'bugis']

/** A full name as on a KTP: upper case, of one to five words, titles included for some. */
export function inventName(random: Random, bearer: Bearer): string {
  const plain = composers[bearer.flavour](random, bearer)
  const reformed = !muslim.includes(bearer.flavour) || bearer.birthYear >= oldSpellingBornBefore
  const spelled = reformed || random.chance(0.7) ? plain : spellAsBefore(plain)
  return addTitle(random, bearer, spelled).toUpperCase()
}

/** The name that a man of this flavour passes on to his children, where there is such a name. */
export function inventSurname(random: Random, flavour: Flavour): string | null {
  const lists: Partial<Record<Flavour, readonly string[]>> = {
    batak: batak.last,
    papuan: papuan.last,
    moluccan: moluccan.last,
    chinese: chinese.last,
  }
  const list = lists[flavour]
  return list ? random.pick(list) : null
}

const composers: Record<Flavour, (random: Random, bearer: Bearer) => string> = {
  javanese: (random, { sex, birthYear }) => {
    if (birthYear < elderBornBefore) {
      const first = random.pick(sex === 'L' ? javanese.oldMen : javanese.oldWomen)
      return random.chance(0.65) ? first : `${first} ${lastOf(random, javanese, sex)}`
    }
    const first = random.pick(sex === 'L' ? javanese.men : javanese.women)
    const middle = random.chance(0.25) ? [random.pick(sex === 'L' ? javanese.men : javanese.women)] : []
    return distinct([first, ...middle, lastOf(random, javanese, sex)])
  },
  sundanese: (random, { sex }) => {
    const first = random.pick(sex === 'L' ? sundanese.men : sundanese.women)
    return random.chance(0.15) ? first : `${first} ${lastOf(random, sundanese, sex)}`
  },
  balinese: (random, { sex, order }) => {
    const orders = sex === 'L' ? balinese.menOrder : balinese.womenOrder
    const birthOrder = random.pick(orders[order % orders.length] ?? [])
    const prefix = random.chance(0.75) ? [sex === 'L' ? 'I' : 'Ni'] : []
    return [...prefix, birthOrder, random.pick(sex === 'L' ? balinese.men : balinese.women)].join(' ')
  },
  islamic: (random, { sex }) => islamicName(random, sex),
  bugis: (random, { sex, birthYear }) => {
    const noble = random.chance(0.12) ? ['Andi'] : []
    const first = random.pick(sex === 'L' ? bugis.men : bugis.women)
    const one = birthYear < elderBornBefore ? 0.6 : 0.3
    return [...noble, first, ...(random.chance(one) ? [] : [random.pick(bugis.last)])].join(' ')
  },
  batak: (random, { sex, surname, birthYear }) => {
    const first = random.pick(sex === 'L' ? batak.men : batak.women)
    const daughterOf = sex === 'P' && birthYear < elderBornBefore && random.chance(0.5) ? ['br.'] : []
    return [first, ...daughterOf, surname ?? random.pick(batak.last)].join(' ')
  },
  papuan: (random, { sex, surname }) =>
    `${random.pick(sex === 'L' ? papuan.men : papuan.women)} ${surname ?? random.pick(papuan.last)}`,
  moluccan: (random, { sex, surname }) =>
    `${random.pick(sex === 'L' ? moluccan.men : moluccan.women)} ${surname ?? random.pick(moluccan.last)}`,
  chinese: (random, { sex, birthYear, surname }) => {
    if (birthYear < elderBornBefore && random.chance(0.6)) {
      return `${random.pick(chinese.surnames)} ${random.pick(sex === 'L' ? chinese.men : chinese.women)}`
    }
    return `${random.pick(sex === 'L' ? chinese.modernMen : chinese.modernWomen)} ${surname ?? random.pick(chinese.last)}`
  },
}

/** The same name is written in many ways on cards: MUHAMMAD, MOH., M.; SITI, ST.; ABDUL RAHMAN, ABD. RAHMAN. */
function islamicName(random: Random, sex: Sex): string {
  if (sex === 'P') {
    const first = random.weigh({ Siti: 40, 'St.': 8, Sitti: 7, Nur: 15, '': 30 })
    const ending = random.chance(0.35) ? [random.pick(islamic.women)] : []
    return distinct([first, random.pick(islamic.women), ...ending])
  }
  if (random.chance(0.2)) {
    const servant = random.weigh({ Abdul: 7, 'Abd.': 3 })
    return `${servant} ${random.pick(islamic.servants)}`
  }
  const first = random.weigh({ Muhammad: 18, Mohamad: 6, 'Moh.': 10, 'Muh.': 8, 'M.': 4, Ahmad: 12, '': 42 })
  const ending = random.chance(0.4) ? [random.pick(islamic.endings)] : []
  const father = random.chance(0.03) ? ['bin', random.pick(islamic.men)] : []
  return distinct([first, random.pick(islamic.men), ...ending, ...father])
}

function lastOf(
  random: Random,
  lists: { menLast: readonly string[]; womenLast: readonly string[] },
  sex: Sex,
): string {
  return random.pick(sex === 'L' ? lists.menLast : lists.womenLast)
}

function distinct(words: readonly string[]): string {
  return [...new Set(words.filter((word) => word !== ''))].join(' ')
}

function spellAsBefore(name: string): string {
  return name
    .replace(/u/g, 'oe')
    .replace(/j/g, 'dj')
    .replace(/J/g, 'Dj')
    .replace(/c(?!h)/g, 'tj')
    .replace(/C(?!h)/g, 'Tj')
}

function addTitle(random: Random, { flavour, sex, birthYear }: Bearer, name: string): string {
  if (muslim.includes(flavour) && birthYear < elderBornBefore && random.chance(0.08))
    return `${sex === 'L' ? 'H.' : 'Hj.'} ${name}`
  if (birthYear >= elderBornBefore && birthYear < 2000 && random.chance(0.03)) {
    return `${name}, ${random.pick(['S.Pd', 'S.E.', 'A.Md', 'S.Kep', 'S.Sos'])}`
  }
  return name
}
