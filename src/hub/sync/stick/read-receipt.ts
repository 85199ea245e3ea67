import { type HeldDay, type ReceiptLine, receiptContent } from '#contract/stick'
import { refuse } from '#domain/errors'
import { stickKeysOf } from '#stick/keys'
import { openStick, readStick } from '#stick/stick-file'
import type { Destination } from '../destination.ts'

/** What became of each record, and what the district held afterwards. */
export type Receipt = { records: ReceiptLine[]; days: HeldDay[] }

/**
 * Refuses `stick_unreadable`, `stick_foreign` where it answers somebody else or an older secret, and `stick_outdated`
 * where the district was set back to a backup since: all of it has to go once more.
 */
export async function readReceipt(
  bytes: Buffer,
  { clientId, secret }: Pick<Destination, 'clientId' | 'secret'>,
  era: number,
): Promise<Receipt> {
  const stick = readStick(bytes)
  if (stick?.header.kind !== 'tanda-terima') return refuse('stick_unreadable')
  const lines = stick.header.clientId === clientId ? openStick(stick, stickKeysOf(secret).contents) : null
  if (!lines) return refuse('stick_foreign')
  if (stick.header.era !== era) return refuse('stick_outdated')
  const receipt: Receipt = { records: [], days: [] }
  for await (const text of lines) {
    const line = receiptContent.parse(text)
    if ('day' in line) receipt.days.push(line)
    else receipt.records.push(line)
  }
  return receipt
}
