import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { revokedCode } from '#contract/access'
import { type LiveEvent, liveEvent, type Subject } from '#contract/hub/live'
import { askAgain } from './ask-again.ts'
import { api, pageId } from './client.ts'

type LiveState = 'live' | 'stale' | 'revoked'

/** The hub says something at least every two seconds; two missed beats and a bit mean that it is gone. */
const SILENCE_MS = 5000
const BACK_OFF_MS = [250, 500, 1000, 2000, 4000]

let state: LiveState = 'live'
const watchers = new Set<() => void>()

/** Whether this page still hears the hub, or has been shown out. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watch, () => state)
}

/**
 * Keeps one socket open and asks again for whatever the hub says has changed. On connecting the hub names every
 * subject's revision, so a page that slept catches up by comparing. Returns what stops it.
 */
export function startLive(queries: QueryClient): () => void {
  const known = new Map<Subject, string>()
  let socket: WebSocket | null = null
  let attempts = 0
  let silence = setTimeout(lose, SILENCE_MS)
  let retry: ReturnType<typeof setTimeout> | undefined

  function connect(): void {
    const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/live?p=${pageId}`)
    socket = opened
    opened.onmessage = ({ data }) => hear(String(data))
    opened.onclose = ({ code }) => {
      if (socket !== opened) return
      if (code === revokedCode) leave()
      else reconnect()
    }
  }

  function reconnect(): void {
    socket = null
    clearTimeout(retry)
    retry = setTimeout(connect, BACK_OFF_MS[Math.min(attempts, BACK_OFF_MS.length - 1)])
    attempts += 1
  }

  function hear(message: string): void {
    attempts = 0
    clearTimeout(silence)
    silence = setTimeout(lose, SILENCE_MS)
    if (state === 'stale') {
      show('live')
      void queries.refetchQueries({ predicate: (query) => query.state.status === 'error' })
    }
    const event = readEvent(message)
    if (!event || known.get(event.subject) === event.revision) return
    known.set(event.subject, event.revision)
    for (const queryKey of touchedBy(event.subject)) void askAgain(queries, queryKey)
  }

  /** A sleeping PC leaves a socket that looks open for minutes: drop it without waiting for its farewell. */
  function lose(): void {
    show('stale')
    silence = setTimeout(lose, SILENCE_MS)
    const silent = socket
    if (!silent) return
    reconnect()
    silent.close()
  }

  function stop(): void {
    const last = socket
    socket = null
    clearTimeout(retry)
    clearTimeout(silence)
    last?.close()
  }

  function leave(): void {
    stop()
    forgetEverything(queries)
  }

  connect()
  return stop
}

/** The device was taken back: nobody's name stays on its screen, not even in memory. */
export function forgetEverything(queries: QueryClient): void {
  show('revoked')
  queries.clear()
}

function touchedBy(subject: Subject): readonly (readonly unknown[])[] {
  switch (subject) {
    case 'queue':
      return [api.queue.key(), api.counter.key(), api.visits.today.key(), api.visits.journey.key()]
    case 'calls':
      return [api.queue.room.key(), api.counter.line.key()]
    case 'visits':
      return [
        api.visits.today.key(),
        api.visits.nameless.key(),
        api.queue.key(),
        api.days.key(),
        api.bookings.key(),
      ]
    case 'devices':
      // Rooms too: what they say of a call nobody has shown depends on which displays are on.
      return [api.devices.key(), api.lan.key(), api.kiosk.printer.key(), ...touchedBy('calls')]
    case 'settings':
      return [api.settings.key(), api.rooms.key(), api.session.key(), api.lan.key()]
    case 'sync':
      return [api.sync.key()]
    case 'day':
      return [api.days.key(), api.session.key(), api.visits.today.key(), api.merges.today.key()]
    case 'session':
      return [api.session.key()]
    case 'doubles':
      return [api.merges.key()]
    case 'imports':
      return [api.imports.key()]
  }
}

/** Null for the heartbeat, and for what a newer hub may say one day. */
function readEvent(message: string): LiveEvent | null {
  try {
    return liveEvent.parse(JSON.parse(message))
  } catch {
    return null
  }
}

function watch(notify: () => void): () => void {
  watchers.add(notify)
  return () => watchers.delete(notify)
}

function show(next: LiveState): void {
  if (state === next) return
  state = next
  for (const notify of watchers) notify()
}
