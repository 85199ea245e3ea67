import { expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { deliveryStateOf, type FacilityNight } from '#ui/district/tonight/delivery-state.ts'

const due = '2026-11-20' as LocalDate
const whole: FacilityNight = {
  facilityId: '019f0000-0000-7000-8000-000000000000',
  code: 'P3404011',
  name: 'Puskesmas Pakem',
  lastContactAt: 1,
  lastCompleteDay: due,
  visitsOnLastCompleteDay: 60,
  usualVisitsPerDay: 60,
  missingDays: [],
  openDays: [],
  unmended: 0,
  waiting: 0,
  tonight: { newVisits: 60, created: 60, updated: 0, refused: 0 },
}

test.each<[string, Partial<FacilityNight>, string]>([
  ['everything has come', {}, 'complete'],
  ['nobody has said what waits', { waiting: null }, 'complete'],
  ['nothing ever came', { lastContactAt: null }, 'never'],
  ['the newest day is not here', { lastCompleteDay: '2026-11-19' }, 'late'],
  ['the day looks whole and some of it waits at the Puskesmas', { waiting: 40 }, 'late'],
  ['something was refused tonight', { tonight: { ...whole.tonight, refused: 1 } }, 'failing'],
  ['something was refused nights ago and has not come since', { unmended: 1 }, 'failing'],
])('where %s', (_, change, state) => {
  expect(deliveryStateOf({ ...whole, ...change }, due)).toBe(state)
})
