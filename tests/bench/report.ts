/** One figure of a benchmark; `target` null where design.md §7 sets none. */
export type Figure = { measure: string; value: number; unit: string; target: number | null }

export type Bench = (options: {
  patients: number | null
  encounters: number | null
  facilities: number | null
  visits: number | null
  note: (sentence: string) => void
}) => Promise<Figure[]>

/** The value below which a share of all samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function isMet(figure: Figure): boolean | null {
  return figure.target === null ? null : figure.value <= figure.target
}

export function printTable(bench: string, figures: readonly Figure[]): void {
  for (const figure of figures) {
    const met = isMet(figure)
    const verdict = met === null ? '' : met ? 'ok' : 'MISSED'
    const target = figure.target === null ? '' : `≤ ${figure.target}`
    const value = `${Number(figure.value.toFixed(2))} ${figure.unit}`
    console.log(
      `${bench.padEnd(11)}${figure.measure.padEnd(26)}${value.padStart(16)}  ${target.padEnd(9)}${verdict}`,
    )
  }
}

/** One JSON object a line. */
export function printJson(bench: string, figures: readonly Figure[]): void {
  for (const figure of figures) console.log(JSON.stringify({ bench, ...figure, ok: isMet(figure) }))
}
