import type { Birth } from '#domain/birth'
import type { Sketch } from '#domain/duplicate-ceiling'

/** Sketches in the order in which they came, 32 bytes each and outside the worker's heap, each with a number of its owner. */
export type Sketches = {
  /** Answers which one it is. */
  add: (person: Sketch, owner: number) => number
  at: (which: number) => Sketch
  ownerOf: (which: number) => number
}

const bytesEach = 32
const [owners, births, nikStarts, nikEnds, cards, sexes] = [0, 4, 8, 12, 16, 24]
const sexOf = [null, 'L', 'P'] as const
/** Of the 16 digits of a NIK; all of them are more than a double keeps. */
const nikHalf = 8
const noNik = 0xffffffff
const cardDigits = 13

export function createSketches(): Sketches {
  const known = createBirths()
  let view = new DataView(new ArrayBuffer(bytesEach * 1024))
  let count = 0

  return {
    add: ({ sex, birth, nik, cardNo }, owner) => {
      const start = count * bytesEach
      if (start === view.byteLength) view = new DataView(doubled(view.buffer))
      view.setInt32(start + owners, owner)
      view.setInt32(start + births, known.numberOf(birth))
      view.setUint32(start + nikStarts, nik === null ? noNik : Number(nik.slice(0, nikHalf)))
      view.setUint32(start + nikEnds, nik === null ? noNik : Number(nik.slice(nikHalf)))
      view.setFloat64(start + cards, cardNo === null ? Number.NaN : Number(cardNo))
      view.setUint8(start + sexes, sexOf.indexOf(sex))
      return count++
    },
    at: (which) => {
      const start = which * bytesEach
      const nikStart = view.getUint32(start + nikStarts)
      const card = view.getFloat64(start + cards)
      return {
        sex: sexOf[view.getUint8(start + sexes)] ?? null,
        birth: known.at(view.getInt32(start + births)),
        nik:
          nikStart === noNik
            ? null
            : digits(nikStart, nikHalf) + digits(view.getUint32(start + nikEnds), nikHalf),
        cardNo: Number.isNaN(card) ? null : digits(card, cardDigits),
      }
    },
    ownerOf: (which) => view.getInt32(which * bytesEach + owners),
  }
}

/** There are fewer days than people: each birth is kept once. */
function createBirths() {
  const all: (Birth | null)[] = [null]
  const numbers = new Map<string, number>()
  return {
    numberOf: (birth: Birth | null): number => {
      if (birth === null) return 0
      const text = `${birth.date} ${birth.precision}`
      const found = numbers.get(text) ?? all.push(birth) - 1
      numbers.set(text, found)
      return found
    },
    at: (number: number): Birth | null => all[number] ?? null,
  }
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0')
}

function doubled(buffer: ArrayBuffer): ArrayBuffer {
  return buffer.transfer(buffer.byteLength * 2)
}
