import { worthComparing } from '#domain/duplicate-ceiling'
import { type Blocked, keysAskedFor, keysOf, ownNumbers } from '#domain/import/block-keys'
import type { ImportedPerson } from '#domain/import/read-person'
import { type Candidate, comparedOf } from '#domain/import/recognise'
import type { countWords } from '#domain/import/word-counts'
import { listComparable, type OnFile, readComparable } from '#hub/store/import-matches'
import type { Db } from '#hub/store/open'
import { lastRid } from '#hub/store/patients-bulk'
import { createBlocks } from './blocks.ts'
import { doubled } from './doubled.ts'
import { createSketches } from './sketches.ts'

const peopleATime = 2000
/** Under one key more are of a name so common that it says nothing, or of a number that somebody typed for everybody. */
const mostOfKey = 20

export type LikelyPeople = {
  /** Takes in everybody who came on file since the last time. */
  catchUp: (db: Db) => Promise<void>
  /** The last of them (patients.rid). */
  upTo: () => number
  areNone: () => boolean
  ask: (person: ImportedPerson) => Asked
  /** Those on file who may be asked for, for each of the askings; nobody where nothing was asked. */
  onFile: (db: Db, asked: readonly (Asked | null)[]) => Promise<Candidate[][]>
  /** The rows that were added before and may be who is asked for. */
  rows: (asked: Asked) => number[]
  addRow: (person: ImportedPerson, recordNo: string | null, row: number) => void
}

/** Under which keys a person may be kept, and who of those found there may be left aside. */
type Asked = { own: number[]; near: number[]; isWorthComparing: ReturnType<typeof worthComparing> }

type WordCounts = ReturnType<typeof countWords>

/** Who may be the person of a row: those on file behind a rid, without an import's own, and earlier rows of the file. */
export function createLikelyPeople(
  { after, exceptImport }: { after: number; exceptImport: string },
  words: WordCounts,
): LikelyPeople {
  const file = createShelf()
  const earlier = createShelf()
  let last = after
  let isEmpty = true

  function keep(person: OnFile): void {
    isEmpty = false
    last = Math.max(last, person.rid)
    if (!words.isFull()) words.note(person.name)
    file.add(person, person.isOld ? oldNumber(person) : keysOf(person), person.rid)
  }

  return {
    catchUp: async (db) => {
      const end = await lastRid(db)
      for (;;) {
        const people = await listComparable(db, { after: last, limit: peopleATime, exceptImport })
        for (const person of people) keep(person)
        if (people.length < peopleATime) break
      }
      last = Math.max(last, end)
    },
    upTo: () => last,
    areNone: () => isEmpty,
    ask: (person) => {
      const compared = comparedOf(person)
      const asked = { ...compared, recordNo: person.recordNo }
      return {
        own: ownNumbers(asked),
        near: keysAskedFor(asked, words.shareOf),
        isWorthComparing: worthComparing(compared, words.shareOf),
      }
    },
    onFile: async (db, asked) => {
      const rids = asked.map((one) => (one && !isEmpty ? file.find(one) : []))
      const found = await readComparable(db, [...new Set(rids.flat())])
      return rids.map((some) => some.flatMap((rid) => found.get(rid) ?? []))
    },
    rows: earlier.find,
    addRow: (person, recordNo, row) => {
      const blocked = { ...comparedOf(person), recordNo }
      earlier.add(blocked, keysOf(blocked), row)
    },
  }
}

/** A record that was merged away is found by its number alone: its name was put right by the merge. */
function oldNumber({ recordNo }: OnFile): number[] {
  return ownNumbers({ recordNo, nik: null, cardNo: null, passport: null })
}

/** People under their keys, each with the number that they go by: a rid, or a row. */
function createShelf() {
  const blocks = createBlocks()
  const sketches = createSketches()
  /** Of each sketch the last asking in which it was come across, so that nobody is looked at twice in one. */
  let passed = new Int32Array(1024)
  let asking = 0

  function isPassed(which: number): boolean {
    if (passed[which] === asking) return true
    passed[which] = asking
    return false
  }

  return {
    add: (person: Blocked, keys: readonly number[], owner: number): void => {
      const which = sketches.add(person, owner)
      if (which === passed.length) passed = new Int32Array(doubled(passed.buffer))
      for (const key of new Set(keys)) blocks.add(key, which)
    },
    find: ({ own, near, isWorthComparing }: Asked): number[] => {
      const found: number[] = []
      asking += 1
      for (const key of own)
        blocks.visit(key, mostOfKey, (which) => {
          if (!isPassed(which)) found.push(which)
        })
      for (const key of near)
        blocks.visit(key, mostOfKey, (which) => {
          if (!isPassed(which) && isWorthComparing(sketches.at(which))) found.push(which)
        })
      return found.map(sketches.ownerOf)
    },
  }
}
