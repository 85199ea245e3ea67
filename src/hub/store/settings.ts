import { z } from 'zod'
import { printerSettings, type QueueSettings, queueSettings, voiceSettings } from '#contract/hub/settings'
import type { Db, Tx } from './open.ts'

export async function readSetting(db: Db, key: string): Promise<string | null> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

export async function writeSetting(tx: Tx, key: string, value: string): Promise<void> {
  await tx
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

const queueKey = 'queue'

/** What holds until a Puskesmas chooses otherwise. */
export const usualSettings: QueueSettings = {
  newNumberAtRegistration: false,
  runningText: '',
  voice: { style: 'digits', source: 'clips', volume: 80, times: 2, quiet: null },
  printer: { kind: 'none', widthMm: 80 },
}

const { newNumberAtRegistration, runningText } = queueSettings.shape
const { style, source, volume, times, quiet } = voiceSettings.shape
const { voice: usualVoice } = usualSettings

/** Each part that is missing, or that this version cannot read, is the usual one; the others stay. */
const storedSettings = z
  .object({
    newNumberAtRegistration: newNumberAtRegistration.catch(usualSettings.newNumberAtRegistration),
    runningText: runningText.catch(usualSettings.runningText),
    voice: z
      .object({
        style: style.catch(usualVoice.style),
        source: source.catch(usualVoice.source),
        volume: volume.catch(usualVoice.volume),
        times: times.catch(usualVoice.times),
        quiet: quiet.catch(usualVoice.quiet),
      })
      .catch(usualVoice),
    printer: printerSettings.catch(usualSettings.printer),
  })
  .catch(usualSettings)

/** How queue, screens, voice and printer behave; complete although another version of Loket wrote them. */
export async function readQueueSettings(db: Db): Promise<QueueSettings> {
  const value = await readSetting(db, queueKey)
  return value === null ? usualSettings : storedSettings.parse(JSON.parse(value))
}

export async function writeQueueSettings(tx: Tx, settings: QueueSettings): Promise<void> {
  await writeSetting(tx, queueKey, JSON.stringify(settings))
}
