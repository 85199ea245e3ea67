/** What a hand does to a number when it copies it: one digit wrong, or two neighbours in each other's place. */
export type DigitSlip = 'one_digit' | 'swapped'

/** How two numbers of one length differ when it is by a single slip; null when equal or further apart. */
export function slipBetween(a: string, b: string): DigitSlip | null {
  if (a.length !== b.length) return null
  const first = differsFrom(a, b, 0)
  if (first === a.length) return null
  const second = differsFrom(a, b, first + 1)
  if (second === a.length) return 'one_digit'
  const crossed = second === first + 1 && a[first] === b[second] && a[second] === b[first]
  return crossed && differsFrom(a, b, second + 1) === a.length ? 'swapped' : null
}

/** The first place from this one where they differ; their length when there is none. */
function differsFrom(a: string, b: string, from: number): number {
  let place = from
  while (place < a.length && a[place] === b[place]) place += 1
  return place
}

/** Every number that is a single slip away: some 160 for a NIK. */
export function numbersOneSlipAway(digits: string): string[] {
  const put = (place: number, ...put: (string | undefined)[]) =>
    digits.slice(0, place) + put.join('') + digits.slice(place + put.length)
  return [...digits].flatMap((digit, place) => {
    const others = [...'0123456789'].filter((other) => other !== digit).map((other) => put(place, other))
    const next = digits[place + 1]
    return next === undefined || next === digit ? others : [...others, put(place, next, digit)]
  })
}
