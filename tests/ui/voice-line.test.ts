import { expect, test } from 'vitest'
import type { ShownCall } from '#contract/hub/display'
import { createVoiceLine, type VoiceLine } from '#ui/display/voice-line.ts'
import { now } from './fixtures.ts'

const second = 1000

function call(callId: number, at = now): ShownCall {
  return { callId, number: `C-00${callId}`, roomLabel: 'Poli 1', cluster: 'k3', at, recall: false }
}

/** All that would be said at `time`, by callId; `late` collects what was passed over. */
function sayAll(line: VoiceLine, time: number, late: number[] = []): number[] {
  const said: number[] = []
  const takeNext = () => line.takeNext(time, ({ callId }) => late.push(callId))
  for (let next = takeNext(); next; next = takeNext()) said.push(next.callId)
  return said
}

test('calls are said in the order of their coming, each once however often the hub lists it', () => {
  const line = createVoiceLine([])
  line.follow([call(1)], now)
  line.follow([call(1), call(2)], now + second)
  expect(sayAll(line, now + second)).toEqual([1, 2])
  line.follow([call(1), call(2)], now + 2 * second)
  expect(sayAll(line, now + 2 * second)).toEqual([])
})

test('what was said before the page was loaded anew is not said again', () => {
  const line = createVoiceLine([1])
  line.follow([call(1), call(2)], now)
  expect(sayAll(line, now)).toEqual([2])
})

test('whoever waits in the line is said even when the hub lists the call no more, being a minute old', () => {
  const line = createVoiceLine([])
  line.follow([call(1)], now)
  line.follow([], now + 61 * second)
  expect(sayAll(line, now + 80 * second)).toEqual([1])
})

test('a call that is taken back, or was said by another screen, is not said', () => {
  const line = createVoiceLine([])
  line.follow([call(1), call(2)], now)
  line.follow([call(2)], now + 5 * second)
  expect(sayAll(line, now + 5 * second)).toEqual([2])
})

test('after a minute and a half a call is passed over, and that is told', () => {
  const line = createVoiceLine([])
  line.follow([call(1), call(2, now + 10 * second)], now + 10 * second)
  const late: number[] = []
  expect(sayAll(line, now + 91 * second, late)).toEqual([2])
  expect(late).toEqual([1])
})
