import { beforeEach, expect, test } from 'vitest'
import { createDrafts, type DraftBodies, type DraftHub, type Drafts } from '#ui/shared/drafts.ts'

/** What the hub keeps for one person; `answer` holds an answer back until it is called. */
let kept: DraftBodies
let answer: (() => void) | null

const hub: DraftHub = {
  load: async () => {
    const bodies = { ...kept }
    await new Promise<void>((resolve) => {
      if (answer) answer = resolve
      else resolve()
    })
    return bodies
  },
  save: async ({ kind, body }) => {
    kept = { ...kept, [kind]: body }
  },
  discard: async ({ kind }) => {
    const { [kind]: _gone, ...others } = kept
    kept = others
  },
}

let drafts: Drafts

beforeEach(() => {
  kept = { visit: 'sakit kepala', reason: 'salah nama' }
  answer = null
  drafts = createDrafts(hub, kept)
})

test('a form has what was typed before the moment it opens, and what was typed a moment ago', async () => {
  expect(drafts.keeperOf('visit').body()).toBe('sakit kepala')
  expect(drafts.keeperOf('move').body()).toBeNull()
  drafts.keeperOf('visit').keep('sakit gigi')
  expect(drafts.keeperOf('visit').body()).toBe('sakit gigi')
  expect(kept.visit).toBe('sakit kepala')
  await drafts.flush()
  expect(kept.visit).toBe('sakit gigi')
})

test('what is saved as a visit is there no more, at once', async () => {
  drafts.keeperOf('visit').discard()
  expect(drafts.keeperOf('visit').body()).toBeNull()
  await drafts.flush()
  expect(kept).toEqual({ reason: 'salah nama' })
})

test('what the same person typed at another page is there when they come back to this one', async () => {
  kept = { visit: 'demam', booking: '09.30' }
  await drafts.renew()
  expect(drafts.keeperOf('visit').body()).toBe('demam')
  expect(drafts.keeperOf('booking').body()).toBe('09.30')
  expect(drafts.keeperOf('reason').body()).toBeNull()
})

test('what is typed here while the hub is asked stays, and what was not yet sent goes first', async () => {
  drafts.keeperOf('reason').keep('pasien pulang')
  answer = () => {}
  const asked = drafts.renew()
  await expect.poll(() => kept.reason).toBe('pasien pulang')
  drafts.keeperOf('visit').keep('sakit gigi')
  drafts.keeperOf('reason').discard()
  await expect.poll(() => kept.reason).toBeUndefined()
  answer()
  await asked
  expect(drafts.keeperOf('visit').body()).toBe('sakit gigi')
  expect(drafts.keeperOf('reason').body()).toBeNull()
})

test('a hub that is away takes nothing from the page', async () => {
  const away = createDrafts({ ...hub, load: () => Promise.reject(new TypeError('Failed to fetch')) }, kept)
  await expect(away.renew()).rejects.toThrow('Failed to fetch')
  expect(away.keeperOf('visit').body()).toBe('sakit kepala')
})
