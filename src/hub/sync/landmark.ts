import type { FhirType } from '#contract/fhir'
import type { Db, Tx } from '#hub/store/open'
import { readSetting, writeSetting } from '#hub/store/settings'
import { sourceRevisionOf } from './batch.ts'
import { persist } from './delivery.ts'
import type { Run } from './run.ts'
import type { Settled } from './settle.ts'

/** What a server stored last: gone or older when the next run begins, the server was set back to a backup (F22). */
type Landmark = { target: string; type: FhirType; serverId: string; revision: number; storedAt: string }

const key = 'sync.landmark'
const eraKey = 'sync.era'

/** Of what was confirmed together; of a server that does not say when it stored something, whatever it confirmed last. */
export async function keepLandmark(tx: Tx, target: string, settled: readonly Settled[]): Promise<void> {
  const before = await readLandmark(tx, target)
  let newest = before
  for (const { item, outcome } of settled) {
    if (outcome.how !== 'confirmed') continue
    const { link, storedAt } = outcome
    // A repetition of what was there already confirms without storing anything.
    const isOlder = newest !== null && storedAt !== null && Date.parse(storedAt) < Date.parse(newest.storedAt)
    const { type, revision } = item
    if (!isOlder) newest = { target, type, serverId: link.serverId, revision, storedAt: storedAt ?? '' }
  }
  if (newest !== before) await writeSetting(tx, key, JSON.stringify(newest))
}

/**
 * Missing already when the comparison finds a difference, it is dealt with there and no sign of a backup: a server that
 * keeps nothing is not sent everything night after night.
 */
export async function forgetLandmark(tx: Tx): Promise<void> {
  await writeSetting(tx, key, 'null')
}

export async function wasSetBack(run: Run): Promise<boolean> {
  const landmark = await readLandmark(run.store.db, run.target)
  if (landmark === null) return false
  const reply = await persist(run, () => run.client.read(`${landmark.type}/${landmark.serverId}`))
  if (reply.kind === 'forget-id') return true
  if (reply.kind !== 'ok') return false
  // Whoever else corrects a patient there may leave the revision out; that is no sign of a backup.
  const there = sourceRevisionOf(reply.resource)
  return there > 0 && there < landmark.revision
}

/** How often a server has been found set back; what was told before that is no longer true. */
export async function readEra(db: Db): Promise<number> {
  return Number((await readSetting(db, eraKey)) ?? 0)
}

export async function beginEra(tx: Tx): Promise<void> {
  await writeSetting(tx, eraKey, String((await readEra(tx)) + 1))
}

async function readLandmark(db: Run['store']['db'], target: string): Promise<Landmark | null> {
  const value = await readSetting(db, key)
  const landmark: Landmark | null = JSON.parse(value ?? 'null')
  return landmark?.target === target ? landmark : null
}
