import type { Board } from '#contract/hub/display'
import type { LiveEvent } from '#contract/hub/live'

/** What the hub last told this screen, and since when (this machine's clock) it has been silent. */
export type Feed = {
  onBoard: (board: Board) => void
  onRefusal: (sentence: string) => void
  onSilence: (since: number | null) => void
}

/** The hub says something at least every two seconds; two missed beats and a bit mean that it is gone. */
const SILENCE_MS = 4500
const BACK_OFF_MS = [250, 500, 1000, 2000, 4000]

/**
 * Follows the board: one socket says that the queue has changed, one question fetches it. Whatever the hub says
 * is also the moment to ask again for a change that could not be fetched, so nothing polls. Returns how to ask now.
 */
export function followBoard(page: string, feed: Feed): () => void {
  let wanted = ''
  let shown: string | null = null
  let asking = false
  let attempts = 0
  let socket: WebSocket | undefined
  let silence = setTimeout(lose, SILENCE_MS)
  let lastHeard = Date.now()

  function connect(): void {
    const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live?p=${page}`)
    socket = opened
    opened.onmessage = ({ data }) => hear(String(data))
    opened.onclose = () => {
      if (socket === opened) reconnect()
    }
  }

  function reconnect(): void {
    socket = undefined
    setTimeout(connect, BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length - 1)])
    attempts += 1
  }

  function hear(message: string): void {
    attempts = 0
    lastHeard = Date.now()
    clearTimeout(silence)
    silence = setTimeout(lose, SILENCE_MS)
    feed.onSilence(null)
    const { subject, revision } = JSON.parse(message) as Partial<LiveEvent>
    if (subject === 'queue' && revision !== undefined) wanted = revision
    if (wanted !== shown) void ask()
  }

  /** A sleeping machine leaves a socket that looks open for minutes: drop it without waiting for its farewell. */
  function lose(): void {
    feed.onSilence(lastHeard)
    silence = setTimeout(lose, SILENCE_MS)
    const silent = socket
    if (!silent) return
    reconnect()
    silent.close()
  }

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    const revision = wanted
    const answer = await fetchBoard(page)
    asking = false
    if (!answer) return
    shown = revision
    if ('board' in answer) feed.onBoard(answer.board)
    else feed.onRefusal(answer.refused)
    if (wanted !== revision) void ask()
  }

  connect()
  // Also says why, to a page that the hub does not know and whose socket it refuses.
  void ask()
  return () => void ask()
}

type Answer = { board: Board } | { refused: string }

/** Null when the hub is away; the next thing it says asks again. */
async function fetchBoard(page: string): Promise<Answer | null> {
  try {
    const answer = await fetch('/api/display/board', { method: 'POST', headers: { 'loket-page': page } })
    const body = await answer.json()
    return answer.ok ? { board: body } : { refused: body.data.problems[0].sentence }
  } catch {
    return null
  }
}
