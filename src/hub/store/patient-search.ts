import { sql } from 'kysely'
import type { matchKinds } from '#contract/hub/patient'
import { nameTokens, queryTokens } from '#domain/name-key'
import { readSearch } from '#domain/search-text'
import type { Db, Tx } from './open.ts'
import type { PatientTable, Schema } from './schema.ts'

export type MatchKind = (typeof matchKinds)[number]
export type Found = { rid: number; matched: MatchKind }

type Searchable = Pick<
  PatientTable,
  'name' | 'mother_name' | 'birth_date' | 'nik' | 'mother_nik' | 'record_key' | 'card_no' | 'phone'
>

/** What normal registration, corrections, import and the demo all write, so that each finds what the others wrote. */
export function searchKeysOf(patient: Searchable): {
  words: Omit<Schema['patient_words'], 'rowid'>
  numbers: { key: string; kind: Schema['patient_numbers']['kind'] }[]
} {
  const numbers = new Map<string, Schema['patient_numbers']['kind']>()
  const add = (kind: Schema['patient_numbers']['kind'], digits: string | null) => {
    if (digits === null || digits === '') return
    numbers.set(digits, kind)
    numbers.set(backward(digits), kind)
  }
  add('telepon', patient.phone)
  add('kartu', patient.card_no)
  add('rm', patient.record_key)
  add('nik_ibu', patient.mother_nik)
  add('nik', patient.nik)
  return {
    words: {
      name: nameTokens(patient.name).join(' '),
      mother: patient.mother_name === null ? '' : nameTokens(patient.mother_name).join(' '),
      born: patient.birth_date?.slice(0, 4) ?? '',
    },
    numbers: [...numbers].map(([key, kind]) => ({ key, kind })),
  }
}

function backward(digits: string): string {
  return `<${[...digits].reverse().join('')}`
}

export async function writeSearchKeys(tx: Tx, rid: number, patient: Searchable): Promise<void> {
  const { words, numbers } = searchKeysOf(patient)
  await tx
    .insertInto('patient_words')
    .values({ rowid: rid, ...words })
    .execute()
  await tx
    .insertInto('patient_numbers')
    .values(numbers.map((number) => ({ ...number, rid })))
    .execute()
}

export async function replaceSearchKeys(tx: Tx, rid: number, patient: Searchable): Promise<void> {
  await tx.deleteFrom('patient_words').where('rowid', '=', rid).execute()
  await tx.deleteFrom('patient_numbers').where('rid', '=', rid).execute()
  await writeSearchKeys(tx, rid, patient)
}

/**
 * Tiers, each with its own LIMIT and in rowid order (any other order would first collect every SITI of a million):
 * number from its start, number's last digits, whole words of the name, beginnings of words, mother's name.
 */
export async function findPatients(db: Db, text: string, limit: number): Promise<Found[]> {
  const { digits, words, birthYear } = readSearch(text)
  const found = new Map<number, MatchKind>()
  const take = (rows: readonly Found[]) => {
    for (const row of rows) if (found.size < limit && !found.has(row.rid)) found.set(row.rid, row.matched)
  }
  if (digits !== null) {
    take(await byNumber(db, digits, limit))
    if (digits.length >= 4) take(await byNumber(db, backward(digits), limit))
  }
  const born = birthYear === null ? '' : ` AND {born} : "${birthYear}"`
  const tokens = queryTokens(words.join(' '))
  if (tokens.length > 0) {
    const all = (column: string, end: '' | '*') =>
      tokens.map((token) => `{${column}} : "${token}"${end}`).join(' AND ')
    take(await byWords(db, all('name', '') + born, 'nama', limit))
    if (found.size < limit) take(await byWords(db, all('name', '*') + born, 'nama', limit))
    if (found.size < limit) take(await byWords(db, all('name mother', '*') + born, 'ibu', limit))
  } else if (birthYear !== null && found.size < limit) {
    take(await byWords(db, `{born} : "${birthYear}"`, 'nama', limit))
  }
  return [...found].map(([rid, matched]) => ({ rid, matched }))
}

async function byNumber(db: Db, key: string, limit: number): Promise<Found[]> {
  const rows = await db
    .selectFrom('patient_numbers')
    .select(['rid', 'kind as matched'])
    .where('key', '>=', key)
    .where('key', '<', `${key}~`)
    .orderBy('key')
    .limit(limit)
    .execute()
  return rows
}

/** Every token is quoted: a bare NOT or * that a person typed would be FTS5 syntax. */
async function byWords(db: Db, match: string, matched: MatchKind, limit: number): Promise<Found[]> {
  const { rows } = await sql<{ rid: number }>`
    SELECT rowid AS rid FROM patient_words WHERE patient_words MATCH ${match} ORDER BY rowid LIMIT ${limit}
  `.execute(db)
  return rows.map(({ rid }) => ({ rid, matched }))
}
