import type { Device, SoundState, VoiceTrouble } from '#contract/hub/device'
import { formatMoment } from '#ui/shared/format.ts'

const soundWords: Record<SoundState, string> = {
  on: 'suara siap',
  'needs-touch': 'bisu, sentuh layarnya sekali',
  quiet: 'jam tenang',
  off: 'suara dimatikan',
  unavailable: 'bisu, perambannya tidak bisa bersuara',
}

const troubleWords: Record<VoiceTrouble, string> = {
  clip: 'rekaman suara tidak lengkap',
  'system-voice': 'suara bawaan perangkat tidak ada, memakai rekaman',
  late: 'panggilan menumpuk, sebagian tidak dibacakan',
}

/** Whether somebody has to walk over there: a screen of the waiting room is gone, or is to speak and cannot as it should. */
export function needsAttention({ surface, connected, soundState, voiceTrouble }: Device): boolean {
  if (!connected) return surface === 'display' || surface === 'kiosk'
  return soundState === 'needs-touch' || soundState === 'unavailable' || voiceTrouble !== null
}

/** «tersambung · suara siap, pembicara», or when it was last heard of. */
export function sayStanding(device: Device, { timeZone, now }: { timeZone: string; now: number }): string {
  const { connected, lastSeenAt, soundState, voiceTrouble, speaks } = device
  if (!connected)
    return lastSeenAt === null
      ? 'belum pernah tersambung'
      : `terputus, terakhir ${formatMoment(lastSeenAt, now, timeZone)}`
  if (device.surface !== 'display' || soundState === null) return 'tersambung'
  const voice = speaks ? ', sedang menjadi suara' : ''
  const trouble = voiceTrouble === null ? '' : ` (${troubleWords[voiceTrouble]})`
  return `tersambung · ${soundWords[soundState]}${voice}${trouble}`
}

/** Where it stands or what it shows. */
export function sayPlace({ roomName, settings }: Device): string {
  if (roomName !== null) return roomName
  if (!settings) return ''
  const rooms = settings.rooms.length === 0 ? 'semua ruangan' : `${settings.rooms.length} ruangan`
  return `${settings.area} · ${rooms}`
}

/** Of a page opened on the desk's own computer, unless its name says so already. */
export function sayComputer({ name, pairedAt }: Device): string | null {
  const words = 'di komputer ini'
  return pairedAt === null && !name.includes(words) ? words : null
}
