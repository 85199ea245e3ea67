import type { Db, Tx } from '#hub/store/open'
import { readSetting, writeSetting } from '#hub/store/settings'
import type { Run } from './run.ts'

type Noted = { runId: string; aheadMs: number }

const key = 'sync.clock'
/** Answers are a minute on their way at most; nobody's clock is set by the second. */
const toleratedMs = 5 * 60_000

/** No time that is sent lies behind this moment: now by the server's own clock, as far as it has told one. */
export function latestToSend({ now, client }: Pick<Run, 'now' | 'client'>): number {
  return now() - (client.clockAhead() ?? 0) + toleratedMs
}

/** Of the last run: how far this computer's clock was ahead of the server's, if that is worth a warning (F12). */
export async function noteClock(tx: Tx, runId: string, aheadMs: number | null): Promise<void> {
  const isWrong = aheadMs !== null && Math.abs(aheadMs) > toleratedMs
  const noted: Noted | null = isWrong ? { runId, aheadMs } : null
  await writeSetting(tx, key, JSON.stringify(noted))
}

/** In milliseconds, negative when it was behind; null where it was right, for earlier runs, and where nobody could tell. */
export async function readClockAhead(db: Db, runId: string): Promise<number | null> {
  const noted: Noted | null = JSON.parse((await readSetting(db, key)) ?? 'null')
  return noted?.runId === runId ? noted.aheadMs : null
}
