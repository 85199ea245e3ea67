import type { FhirType } from '#contract/fhir'
import type { Db, Tx } from '#hub/store/open'
import { type RecordKind, readQueued } from '#hub/store/outbox'
import { readSetting, writeSetting } from '#hub/store/settings'
import { sourceRevisionOf } from './batch.ts'
import { persist } from './delivery.ts'
import type { Run } from './run.ts'

/** What a server stored last: gone or older when the next run begins, the server was set back to a backup (F22). */
export type Landmark = {
  type: FhirType
  kind: RecordKind
  recordId: string
  serverId: string
  revision: number
  storedAt: string
}
type Landmarks = { target: string; newestFirst: Landmark[] }

const key = 'sync.landmark'
const eraKey = 'sync.era'
/** Some of them may wait to be sent again. */
const mostLandmarks = 8

/**
 * Of what was confirmed together, in its order. A repetition of what was there already confirms without storing anything:
 * when it was stored decides; of a server that does not say, whatever it confirmed last.
 */
export async function keepLandmark(tx: Tx, target: string, confirmed: readonly Landmark[]): Promise<void> {
  if (confirmed.length === 0) return
  const known = [...confirmed.toReversed(), ...(await readLandmarks(tx, target))]
  const each = new Map(known.toReversed().map((landmark) => [landmark.recordId, landmark]))
  const newestFirst = known
    .filter((landmark) => each.get(landmark.recordId) === landmark)
    .toSorted((one, other) => Date.parse(other.storedAt) - Date.parse(one.storedAt) || 0)
    .slice(0, mostLandmarks)
  await writeSetting(tx, key, JSON.stringify({ target, newestFirst } satisfies Landmarks))
}

/**
 * Missing already when the comparison finds a difference, it is dealt with there and no sign of a backup: a server that
 * keeps nothing is not sent everything night after night.
 */
export async function forgetLandmark(tx: Tx): Promise<void> {
  await writeSetting(tx, key, 'null')
}

/** A record that waits may have come there on a stick since, in a newer revision: then the next one is asked for as well. */
export async function wasSetBack(run: Run): Promise<boolean> {
  for (const landmark of await readLandmarks(run.store.db, run.target)) {
    if (await isMissing(run, landmark)) return true
    if ((await readQueued(run.store.db, landmark)) === null) return false
  }
  return false
}

async function isMissing(run: Run, landmark: Landmark): Promise<boolean> {
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

async function readLandmarks(db: Db, target: string): Promise<Landmark[]> {
  const kept: Landmarks | null = JSON.parse((await readSetting(db, key)) ?? 'null')
  return kept?.target === target ? kept.newestFirst : []
}
