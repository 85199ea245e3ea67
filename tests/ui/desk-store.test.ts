import { beforeEach, describe, expect, test } from 'vitest'
import { type Chosen, type Issued, useDesk } from '#ui/desk/desk-store.ts'
import { emptyVisit } from '#ui/desk/visit/visit-form.ts'
import { day } from '../domain/fixtures.ts'
import { now } from './fixtures.ts'

const wayan: Chosen = { patientId: 'wayan', proven: [] }
const siti: Chosen = { patientId: 'siti', proven: ['nik'] }
const typed = { complaint: 'batuk lama', pregnant: true, weeks: '24' }

const desk = () => useDesk.getState()

beforeEach(() => {
  desk().sitDown('nobody')
  desk().sitDown('rina')
})

describe('what is typed about a visit', () => {
  beforeEach(() => {
    desk().choose(wayan)
    desk().change({ ...typed, confirmedBy: ['nama', 'rm'] })
  })

  test('stays when the same person is chosen once more', () => {
    desk().choose({ ...wayan })
    expect(desk().form).toEqual({ ...emptyVisit, ...typed, confirmedBy: ['nama', 'rm'] })
    expect(desk().left).toBeNull()
  })

  test('can be had back after a slip of the hand', () => {
    const { form } = desk()
    desk().release()
    expect(desk()).toMatchObject({ chosen: null, form: emptyVisit, left: { chosen: wayan, form } })
    desk().choose(wayan, form)
    expect(desk()).toMatchObject({ chosen: wayan, form, left: null })
  })

  test('survives another person at the counter and their ticket', () => {
    desk().choose(siti)
    expect(desk().form).toEqual({ ...emptyVisit, confirmedBy: ['nik'] })
    desk().issue(issued({ chosen: siti, form: desk().form }))
    expect(desk()).toMatchObject({ chosen: null, left: { chosen: wayan, form: typed } })
  })

  test('survives an emergency', () => {
    desk().issue(issued(null))
    expect(desk()).toMatchObject({ chosen: null, left: { chosen: wayan, form: typed } })
  })

  test('is there when the person is found again, whose identifiers are then compared anew', () => {
    desk().choose(siti)
    desk().choose(wayan)
    expect(desk().form).toEqual({ ...emptyVisit, ...typed, confirmedBy: [] })
    expect(desk().left).toBeNull()
  })

  test('is forgotten once its own ticket is printed', () => {
    desk().issue(issued({ chosen: wayan, form: desk().form }))
    expect(desk()).toMatchObject({ chosen: null, form: emptyVisit, left: null })
  })

  test('is not for the next clerk', () => {
    desk().release()
    desk().sitDown('dewi')
    expect(desk()).toMatchObject({ chosen: null, left: null })
  })

  test('stays for the same clerk who signs in again', () => {
    desk().sitDown('rina')
    expect(desk()).toMatchObject({ chosen: wayan, form: typed })
  })
})

describe('a visit about which nothing was typed', () => {
  test('leaves nothing to come back to, and takes nothing away', () => {
    desk().choose(wayan)
    desk().change(typed)
    desk().choose(siti)
    desk().change({ confirmedBy: ['nik', 'nama'] })
    desk().release()
    expect(desk().left).toMatchObject({ chosen: wayan, form: typed })
  })

  test('takes over what its search has proven', () => {
    desk().choose(siti)
    expect(desk().form.confirmedBy).toEqual(['nik'])
  })
})

function issued(from: Issued['from']): Issued {
  const ticket = {
    visitId: 'visit',
    number: 'C-018',
    facility: 'Puskesmas Teluk Harapan',
    roomLabel: 'Ruang Lansia',
    day: day('2026-11-21'),
    issuedAt: now,
    ahead: 0,
    prioritized: false,
  }
  return { ticket, name: 'WAYAN SUDANA', printed: null, undoUntil: now + 60_000, from }
}
