const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** What is wrong with this computer's clock, and what to do; visits carry its times. */
export function sayClock(aheadMs: number): string {
  const far = Math.abs(aheadMs)
  const [unit, word] =
    far < 2 * hourMs ? [minuteMs, 'menit'] : far < 2 * dayMs ? [hourMs, 'jam'] : [dayMs, 'hari']
  const way = aheadMs > 0 ? 'lebih cepat' : 'terlambat'
  return `Jam komputer ini ${way} ${Math.round(far / unit)} ${word} dibanding jam server dinas. Periksa tanggal dan jam komputer ini: waktu kunjungan mengikutinya.`
}
