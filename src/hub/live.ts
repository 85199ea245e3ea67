import type { LiveEvent, Subject } from '#contract/hub/live'
import { subjects } from '#contract/hub/live'

export type Listener = (event: LiveEvent) => void

/** Tells every page that a subject has changed. Revisions are unequal across restarts, so a page that slept asks again. */
export type Live = {
  announce: (...changed: Subject[]) => void
  /** Hears the present revision of each subject at once, then every change; returns how to stop. */
  listen: (listener: Listener) => () => void
}

export function createLive(boot: string): Live {
  const revisions = new Map<Subject, number>(subjects.map((subject) => [subject, 0]))
  const listeners = new Set<Listener>()
  const eventOf = (subject: Subject): LiveEvent => ({
    subject,
    revision: `${boot}.${revisions.get(subject) ?? 0}`,
  })
  return {
    announce: (...changed) => {
      for (const subject of changed) {
        revisions.set(subject, (revisions.get(subject) ?? 0) + 1)
        for (const listener of listeners) listener(eventOf(subject))
      }
    },
    listen: (listener) => {
      listeners.add(listener)
      for (const subject of subjects) listener(eventOf(subject))
      return () => listeners.delete(listener)
    },
  }
}
