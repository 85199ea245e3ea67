import { test } from '@playwright/test'
import { openWorkplace } from '../support/workplace.ts'
import { endSaturday } from './day/evening.ts'
import { spendFriday } from './day/friday.ts'
import { startAgain } from './day/next-start.ts'
import { openSaturday } from './day/saturday-desk.ts'
import { serveSaturday } from './day/saturday-rooms.ts'
import type { Story } from './day/story.ts'

let story: Story

test.beforeAll(async ({ browser }) => {
  story = {
    puskesmas: await openWorkplace('hub', browser, '2026-11-20 07:30'),
    dinkes: await openWorkplace('district', browser, '2026-11-21 12:50'),
  }
})
test.afterAll(async () => {
  await story.puskesmas.remove()
  await story.dinkes.remove()
})

test('a whole day at the counter arrives at the district as it was entered', async () => {
  test.setTimeout(600_000)
  await spendFriday(story)
  await openSaturday(story)
  await serveSaturday(story)
  await endSaturday(story)
  await startAgain(story)
})
