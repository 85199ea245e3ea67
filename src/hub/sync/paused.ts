import type { Db, Tx } from '#hub/store/open'
import { readSetting, writeSetting } from '#hub/store/settings'

const key = 'sync.paused'

/** Whether a person has asked that nothing be sent by itself, as while the line is needed for something else. */
export async function isPaused(db: Db): Promise<boolean> {
  return (await readSetting(db, key)) === 'yes'
}

export async function setPaused(tx: Tx, paused: boolean): Promise<void> {
  await writeSetting(tx, key, paused ? 'yes' : 'no')
}
