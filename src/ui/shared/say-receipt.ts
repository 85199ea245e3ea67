import type { LegCard } from '#contract/hub/queue'
import { formatClockSeconds } from './format.ts'

type CallReceipt = NonNullable<LegCard['call']>

/** A display that has said nothing of a call for so long has not shown it. */
const silentMs = 3000
/** Two announcements may be ahead of this one; after that nobody heard it. */
const unspokenMs = 45_000

/** What the displays say of the last call; `missed` when the nurse has to call by mouth. */
export function sayReceipt(
  { at, shownOn, spokenAt, displays }: CallReceipt,
  { timeZone, now }: { timeZone: string; now: number },
): { words: string; missed: boolean } {
  if (shownOn.length === 0) {
    if (displays === 0)
      return { words: 'Tidak ada layar yang menyala untuk ruangan ini. Panggil dengan suara.', missed: true }
    if (now - at < silentMs) return { words: 'dikirim ke layar …', missed: false }
    return { words: 'Belum tampil di layar mana pun. Panggil dengan suara.', missed: true }
  }
  const spoken =
    spokenAt !== null
      ? `dibacakan ${formatClockSeconds(spokenAt, timeZone)}`
      : now - at > unspokenMs
        ? 'tidak dibacakan'
        : null
  return { words: [`tampil di ${listNames(shownOn)}`, spoken].filter(Boolean).join(' · '), missed: false }
}

const mostNames = 3

function listNames(names: readonly string[]): string {
  const rest = names.length - mostNames
  return rest > 0 ? `${names.slice(0, mostNames).join(', ')} dan ${rest} lainnya` : names.join(', ')
}
