import { collectFacts } from '#domain/import/column-facts'
import { type Columns, missingColumns } from '#domain/import/fields'
import { repeatedHeadings } from '#domain/import/headings'
import type { Reading } from '#domain/import/read-person'
import { isSure, kindOfReason, labelOfReason, type ReasonCode } from '#domain/import/reasons'
import { countWords } from '#domain/import/word-counts'
import type { LocalDate } from '#domain/local-date'
import type { Areas } from '#files/areas'
import type { About, CheckedRow, Staging } from '#hub/store/import-staging'
import type { Db } from '#hub/store/open'
import { listWorkingArea } from '#hub/store/working-area'
import { machine } from '#hub/system'
import { createExaminer, type Examined, losesSomething, showRow } from './examine.ts'
import type { Progress } from './stage-table.ts'
import { createVillageFinder } from './village-finder.ts'

const rowsATime = 250
const samplesEach = 3

/** What the rows are read with, which needs a look at every one of them, and how common the words of their names are. */
export async function readingOf(
  { db, areas, staging }: { db: Db; areas: Areas; staging: Staging },
  columns: Columns,
  today: LocalDate,
): Promise<{ reading: Reading; words: ReturnType<typeof countWords> }> {
  const facts = collectFacts(today)
  const words = countWords()
  const taken = columns.flatMap((field, at) => (field === null ? [] : [[field, at] as const]))
  const nameColumn = columns.indexOf('name')
  for (const rows of batches(staging, columns))
    for (const { cells } of rows) {
      for (const [field, at] of taken) facts.note(field, cells[at] ?? '')
      words.note(cells[nameColumn] ?? '')
    }
  const placeOf = createVillageFinder(areas, await listWorkingArea(db))
  return { reading: { today, columns, facts: facts.facts(), placeOf }, words }
}

type Look = { importId: string; db: Db; areas: Areas; staging: Staging; progress: Progress }
type Report = NonNullable<About['report']>

/** Looks at every row, and keeps what came of it for the preview and for the import. */
export async function lookAtRows(
  look: Look,
  about: About,
  columns: Columns,
  today: LocalDate,
): Promise<{ report: Report; comparedUpTo: number }> {
  const { importId, db, areas, staging, progress } = look
  const tally = createTally()
  let dates: Report['dates'] = null
  let comparedUpTo = 0
  staging.clearChecked()
  // Without these columns every row would be refused for the same reason; that is said once, above the columns.
  if (missingColumns(columns).length === 0) {
    const { reading, words } = await readingOf(look, columns, today)
    const { examine, ...examiner } = await createExaminer(
      { db, importId, rowAt: staging.rowAt },
      reading,
      words,
    )
    dates = sayDates(reading)
    comparedUpTo = examiner.comparedUpTo()
    const villageOf = (code: string) => areas.villageByCode(code)?.name ?? code
    const total = staging.countRows()
    let done = 0
    for (const rows of batches(staging, columns)) {
      const people = await examine(rows)
      const checked = people.map((row): CheckedRow => {
        const noted = tally.add(row)
        return {
          no: row.no,
          kind: row.kind,
          noted,
          sure: row.standing.some(isSure),
          shown: showRow(row, reading, villageOf),
          found: foundIn(row),
        }
      })
      staging.inOneGo(() => {
        staging.addChecked(checked)
        for (const row of people) noteCard(staging, row)
      })
      done += rows.length
      await progress({ done, total })
    }
  }
  const report = {
    columns: about.headings.map((heading, at) => ({
      heading,
      field: columns[at] ?? null,
      samples: staging.samples(at, samplesEach),
    })),
    missing: missingColumns(columns),
    repeated: repeatedHeadings(about.headings),
    dates,
    ...tally.result(),
  }
  return { report, comparedUpTo }
}

/** Null where no birth date could be read in two orders. */
function sayDates({ facts: { dateOrder: order, dates } }: Reading): Report['dates'] {
  const { dayFirst, monthFirst, either } = dates
  if (dayFirst + monthFirst + either === 0) return null
  return { order, turned: order === 'dmy' ? monthFirst : dayFirst, either }
}

function foundIn({ kind, recordNo, who, standing }: Examined): CheckedRow['found'] {
  const named = who && { id: who.id, row: who.row, recordNo: who.recordNo }
  return { kind, recordNo, who: named, reasons: standing }
}

/** Whoever is added to a family is found by its head too, whichever of them stands first in the file. */
function noteCard(staging: Staging, { kind, person }: Examined): void {
  if (!person?.family || (kind !== 'fresh' && kind !== 'likely')) return
  const isHead = kind === 'fresh' && person.familyRelation === 'kepala'
  staging.noteCard(person.family.key, { id: machine.newId(), head: isHead ? person.name : null })
}

function createTally() {
  const counts = { fresh: 0, likely: 0, known: 0, rejected: 0, noted: 0 }
  const reasons = new Map<ReasonCode, number>()
  return {
    /** Whether something of this new person is left behind. */
    add: (row: Examined): boolean => {
      const noted = row.kind === 'fresh' && losesSomething([...row.reasons, ...row.standing])
      counts[row.kind] += 1
      if (noted) counts.noted += 1
      const said = [...row.reasons, ...row.standing]
      for (const code of new Set(said.map((one) => one.code))) reasons.set(code, (reasons.get(code) ?? 0) + 1)
      return noted
    },
    result: () => ({
      counts,
      reasons: [...reasons].map(([code, rows]) => ({
        code,
        rows,
        kind: kindOfReason(code),
        label: labelOfReason(code),
      })),
    }),
  }
}

function* batches(staging: Staging, columns: Columns) {
  const recordNoColumn = columns.indexOf('recordNo')
  for (let after = 0; ; ) {
    const rows = staging.rows(after, rowsATime, recordNoColumn)
    const last = rows.at(-1)
    if (!last) return
    yield rows
    after = last.place
  }
}
