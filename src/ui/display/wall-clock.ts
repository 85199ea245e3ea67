type Reading = { clock: string; minute: number; day: string }

/** The hub's clock, whatever this machine believes, read as on the facility's wall. */
export type WallClock = {
  set: (hubNow: number, timeZone: string) => void
  now: () => number
  /** 07.42, minutes since midnight, and the calendar day (only to be compared); null before the hub has spoken. */
  read: (time?: number) => Reading | null
}

export function createWallClock(): WallClock {
  let ahead = 0
  let zone = ''
  let format: Intl.DateTimeFormat | null = null

  function set(hubNow: number, timeZone: string): void {
    ahead = hubNow - Date.now()
    if (timeZone === zone) return
    zone = timeZone
    format = new Intl.DateTimeFormat('en-CA', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
  }

  const now = () => Date.now() + ahead

  function read(time = now()): Reading | null {
    if (!format) return null
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]))
    const [hour, minute] = [parts.get('hour') ?? '', parts.get('minute') ?? '']
    return {
      clock: `${hour}.${minute}`,
      minute: Number(hour) * 60 + Number(minute),
      day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    }
  }

  return { set, now, read }
}
