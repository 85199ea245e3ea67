import type { RefusedProblem } from '#contract/base'

export type Answer<T> = { said: T } | { refused: RefusedProblem }

/** A pulled cable leaves a question unanswered for minutes; the next one must not wait behind it. */
const PATIENCE_MS = 5000

/**
 * One question of a display, a kiosk or the pairing page to the hub, as `display/board`. Null when the hub is away.
 * For old televisions: without the client that desk and rooms use.
 */
export async function askHub<T>(
  page: string,
  question: string,
  input?: object,
  patienceMs = PATIENCE_MS,
): Promise<Answer<T> | null> {
  const giveUp = new AbortController()
  const patience = setTimeout(() => giveUp.abort(), patienceMs)
  try {
    const answer = await fetch(`/api/${question}`, {
      method: 'POST',
      headers: { 'loket-page': page, 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: giveUp.signal,
    })
    const body = await answer.json()
    return answer.ok ? { said: body } : { refused: body.data.problems[0] }
  } catch {
    return null
  } finally {
    clearTimeout(patience)
  }
}
