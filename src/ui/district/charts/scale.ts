const mostSteps = 4

/** An axis from nought: whole ticks one, two or five times a power of ten apart, the last at or above `most`. */
export function axisFor(most: number): { top: number; ticks: number[] } {
  const step = stepFor(Math.max(1, most))
  const count = Math.ceil(Math.max(1, most) / step)
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, n) => n * step) }
}

function stepFor(most: number): number {
  for (let power = 1; ; power *= 10) {
    const step = [1, 2, 5].map((times) => times * power).find((one) => one * mostSteps >= most)
    if (step !== undefined) return step
  }
}
