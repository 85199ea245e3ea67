import type { RefusedProblem } from '#contract/base'
import type { Subject } from '#contract/hub/live'
import { askHub } from './ask-hub.ts'
import { followHub } from './follow-hub.ts'

/** A question whose answer may change with each of these subjects. */
export type Followed = { question: string; subjects: readonly Subject[] }

/** What the hub last answered, and since when (this machine's clock) it has been silent. */
export type Feed<T> = {
  onOpened?: () => void
  onAnswer: (answer: T) => void
  /** This page has nothing to show any more; the problem says why. */
  onRefusal: (problem: RefusedProblem) => void
  onSilence: (since: number | null) => void
}

/** A hub in difficulties, or one that was asked too often, says so too: what is shown then stays, and it is asked again. */
const final: readonly RefusedProblem['code'][] = ['device_revoked', 'page_not_opened', 'setup_needed']

/**
 * Keeps one answer fresh: one socket says that it has changed, one question fetches it. Whatever the hub says is also
 * the moment to ask again for a change that could not be fetched, so nothing polls. Returns how to ask now.
 */
export function followAnswer<T>(page: string, { question, subjects }: Followed, feed: Feed<T>): () => void {
  const revisions = new Map<Subject, string>()
  let answered: string | null = null
  let asking = false

  const wanted = () => [...revisions.values()].join()

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    const revision = wanted()
    const answer = await askHub<T>(page, question)
    asking = false
    if (!answer || ('refused' in answer && !final.includes(answer.refused.code))) return
    answered = revision
    if ('said' in answer) feed.onAnswer(answer.said)
    else feed.onRefusal(answer.refused)
    if (wanted() !== revision) void ask()
  }

  followHub(page, {
    onOpened: () => feed.onOpened?.(),
    onRevision: (subject, revision) => {
      if (subjects.includes(subject)) revisions.set(subject, revision)
    },
    onHeard: () => {
      if (wanted() !== answered) void ask()
    },
    onSilence: feed.onSilence,
    onRefused: () => {
      // Shown out: the hub says why to the next question. An answer that is still under way is of before.
      revisions.clear()
      void ask()
    },
  })
  // Also says why, to a page that the hub does not know and whose socket it refuses.
  void ask()
  return () => void ask()
}
