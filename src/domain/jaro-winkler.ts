/** A common start counts for at most this many letters (Winkler 1990). */
const longestStart = 4
const startWeight = 0.1

/** How alike two words are, from 0 to 1: letters in common and in order, a common start counting more. */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  // Letters are taken in turn, so the result could depend on which word comes first.
  const jaro = a < b ? jaroOf(a, b) : jaroOf(b, a)
  const most = Math.min(longestStart, a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start += 1
  return jaro + start * startWeight * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Set<number>()
  const fromA: string[] = []
  for (const [place, letter] of [...a].entries()) {
    const until = Math.min(b.length, place + reach + 1)
    for (let at = Math.max(0, place - reach); at < until; at += 1) {
      if (taken.has(at) || b[at] !== letter) continue
      taken.add(at)
      fromA.push(letter)
      break
    }
  }
  const common = fromA.length
  if (common === 0) return 0
  const fromB = [...taken].sort((x, y) => x - y).map((at) => b[at])
  const crossed = fromA.filter((letter, at) => letter !== fromB[at]).length / 2
  return (common / a.length + common / b.length + (common - crossed) / common) / 3
}
