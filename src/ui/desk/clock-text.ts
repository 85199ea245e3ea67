/** Minutes after midnight of a time as it is typed: 0815, 815, 8.15, 08:15, 8; null for what no clock shows. */
export function readClock(typed: string): number | null {
  const match = /^(\d{1,2})(?:[.:, ]?(\d{2}))?$/.exec(typed.trim())
  const [hours, minutes] = [Number(match?.[1] ?? 24), Number(match?.[2] ?? 0)]
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null
}

/** 495 → «08.15». */
export function sayMinute(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join('.')
}
