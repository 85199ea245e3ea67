import type Driver from 'better-sqlite3'
import type {
  DecidedCounts,
  ImportReport,
  ImportRow,
  LikelyDecision,
  LikelyPage,
  RowKind,
} from '#contract/hub/import'
import type { Columns } from '#domain/import/fields'
import type { SourceRow } from '#domain/import/read-person'
import type { Reason } from '#domain/import/reasons'
import { openDriver } from './open.ts'

/**
 * The rows of a file that is being imported, in an encrypted database of their own beside the records: what was read
 * waits there for a person's decision and through every stop, and goes with the file when the import is over. Only the
 * import's worker opens it, so nothing of it costs the hub's thread.
 */
export type Staging = {
  addRows: (rows: readonly { no: number; cells: readonly string[] }[]) => void
  /** One cell of several rows: its text stands in each of them, and each remembers that it is shared. */
  spreadMerged: (cells: {
    firstRow: number
    lastRow: number
    firstColumn: number
    lastColumn: number
  }) => void
  countRows: () => number
  /**
   * The next rows behind a place: those with a record number of their own first, so that no number is given to somebody
   * that a later row brings along.
   */
  rows: (after: number, limit: number, recordNoColumn: number) => StagedRow[]
  rowAt: (no: number) => StagedRow | null
  samples: (column: number, count: number) => string[]
  about: () => About | null
  setAbout: (about: About) => void
  clearChecked: () => void
  addChecked: (rows: readonly CheckedRow[]) => void
  page: (kind: RowKind, after: number, limit: number) => ImportRow[]
  /** Without a page the first that holds a row nobody has decided on, or else the first. */
  likely: (page: number | null, limit: number) => LikelyPage
  decide: (no: number, as: LikelyDecision | null) => void
  /** All that are nearly certain and undecided; null opens those that were decided so. */
  decideSure: (as: 'same' | null) => void
  decided: () => DecidedCounts
  /** What the look came to, and what a person decided; null for a row that was not looked at. */
  found: (no: number) => (FoundRow & { decision: LikelyDecision | null }) | null
  /** Who a row became, for later rows that are the same person. */
  setPerson: (no: number, patientId: string) => void
  personOf: (no: number) => string | null
  /** The family of this key, begun with an id where there is none; its head's name once a row tells it. */
  noteCard: (key: string, card: { id: string; head: string | null }) => void
  cardId: (key: string) => string | null
  /** The heads that the file tells of these cards, by the card's id. */
  headNames: (cardIds: readonly string[]) => Map<string, string>
  inOneGo: <T>(work: () => T) => T
  close: () => void
}
export type StagedRow = SourceRow & { no: number; place: number }
export type CheckedRow = {
  no: number
  kind: Exclude<RowKind, 'noted'>
  noted: boolean
  sure: boolean
  shown: ImportRow
  found: FoundRow
}
/** What the look at a row came to, in what the import needs of it. */
export type FoundRow = {
  kind: Exclude<RowKind, 'noted'>
  recordNo: string | null
  who: { id: string | null; row: number | null; recordNo: string | null } | null
  reasons: Reason[]
}
export type About = {
  format: 'csv' | 'xlsx'
  headings: string[]
  columns: Columns
  report: Omit<ImportReport, 'decided'> | null
  /** The last person on file (patients.rid) whom the rows were compared with. */
  comparedUpTo: number
}

const tables = `
CREATE TABLE source (row_no INTEGER PRIMARY KEY, cells TEXT NOT NULL, merged TEXT NOT NULL) STRICT;
CREATE TABLE checked (
  kind TEXT NOT NULL, row_no INTEGER NOT NULL, sure INTEGER NOT NULL, shown TEXT NOT NULL, PRIMARY KEY (kind, row_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE found (row_no INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE decisions (row_no INTEGER PRIMARY KEY, decision TEXT NOT NULL, at_once INTEGER NOT NULL) STRICT;
CREATE TABLE people (row_no INTEGER PRIMARY KEY, patient_id TEXT NOT NULL) STRICT;
CREATE TABLE cards (key TEXT PRIMARY KEY, id TEXT NOT NULL, head TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE about (only INTEGER PRIMARY KEY CHECK (only = 1), body TEXT NOT NULL) STRICT;
`
const isOpen = 'row_no NOT IN (SELECT row_no FROM decisions)'
/** Of these tables; a file that an older program left behind is not read. */
const version = 2

/** Opens what is there, or null where it is missing or of another version. */
export function openStaging(file: string, keyHex: string): Staging | null {
  const driver = openDriver(file, keyHex, { cacheMb: 8 })
  if (driver.pragma('user_version', { simple: true }) === version) return stagingOn(driver)
  driver.close()
  return null
}

export function createStaging(file: string, keyHex: string): Staging {
  const driver = openDriver(file, keyHex, { cacheMb: 8 })
  driver.exec(tables)
  driver.pragma(`user_version = ${version}`)
  return stagingOn(driver)
}

function stagingOn(driver: Driver.Database): Staging {
  driver.pragma('wal_autocheckpoint = 1000')
  const insertRow = driver.prepare("INSERT INTO source (row_no, cells, merged) VALUES (?, ?, '[]')")
  const selectRows = driver.prepare(
    'SELECT row_no AS no, cells, merged FROM source WHERE row_no > ? ORDER BY row_no LIMIT ?',
  )
  const selectPart = driver.prepare(
    `SELECT row_no AS no, cells, merged FROM source
     WHERE row_no > ? AND (trim(coalesce(cells ->> ?, '')) = '') = ? ORDER BY row_no LIMIT ?`,
  )
  const part = (isLater: boolean, after: number, limit: number, column: number): StagedRow[] => {
    if (limit <= 0) return []
    const found = selectPart.all(after, `$[${column}]`, isLater ? 1 : 0, limit) as RawRow[]
    return found.flatMap((raw) => rowOf(raw, isLater) ?? [])
  }
  const selectRow = driver.prepare('SELECT row_no AS no, cells, merged FROM source WHERE row_no = ?')
  const updateRow = driver.prepare('UPDATE source SET cells = ?, merged = ? WHERE row_no = ?')
  const insertChecked = driver.prepare('INSERT INTO checked (kind, row_no, sure, shown) VALUES (?, ?, ?, ?)')
  const selectChecked = driver.prepare(
    'SELECT shown FROM checked WHERE kind = ? AND row_no > ? ORDER BY row_no LIMIT ?',
  )
  const insertFound = driver.prepare('INSERT INTO found (row_no, body) VALUES (?, ?)')
  const selectFound = driver.prepare(
    'SELECT body, decision FROM found LEFT JOIN decisions USING (row_no) WHERE row_no = ?',
  )
  const insertPerson = driver.prepare('INSERT OR REPLACE INTO people (row_no, patient_id) VALUES (?, ?)')
  const selectPerson = driver.prepare('SELECT patient_id FROM people WHERE row_no = ?').pluck()
  const insertCard = driver.prepare(
    'INSERT INTO cards (key, id, head) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET head = coalesce(head, excluded.head)',
  )
  const selectCard = driver.prepare('SELECT id FROM cards WHERE key = ?').pluck()
  const selectHeads = driver.prepare(
    'SELECT id, head FROM cards WHERE head IS NOT NULL AND id IN (SELECT value FROM json_each(?))',
  )
  const selectLikely = driver.prepare(
    `SELECT shown, decision, sure FROM checked LEFT JOIN decisions USING (row_no)
     WHERE kind = 'likely' ORDER BY row_no LIMIT ? OFFSET ?`,
  )
  const decided = (): DecidedCounts => {
    const count = (from: string) => driver.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number
    return {
      new: count("decisions WHERE decision = 'new'"),
      same: count("decisions WHERE decision = 'same'"),
      atOnce: count('decisions WHERE at_once = 1'),
      sureOpen: countLikely(`sure = 1 AND ${isOpen}`),
    }
  }
  const countLikely = (where: string, ...given: number[]) =>
    driver
      .prepare(`SELECT count(*) FROM checked WHERE kind = 'likely' AND ${where}`)
      .pluck()
      .get(...given) as number
  const firstOpen = () =>
    driver.prepare(`SELECT min(row_no) FROM checked WHERE kind = 'likely' AND ${isOpen}`).pluck().get() as
      | number
      | null
  const selectSamples = driver.prepare(
    `SELECT substr(cells ->> ?, 1, 80) AS cell FROM source WHERE trim(coalesce(cells ->> ?, '')) <> '' ORDER BY row_no LIMIT ?`,
  )
  return {
    addRows: (rows) => {
      for (const { no, cells } of rows) insertRow.run(no, JSON.stringify(cells))
    },
    spreadMerged: ({ firstRow, lastRow, firstColumn, lastColumn }) => {
      const top = rowOf(selectRow.get(firstRow))
      if (!top) return
      for (const below of rowsBetween(selectRows, firstRow, lastRow, top)) {
        const cells = [...below.cells]
        for (let at = firstColumn; at <= lastColumn; at += 1) cells[at] = top.cells[at] ?? ''
        const merged = new Set([...below.merged, ...spanOf(firstColumn, lastColumn)])
        updateRow.run(
          JSON.stringify(Array.from(cells, (cell) => cell ?? '')),
          JSON.stringify([...merged]),
          below.no,
        )
      }
    },
    countRows: () => driver.prepare('SELECT count(*) FROM source').pluck().get() as number,
    rows: (after, limit, recordNoColumn) => {
      if (recordNoColumn === -1)
        return (selectRows.all(after, limit) as RawRow[]).flatMap((raw) => rowOf(raw) ?? [])
      const first = after < later ? part(false, after, limit, recordNoColumn) : []
      return [...first, ...part(true, Math.max(0, after - later), limit - first.length, recordNoColumn)]
    },
    rowAt: (no) => rowOf(selectRow.get(no)),
    samples: (column, count) =>
      (selectSamples.all(`$[${column}]`, `$[${column}]`, count) as { cell: string }[]).map(
        ({ cell }) => cell,
      ),
    about: () => {
      const body = driver.prepare('SELECT body FROM about').pluck().get() as string | undefined
      return body === undefined ? null : (JSON.parse(body) as About)
    },
    setAbout: (about) => {
      driver.prepare('INSERT OR REPLACE INTO about (only, body) VALUES (1, ?)').run(JSON.stringify(about))
    },
    clearChecked: () => {
      driver.exec('DELETE FROM checked; DELETE FROM found; DELETE FROM decisions; DELETE FROM cards')
    },
    addChecked: (rows) => {
      for (const { no, kind, noted, sure, shown, found } of rows) {
        insertFound.run(no, JSON.stringify(found))
        insertChecked.run(kind, no, sure ? 1 : 0, JSON.stringify(shown))
        if (noted) insertChecked.run('noted', no, 0, JSON.stringify({ ...shown, kind: 'noted' }))
      }
    },
    page: (kind, after, limit) =>
      (selectChecked.all(kind, after, limit) as { shown: string }[]).map(({ shown }) => JSON.parse(shown)),
    likely: (wanted, limit) => {
      const total = countLikely('true')
      const pages = Math.max(1, Math.ceil(total / limit))
      const open = wanted === null ? firstOpen() : null
      const page = wanted ?? (open === null ? 0 : Math.floor(countLikely('row_no < ?', open) / limit))
      const rows = selectLikely.all(limit, page * limit) as {
        shown: string
        decision: LikelyDecision | null
        sure: 0 | 1
      }[]
      return {
        page,
        pages,
        rows: rows.map(({ shown, decision, sure }) => ({ ...JSON.parse(shown), decision, sure: sure === 1 })),
      }
    },
    decide: (no, as) => {
      if (as === null) driver.prepare('DELETE FROM decisions WHERE row_no = ?').run(no)
      else
        driver
          .prepare(
            `INSERT OR REPLACE INTO decisions (row_no, decision, at_once)
             SELECT row_no, ?, 0 FROM checked WHERE kind = 'likely' AND row_no = ?`,
          )
          .run(as, no)
    },
    decideSure: (as) => {
      if (as === null) driver.exec('DELETE FROM decisions WHERE at_once = 1')
      else
        driver
          .prepare(
            `INSERT INTO decisions (row_no, decision, at_once)
             SELECT row_no, ?, 1 FROM checked WHERE kind = 'likely' AND sure = 1 AND ${isOpen}`,
          )
          .run(as)
    },
    decided,
    found: (no) => {
      const row = selectFound.get(no) as { body: string; decision: LikelyDecision | null } | undefined
      return row ? { ...(JSON.parse(row.body) as FoundRow), decision: row.decision } : null
    },
    setPerson: (no, patientId) => {
      insertPerson.run(no, patientId)
    },
    personOf: (no) => (selectPerson.get(no) as string | undefined) ?? null,
    noteCard: (key, { id, head }) => {
      insertCard.run(key, id, head)
    },
    cardId: (key) => (selectCard.get(key) as string | undefined) ?? null,
    headNames: (cardIds) => {
      const rows = selectHeads.all(JSON.stringify(cardIds)) as { id: string; head: string }[]
      return new Map(rows.map(({ id, head }) => [id, head]))
    },
    inOneGo: (work) => driver.transaction(work)(),
    close: () => driver.close(),
  }
}

type RawRow = { no: number; cells: string; merged: string }

/** Places of rows without a record number begin here, behind every row of any file. */
const later = 2 ** 40

function rowOf(raw: unknown, isLater = false): StagedRow | null {
  if (raw === undefined) return null
  const { no, cells, merged } = raw as RawRow
  return { no, place: isLater ? later + no : no, cells: JSON.parse(cells), merged: JSON.parse(merged) }
}

/** The rows that share a cell, the one on top first; those that hold nothing else do not exist. */
function rowsBetween(
  select: Driver.Statement,
  firstRow: number,
  lastRow: number,
  top: StagedRow,
): StagedRow[] {
  const below = (select.all(firstRow, lastRow - firstRow) as RawRow[]).flatMap((raw) => rowOf(raw) ?? [])
  return [top, ...below.filter(({ no }) => no <= lastRow)]
}

function spanOf(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}
