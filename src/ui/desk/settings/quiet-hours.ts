/** 1230 → «20:30», as a time field wants it. */
export function clockOfMinute(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** «20:30» → 1230; an emptied field counts as midnight. */
export function minuteOfClock(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return (hours || 0) * 60 + (minutes || 0)
}
