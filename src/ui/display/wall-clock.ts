/** 07.42 on the facility's wall. `time` in milliseconds since 1970. */
export function formatWall(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
    .format(time)
    .replace(':', '.')
}

/** The facility's calendar day, only to be compared with another. */
export function formatDayKey(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(time)
}
