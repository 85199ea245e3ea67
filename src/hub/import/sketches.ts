import type { Birth } from '#domain/birth'
import type { Sketch } from '#domain/duplicate-ceiling'
import type { Placed } from '#domain/duplicate-home'
import { normalizePhone } from '#domain/phone'
import { doubled } from './doubled.ts'

/** Sketches in the order in which they came, 40 bytes each and outside the worker's heap, each with a number of its owner. */
export type Sketches = {
  /** Answers which one it is. */
  add: (person: Sketch, owner: number) => number
  at: (which: number) => Sketch
  ownerOf: (which: number) => number
}

const bytesEach = 40
const [owners, births, nikStarts, nikEnds, cards, phones, places, sexes] = [0, 4, 8, 12, 16, 24, 32, 36]
const sexOf = [null, 'L', 'P'] as const
/** Of the 16 digits of a NIK; all of them are more than a double keeps. */
const nikHalf = 8
const noNik = 0xffffffff
const cardDigits = 13

export function createSketches(): Sketches {
  const knownBirths = createKnown<Birth>(({ date, precision }) => `${date} ${precision}`)
  const knownPlaces = createKnown<Placed>(({ villageCode, rt, rw }) => `${villageCode} ${rt} ${rw}`)
  let view = new DataView(new ArrayBuffer(bytesEach * 1024))
  let count = 0

  return {
    add: ({ sex, birth, nik, cardNo, phone, villageCode, rt, rw }, owner) => {
      const start = count * bytesEach
      if (start === view.byteLength) view = new DataView(doubled(view.buffer))
      view.setInt32(start + owners, owner)
      view.setInt32(start + births, knownBirths.numberOf(birth))
      view.setUint32(start + nikStarts, nik === null ? noNik : Number(nik.slice(0, nikHalf)))
      view.setUint32(start + nikEnds, nik === null ? noNik : Number(nik.slice(nikHalf)))
      view.setFloat64(start + cards, cardNo === null ? Number.NaN : Number(cardNo))
      view.setFloat64(start + phones, phone === null ? Number.NaN : numberOfPhone(phone))
      view.setInt32(start + places, knownPlaces.numberOf({ villageCode, rt, rw }))
      view.setUint8(start + sexes, sexOf.indexOf(sex))
      return count++
    },
    at: (which) => {
      const start = which * bytesEach
      const birth = knownBirths.at(view.getInt32(start + births))
      return new Drawn(view, start, birth, knownPlaces.at(view.getInt32(start + places)))
    },
    ownerOf: (which) => view.getInt32(which * bytesEach + owners),
  }
}

/** Writes digits out only when somebody asks for them: birth and home rule most people out. */
class Drawn implements Sketch {
  readonly #view: DataView
  readonly #start: number
  readonly birth: Birth | null
  readonly villageCode: string | null
  readonly rt: string | null
  readonly rw: string | null

  constructor(view: DataView, start: number, birth: Birth | null, place: Placed | null) {
    this.#view = view
    this.#start = start
    this.birth = birth
    this.villageCode = place?.villageCode ?? null
    this.rt = place?.rt ?? null
    this.rw = place?.rw ?? null
  }

  get sex(): Sketch['sex'] {
    return sexOf[this.#view.getUint8(this.#start + sexes)] ?? null
  }

  get nik(): string | null {
    const first = this.#view.getUint32(this.#start + nikStarts)
    if (first === noNik) return null
    return digits(first, nikHalf) + digits(this.#view.getUint32(this.#start + nikEnds), nikHalf)
  }

  get cardNo(): string | null {
    const card = this.#view.getFloat64(this.#start + cards)
    return Number.isNaN(card) ? null : digits(card, cardDigits)
  }

  get phone(): string | null {
    const phone = this.#view.getFloat64(this.#start + phones)
    return Number.isNaN(phone) ? null : phoneOf(phone)
  }
}

/** Days and places are fewer than people: each is kept once. */
function createKnown<T extends Birth | Placed>(textOf: (one: T) => string) {
  const all: (T | null)[] = [null]
  const numbers = new Map<string, number>()
  return {
    numberOf: (one: T | null): number => {
      if (one === null) return 0
      const text = textOf(one)
      const found = numbers.get(text) ?? all.push(one) - 1
      numbers.set(text, found)
      return found
    },
    at: (number: number): T | null => all[number] ?? null,
  }
}

/** Behind a digit that says whether it begins with a plus, so that its leading noughts stay: 16 digits at most. */
function numberOfPhone(phone: string): number {
  const dialled = normalizePhone(phone)
  return Number(dialled.startsWith('+') ? `2${dialled.slice(1)}` : `1${dialled}`)
}

function phoneOf(number: number): string {
  const text = String(number)
  return (text.startsWith('2') ? '+' : '') + text.slice(1)
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
