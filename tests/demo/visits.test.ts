import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generatePeople } from '#demo/people'
import { choosePlace } from '#demo/place'
import { generateVisits } from '#demo/visits'
import { daysBetween, formatLongDate, type LocalDate } from '#domain/local-date'
import { checkPurpose, type Purpose } from '#domain/purpose'
import { checkArrival, doubtArrival } from '#domain/routing'
import { openAreas } from '#files/areas'
import purposes from '#resources/rules/purposes.json' with { type: 'json' }

const areas = openAreas(join(import.meta.dirname, '..', '..', 'resources'))
const today = '2026-11-21' as LocalDate
const people = [
  ...generatePeople({ seed: '1', count: 8000, today, days: 60, place: choosePlace('1', areas) }),
].flat()
const days = [...generateVisits({ seed: '1', people, today, days: 60 })]
const visits = days.flatMap(({ day, visits }) => visits.map((visit) => ({ ...visit, day })))

describe('the invented visits', () => {
  test('fill every day from Monday to Saturday, 40 to 120 of them, and no Sunday', () => {
    expect(days).toHaveLength(53)
    for (const { day, visits } of days) {
      expect(formatLongDate(day)).not.toMatch(/^Minggu/)
      expect(visits.length).toBeGreaterThanOrEqual(40)
      expect(visits.length).toBeLessThanOrEqual(120)
    }
  })

  test('are the same for the same seed', () => {
    expect([...generateVisits({ seed: '1', people, today, days: 60 })]).toEqual(days)
  })

  test('come in order between 07.30 and 11.30, each person once a day and not before registration', () => {
    for (const { day, visits } of days) {
      const minutes = visits.map((visit) => visit.minute)
      expect(minutes).toEqual(minutes.toSorted((a, b) => a - b))
      expect(Math.min(...minutes)).toBeGreaterThanOrEqual(450)
      expect(Math.max(...minutes)).toBeLessThanOrEqual(690)
      expect(new Set(visits.map(({ person }) => person.id)).size).toBe(visits.length)
      for (const { person } of visits) expect(person.registeredOn <= day).toBe(true)
    }
  })

  test('are such as the counter would accept without a question', () => {
    const known = new Map(purposes.map((purpose) => [purpose.code, purpose as Purpose]))
    for (const { person, arrival, day } of visits) {
      const purpose = known.get(arrival.purpose)
      expect(purpose, arrival.purpose).toBeDefined()
      if (purpose) expect(checkPurpose(purpose, person, day)).toBeNull()
      expect(checkArrival(person, arrival, day)).toEqual([])
      expect(doubtArrival(person, arrival, day)).toEqual([])
    }
  })

  test('show each purpose of the list, pregnancies, deliveries, emergencies and suspected infections', () => {
    const seen = new Set(visits.map((visit) => visit.arrival.purpose))
    expect(purposes.map((purpose) => purpose.code).filter((code) => !seen.has(code))).toEqual([])
    expect(visits.some(({ arrival }) => arrival.pregnancy !== null)).toBe(true)
    expect(visits.some(({ arrival }) => arrival.emergency.length > 0)).toBe(true)
    expect(visits.some(({ arrival }) => arrival.symptoms.includes('batuk_2_minggu'))).toBe(true)
    for (const { arrival, person, day } of visits) {
      if (arrival.deliveredOn) expect(daysBetween(arrival.deliveredOn, day)).toBeLessThanOrEqual(42)
      if (arrival.purpose === 'anc') expect(person.sex).toBe('P')
    }
  })

  test('bring newly registered people on the day they were registered', () => {
    const fresh = visits.filter(({ person, day }) => person.registeredOn === day)
    expect(fresh.length).toBeGreaterThan(100)
  })
})
