import { nameTokens } from './name-key.ts'

/** The tokens of a query with which some word of the name begins, in one of its spellings. */
export function tokensMet(name: string | null, tokens: readonly string[]): string[] {
  if (name === null || tokens.length === 0) return []
  const words = nameTokens(name)
  return tokens.filter((token) => words.some((word) => word.startsWith(token)))
}

/** The words of a name as it is written, those that were searched for marked: a list shows by them why somebody stands in it. */
export function markFound(name: string, tokens: readonly string[]): { text: string; found: boolean }[] {
  return name.split(/\s+/).map((text) => ({
    text,
    found: tokensMet(text, tokens).length > 0 || tokens.some((token) => isMuhammad(text, token)),
  }))
}

/** An M. is Muhammad only beside other words. */
function isMuhammad(text: string, token: string): boolean {
  return /^m\.?$/i.test(text) && token.startsWith('M')
}
