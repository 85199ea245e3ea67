import { test } from '@playwright/test'
import { openWorkplace } from '../support/workplace.ts'
import { spendFriday } from './day/friday.ts'
import { openSaturday } from './day/saturday-desk.ts'
import { serveSaturday } from './day/saturday-rooms.ts'
import type { Story } from './day/story.ts'

test('a whole day at the counter arrives at the district as it was entered', async ({ browser }) => {
  test.setTimeout(600_000)
  const story: Story = {
    puskesmas: await openWorkplace('hub', browser, '2026-11-20 07:30'),
    dinkes: await openWorkplace('district', browser, '2026-11-21 13:20'),
  }
  await spendFriday(story)
  await openSaturday(story)
  await serveSaturday(story)
  await story.puskesmas.remove()
  await story.dinkes.remove()
})
