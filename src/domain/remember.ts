/**
 * The answers of a pure function, kept for texts that come again and again, as the words of names do; at most so many,
 * then it forgets them all and begins anew.
 */
export function remember<Text extends string, T>(most: number, work: (text: Text) => T): (text: Text) => T {
  const known = new Map<Text, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const found = work(text)
    known.set(text, found)
    return found
  }
}
