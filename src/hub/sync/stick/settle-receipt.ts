import type { ReceiptLine } from '#contract/stick'
import { readFacility } from '#hub/store/facility'
import { confirmSent, type Link, saveLink } from '#hub/store/links'
import { confirmPatient } from '#hub/store/merged-links'
import type { Db, Store, Tx } from '#hub/store/open'
import {
  countOutbox,
  countOutboxByKind,
  holdRecord,
  type RecordKind,
  type RecordRef,
  readQueued,
} from '#hub/store/outbox'
import { noteDays } from '#hub/store/proof'
import { insertRun } from '#hub/store/sync-runs'
import { type System, utcOffsetHours } from '#hub/system'
import { compareTold } from '../compare.ts'
import { keepLandmark, type Landmark } from '../landmark.ts'
import { comparedToRow } from '../report.ts'
import { countIn, sumOf, type TypeTallies, typesToRow } from '../type-counts.ts'
import type { Receipt } from './read-receipt.ts'

const together = 500

type Stored = Extract<ReceiptLine, { serverId: string }>

export type Settled = { confirmed: number; refused: number; runId: string }

/**
 * What the district says it has stored leaves the outbox as after a run over the line, its days are compared with what the
 * district then held, and all stands in a report of its own.
 * Only what still waits in that revision is settled, so an old receipt, or the same one twice, does no harm.
 */
export async function settleReceipt(
  { store, system }: { store: Store; system: System },
  target: string,
  { records: lines, days }: Receipt,
): Promise<Settled> {
  const startedAt = system.now()
  const facility = await readFacility(store.db)
  const offset = facility ? utcOffsetHours[facility.timeZone] : 0
  const byType: TypeTallies = new Map()
  for (let at = 0; at < lines.length; at += together) {
    const part = lines.slice(at, at + together)
    await store.write(async (tx) => {
      await settlePart(tx, target, part, { at: startedAt, byType })
      const stored = part.filter((line) => 'serverId' in line)
      for (const [type, arrived] of Map.groupBy(stored, (line) => line.type)) {
        const recordIds = arrived.map(({ recordId }) => recordId)
        await noteDays(tx, { target, kind: kindOf(type), offset }, recordIds)
      }
    })
  }
  // Of types of which nothing was settled now it may be an older receipt than the last.
  const told = days.filter(({ type }) => (byType.get(type)?.confirmed ?? 0) > 0)
  const compared = await compareTold({ store, target, offset, now: system.now }, told)
  const runId = system.newId()
  const { sent, confirmed } = sumOf(byType)
  await store.write(async (tx) => {
    const { waiting, held } = await countOutbox(tx)
    await insertRun(tx, {
      id: runId,
      started_at: startedAt,
      ended_at: system.now(),
      state: waiting + held === 0 && compared.every(({ same }) => same) ? 'done' : 'partly',
      total: confirmed + waiting + held,
      sent,
      confirmed,
      waiting,
      to_fix: held,
      problem: null,
      compared: comparedToRow(compared),
      by_type: typesToRow(byType, await countOutboxByKind(tx)),
    })
  })
  return { confirmed, refused: sent - confirmed, runId }
}

async function settlePart(
  tx: Tx,
  target: string,
  lines: readonly ReceiptLine[],
  { at, byType }: { at: number; byType: TypeTallies },
): Promise<void> {
  const due = await listDue(tx, lines)
  await keepLandmark(tx, target, due.flatMap(landmarkIn))
  // Before any is confirmed: whoever names another of them must find it known.
  for (const { line, record } of due)
    if ('serverId' in line) await saveLink(tx, target, record, linkIn(line), line.revision)
  for (const { line, record, queued } of due) {
    countIn(byType, [line], 'sent')
    if ('words' in line) {
      await holdRecord(tx, record, line.revision, line.words)
      continue
    }
    countIn(byType, [line], 'confirmed')
    if (queued > line.revision) continue
    if (record.kind === 'patient') await confirmPatient(tx, target, { ...line, link: linkIn(line) }, at)
    else await confirmSent(tx, target, record, linkIn(line), line.revision)
  }
}

function landmarkIn({ line, record }: Due): Landmark[] {
  if (!('serverId' in line) || line.storedAt === null) return []
  const { type, revision, serverId, storedAt } = line
  return [{ type, ...record, revision, serverId, storedAt }]
}

type Due = { line: ReceiptLine; record: RecordRef; queued: number }

/** Lines about what still waits, in that revision or a newer one. */
async function listDue(db: Db, lines: readonly ReceiptLine[]): Promise<Due[]> {
  const due: Due[] = []
  for (const line of lines) {
    const record = { kind: kindOf(line.type), recordId: line.recordId }
    const queued = await readQueued(db, record)
    if (queued !== null && queued >= line.revision) due.push({ line, record, queued })
  }
  return due
}

function linkIn({ serverId, version }: Stored): Link {
  return { serverId, version }
}

function kindOf(type: ReceiptLine['type']): RecordKind {
  return type.toLowerCase() as RecordKind
}
