import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hearHubTime, hubNow } from '#ui/shared/hub-clock.ts'

const morning = Date.parse('2026-11-21T08:00:00+09:00')
const minute = 60_000
const answer = (at: number) => new Response(null, { headers: { 'loket-now': String(at) } })

beforeEach(() => {
  vi.useFakeTimers({ now: morning })
  hearHubTime(answer(morning), morning)
})
afterEach(() => {
  vi.useRealTimers()
})

test('minutes count by the hub’s clock, however wrong this machine’s is', () => {
  hearHubTime(answer(morning + 120 * minute), morning)
  expect(hubNow()).toBe(morning + 120 * minute)
})

test('an answer that was on its way while the machine slept does not turn the clock back', () => {
  vi.setSystemTime(morning + 300 * minute)
  hearHubTime(answer(morning), morning)
  expect(hubNow()).toBe(morning + 300 * minute)
})

test('an answer without a time changes nothing', () => {
  hearHubTime(new Response(null), morning)
  expect(hubNow()).toBe(morning)
})
