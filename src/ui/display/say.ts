import type { Board } from '#contract/hub/display'

/** Between two calls the day has begun all the same. */
export function sayNoCall({ recent }: Pick<Board, 'recent'>): string {
  return recent.length === 0 ? 'Belum ada panggilan' : 'Menunggu panggilan berikutnya'
}

/** Who waits for this room, and about how long a newcomer will; nothing where nobody waits. */
export function sayWaiting({
  waiting,
  waitMinutes,
}: Pick<Board['rooms'][number], 'waiting' | 'waitMinutes'>) {
  if (waiting === 0) return ''
  return waitMinutes === null ? `${waiting} menunggu` : `${waiting} menunggu · ± ${waitMinutes} mnt`
}

/** Since when («07.42», if known) this screen has not heard the hub. */
export function saySilence(since: string | null): string {
  return `Terputus${since === null ? '' : ` sejak ${since}`}. Ikuti panggilan petugas.`
}
