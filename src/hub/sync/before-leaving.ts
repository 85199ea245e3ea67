import { Refusal } from '#domain/errors'
import type { Outstanding, Standing } from '#hub/shell-port'
import type { Db } from '#hub/store/open'
import { countOutbox } from '#hub/store/outbox'
import type { Sync } from './engine.ts'

/** What a run could send now; nothing where a person has paused the sending or no district is known. */
export async function standingOf(sync: Pick<Sync, 'status'>): Promise<Standing> {
  const { configured, paused, waiting, lastRun } = await sync.status()
  return { waiting: configured && !paused ? waiting : 0, running: lastRun?.state === 'running' }
}

/** One more run, or the one that is going on, to its end. What a person set apart or paused stays so. */
export async function sendNow(
  db: Db,
  sync: Pick<Sync, 'status' | 'start' | 'whenIdle'>,
): Promise<Outstanding> {
  try {
    await sync.start('schedule')
  } catch (cause) {
    // One that goes on already is as good.
    if (!(cause instanceof Refusal)) throw cause
  }
  await sync.whenIdle()
  const { lastRun } = await sync.status()
  const { waiting, held } = await countOutbox(db)
  return { waiting, held, sentence: lastRun?.problem?.sentence ?? null }
}
