/** Expressions of FTS5 over columns of patient_words; an empty one stands for no condition. */

/** Every token is quoted: a bare NOT or * that a person typed would be FTS5 syntax. */
function quote(token: string): string {
  return `"${token}"`
}

export function beginning(columns: string, token: string): string {
  return `{${columns}} : ${quote(token)}*`
}

export function oneOf(columns: string, tokens: readonly string[]): string {
  return tokens.length === 0 ? '' : `{${columns}} : (${tokens.map(quote).join(' OR ')})`
}

export function either(...matches: readonly string[]): string {
  return joined(matches, ' OR ')
}

export function both(...matches: readonly string[]): string {
  return joined(matches, ' AND ')
}

function joined(matches: readonly string[], by: string): string {
  const said = matches.filter((match) => match !== '')
  return said.length > 1 ? `(${said.join(by)})` : (said[0] ?? '')
}
