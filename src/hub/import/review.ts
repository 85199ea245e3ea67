import type { UndecidedChoice } from '#contract/hub/import'
import { type ImportedPerson, type Reading, readPerson } from '#domain/import/read-person'
import type { Reason } from '#domain/import/reasons'
import { known, recognise } from '#domain/import/recognise'
import type { countWords } from '#domain/import/word-counts'
import { readFamilyIds } from '#hub/store/families-bulk'
import type { FoundRow, StagedRow, Staging } from '#hub/store/import-staging'
import type { Db } from '#hub/store/open'
import { type Examined, kindOf } from './examine.ts'
import { createLikelyPeople } from './likely-people.ts'

/** What becomes of a row for good. */
export type Reviewed = Pick<
  Examined,
  'no' | 'place' | 'cells' | 'kind' | 'person' | 'recordNo' | 'reasons'
> & {
  who: FoundRow['who']
  /** The family on file that has this person's card. */
  familyId: string | null
}

/**
 * Takes what the look found, and what a person decided since, and compares each row only with whoever was registered
 * meanwhile: looking at everybody twice would cost as much as the import itself.
 */
export function createReview(
  {
    db,
    importId,
    staging,
    undecided,
  }: { db: Db; importId: string; staging: Staging; undecided: UndecidedChoice },
  comparedUpTo: number,
  reading: Reading,
  words: ReturnType<typeof countWords>,
): (rows: readonly StagedRow[]) => Promise<Reviewed[]> {
  const newcomers = createLikelyPeople({ after: comparedUpTo, exceptImport: importId }, words)

  return async (rows) => {
    await newcomers.catchUp(db)
    const read = rows.map((row) => ({ row, ...readPerson(row, reading) }))
    const asked = read.map(({ person }) => (newcomers.areNone() ? null : person && newcomers.ask(person)))
    const come = await newcomers.onFile(db, asked)
    const families = await readFamilyIds(
      db,
      read.flatMap(({ person }) => person?.family?.kkNo ?? []),
    )
    return read.map(({ row, person, reasons }, at) => {
      const { no, place, cells } = row
      const familyId = families.get(person?.family?.kkNo ?? '') ?? null
      const reviewed = { no, place, cells, person, familyId }
      if (!person) return { ...reviewed, kind: 'rejected', recordNo: null, who: null, reasons }
      const now = recognise(person, come[at] ?? [], words.shareOf)
      const found = staging.found(no)
      if (
        !found ||
        now.verdict === 'known' ||
        now.verdict === 'rejected' ||
        isNewlyLikely(found, now.verdict)
      ) {
        const settled = decide({ ...now, kind: kindOf(now) }, person, undecided)
        return { ...reviewed, ...settled, reasons: [...reasons, ...settled.reasons] }
      }
      const taken = { ...found, recordNo: now.recordNo === null ? null : found.recordNo }
      const settled = decide(taken, person, found.decision ?? undecided)
      return { ...reviewed, ...settled, reasons: [...reasons, ...settled.reasons] }
    })
  }
}

function isNewlyLikely({ kind }: FoundRow, now: string): boolean {
  return kind === 'fresh' && now === 'likely'
}

/** A row that may be somebody is added, taken for that person, or left out. */
function decide(
  { kind, recordNo, who, reasons }: FoundRow,
  person: ImportedPerson,
  choice: UndecidedChoice,
): FoundRow {
  if (kind !== 'likely' || choice === 'leave') return { kind, recordNo, who, reasons }
  if (choice === 'new') return { kind: 'fresh', recordNo, who: null, reasons: noneLikely(reasons) }
  return { kind: 'known', recordNo: person.recordNo, who, reasons: who ? known(who, person.recordNo) : [] }
}

function noneLikely(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(({ code }) => !/^(likely|surely)_/.test(code))
}
