import { revokedCode } from '#contract/access'
import type { LiveEvent, Subject } from '#contract/hub/live'

/** What a page hears from the hub between its questions. For displays and kiosks: no framework, Chromium 76. */
export type HubNews = {
  /** A new socket stands: whatever the hub must know of this page is to be said again. */
  onOpened?: () => void
  /** A subject has this revision: each is told after opening, then at every change. */
  onRevision: (subject: Subject, revision: string) => void
  /** Anything at all was heard: the moment to ask again for what could not be fetched. */
  onHeard?: () => void
  /** Since when (this machine's clock) the hub has been silent; null: it speaks. */
  onSilence: (since: number | null) => void
  /** The hub has shown this page out. It keeps knocking now and then, in case it is let in again. */
  onRefused: () => void
}

/** The hub says something at least every two seconds; two missed beats and a bit mean that it is gone. */
const SILENCE_MS = 4500
const BACK_OFF_MS = [250, 500, 1000, 2000, 4000]
const REFUSED_BACK_OFF_MS = 60_000

/** Keeps one live socket to the hub as long as the page stands, whatever sleeps, restarts or is unplugged. */
export function followHub(page: string, news: HubNews): void {
  let attempts = 0
  let socket: WebSocket | undefined
  let silence = setTimeout(lose, SILENCE_MS)
  let lastHeard = Date.now()

  function connect(): void {
    const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live?p=${page}`)
    socket = opened
    opened.onopen = () => news.onOpened?.()
    opened.onmessage = ({ data }) => hear(String(data))
    opened.onclose = ({ code }) => {
      if (socket !== opened) return
      if (code === revokedCode) news.onRefused()
      reconnect(code === revokedCode ? REFUSED_BACK_OFF_MS : nextBackOff())
    }
  }

  function nextBackOff(): number {
    const wait = BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length - 1)]
    attempts += 1
    return wait ?? 0
  }

  function reconnect(wait: number): void {
    socket = undefined
    setTimeout(connect, wait)
  }

  function hear(message: string): void {
    attempts = 0
    lastHeard = Date.now()
    clearTimeout(silence)
    silence = setTimeout(lose, SILENCE_MS)
    news.onSilence(null)
    const { subject, revision } = JSON.parse(message) as Partial<LiveEvent>
    if (subject !== undefined && revision !== undefined) news.onRevision(subject, revision)
    news.onHeard?.()
  }

  /** A sleeping machine leaves a socket that looks open for minutes: drop it without waiting for its farewell. */
  function lose(): void {
    news.onSilence(lastHeard)
    silence = setTimeout(lose, SILENCE_MS)
    const silent = socket
    if (!silent) return
    reconnect(nextBackOff())
    silent.close()
  }

  connect()
}
