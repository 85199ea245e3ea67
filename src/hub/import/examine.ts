import type { ImportRow, RowKind } from '#contract/hub/import'
import { type Birth, formatBirth } from '#domain/birth'
import type { Evidence } from '#domain/duplicate'
import { type ImportedPerson, type Reading, readPerson } from '#domain/import/read-person'
import { kindOfReason, type Reason, sayReason } from '#domain/import/reasons'
import { type Candidate, comparedOf, recognise, type Standing } from '#domain/import/recognise'
import type { countWords } from '#domain/import/word-counts'
import type { StagedRow } from '#hub/store/import-staging'
import type { Db } from '#hub/store/open'
import { createLikelyPeople } from './likely-people.ts'

/** What is to become of one row. `person` is there where somebody could be added. */
export type Examined = {
  no: number
  place: number
  kind: Exclude<RowKind, 'noted'>
  person: ImportedPerson | null
  recordNo: string | null
  who: Candidate | null
  evidence: Evidence[]
  cells: readonly string[]
  /** What the look at the row itself said, and what the comparison did. */
  reasons: Reason[]
  standing: Reason[]
}

export type Examiner = {
  examine: (rows: readonly StagedRow[]) => Promise<Examined[]>
  /** The last person on file (patients.rid) whom rows were compared with. */
  comparedUpTo: () => number
}

/** Some 40 MB of them. */
const mostAtHand = 120_000

/**
 * Examines rows in the order of the import: each is read, and compared with everybody on file and with the rows before
 * it, by the desk's own weighing.
 */
export async function createExaminer(
  { db, importId, rowAt }: { db: Db; importId: string; rowAt: (no: number) => StagedRow | null },
  reading: Reading,
  words: ReturnType<typeof countWords>,
): Promise<Examiner> {
  const likely = createLikelyPeople({ after: 0, exceptImport: importId }, words)
  await likely.catchUp(db)
  const atHand = new Map<number, Candidate>()

  /** A file may be larger than the worker's memory: an earlier row that is no longer at hand is read once more. */
  function candidateAt(no: number): Candidate[] {
    const known = atHand.get(no)
    if (known) return [known]
    const row = rowAt(no)
    const person = row && readPerson(row, reading).person
    return person ? [candidateOf(person, no)] : []
  }

  return {
    comparedUpTo: likely.upTo,
    examine: async (rows) => {
      const read = rows.map((row) => ({ row, ...readPerson(row, reading) }))
      const asked = read.map(({ person }) => person && likely.ask(person))
      const onFile = await likely.onFile(db, asked)
      return read.map(({ row, person, reasons }, at) => {
        const { no, place, cells } = row
        const examined = { no, place, person, cells, reasons }
        if (!person)
          return { ...examined, kind: 'rejected', recordNo: null, who: null, evidence: [], standing: [] }
        // On file counts before an earlier row: that one was found there as well.
        const mine = asked[at]
        const rowsBefore = mine ? likely.rows(mine).sort((a, b) => a - b) : []
        const candidates = [...(onFile[at] ?? []), ...rowsBefore.flatMap(candidateAt)]
        const { recordNo, who, evidence, ...found } = recognise(person, candidates, words.shareOf)
        if (found.verdict === 'new' || found.verdict === 'likely') {
          likely.addRow(person, recordNo, no)
          if (atHand.size < mostAtHand) atHand.set(no, candidateOf(person, no))
        }
        return { ...examined, kind: kindOf(found), recordNo, who, evidence, standing: found.reasons }
      })
    },
  }
}

function candidateOf(person: ImportedPerson, row: number): Candidate {
  return { ...comparedOf(person), id: null, recordNo: person.recordNo, isOld: false, row }
}

export function kindOf({ verdict }: Pick<Standing, 'verdict'>): Examined['kind'] {
  return verdict === 'new' ? 'fresh' : verdict
}

/** Something of the row is lost, and somebody may want to know later what stood there. */
export function losesSomething(reasons: readonly Reason[]): boolean {
  return reasons.some(({ code }) => kindOfReason(code) === 'left')
}

const longestShown = 120

/** As the preview shows it: what would be kept where the row could be read, what stands there where it could not. */
export function showRow(
  { no, kind, person, recordNo, who, evidence, cells, reasons, standing }: Examined,
  { columns }: Pick<Reading, 'columns'>,
  villageOf: (code: string) => string,
): ImportRow {
  const cellOf = (field: NonNullable<Reading['columns'][number]>) =>
    (cells[columns.indexOf(field)] ?? '').slice(0, longestShown)
  const written = {
    name: cellOf('name'),
    birth: cellOf('birth') || cellOf('age'),
    sex: cellOf('sex'),
    nik: cellOf('nik'),
    recordNo: cellOf('recordNo'),
    motherName: cellOf('motherName'),
    place: cellOf('village'),
  }
  return {
    no,
    kind,
    ...(person ? showPerson({ ...person, recordNo }, villageOf) : written),
    reasons: [...reasons, ...standing.filter((one) => kindOfReason(one.code) !== 'likely')].map(sayReason),
    who: who && { ...showPerson({ ...who, address: null }, villageOf), row: who.row },
    evidence,
  }
}

type Shown = Pick<ImportedPerson, 'name' | 'recordNo' | 'motherName' | 'villageCode' | 'address'> & {
  nik: string | null
  birth: Birth | null
  sex: ImportedPerson['sex'] | null
}

function showPerson(person: Shown, villageOf: (code: string) => string) {
  const { name, birth, sex, nik, recordNo, motherName, villageCode, address } = person
  return {
    name,
    birth: birth === null ? '' : formatBirth(birth),
    sex: sex ?? '',
    nik: nik ?? '',
    recordNo: recordNo ?? '',
    motherName: motherName ?? '',
    place: villageCode === null ? (address ?? '') : villageOf(villageCode),
  }
}
