import { recordTemplate } from '#contract/hub/record-number'
import { type RecordTemplate, usualTemplate } from '#domain/record-template'
import type { Db, Tx } from './open.ts'
import { readSetting, writeSetting } from './settings.ts'

const key = 'record_template'

/** The numbering in force; the usual one until a Puskesmas sets another. */
export async function readRecordTemplate(db: Db): Promise<RecordTemplate> {
  const value = await readSetting(db, key)
  return value === null ? usualTemplate : recordTemplate.parse(JSON.parse(value))
}

export async function writeRecordTemplate(tx: Tx, template: RecordTemplate): Promise<void> {
  await writeSetting(tx, key, JSON.stringify(template))
}
