import { beforeEach, describe, expect, test } from 'vitest'
import { type Chosen, type Issued, useDesk } from '#ui/desk/desk-store.ts'
import { completeDraft } from '#ui/desk/register-patient/patient-draft.ts'
import { emptyValues } from '#ui/desk/register-patient/patient-values.ts'
import { emptyVisit } from '#ui/desk/visit/visit-form.ts'
import { day } from '../domain/fixtures.ts'
import { now } from './fixtures.ts'

const wayan: Chosen = { patientId: 'wayan', proven: [] }
const siti: Chosen = { patientId: 'siti', proven: ['nik'] }
const today = day('2026-11-21')
const typed = { complaint: 'batuk lama', pregnant: true, weeks: '24' }

const desk = () => useDesk.getState()

beforeEach(() => {
  desk().sitDown('nobody', today)
  desk().sitDown('rina', today)
})

describe('what is typed about a visit', () => {
  beforeEach(() => {
    desk().choose(wayan)
    desk().change({ ...typed, confirmedBy: ['nama', 'rm'] })
  })

  test('stays when the same person is chosen once more', () => {
    desk().choose({ ...wayan })
    expect(desk().form).toEqual({ ...emptyVisit, ...typed, confirmedBy: ['nama', 'rm'] })
    expect(desk().left).toEqual([])
  })

  test('can be had back after a slip of the hand', () => {
    const { form } = desk()
    desk().release()
    expect(desk()).toMatchObject({ chosen: null, form: emptyVisit, left: [{ chosen: wayan, form }] })
    desk().choose(wayan, form)
    expect(desk()).toMatchObject({ chosen: wayan, form, left: [] })
  })

  test('survives another person at the counter and their ticket', () => {
    desk().choose(siti)
    expect(desk().form).toEqual({ ...emptyVisit, confirmedBy: ['nik'] })
    desk().issue(issued({ chosen: siti, form: desk().form }))
    expect(desk()).toMatchObject({ chosen: null, left: [{ chosen: wayan, form: typed }] })
  })

  test('survives an emergency', () => {
    desk().issue(issued(null))
    expect(desk()).toMatchObject({ chosen: null, left: [{ chosen: wayan, form: typed }] })
  })

  test('is there when the person is found again, whose identifiers are then compared anew', () => {
    desk().choose(siti)
    desk().choose(wayan)
    expect(desk().form).toEqual({ ...emptyVisit, ...typed, confirmedBy: [] })
    expect(desk().left).toEqual([])
  })

  test('is forgotten once its own ticket is printed', () => {
    desk().issue(issued({ chosen: wayan, form: desk().form }))
    expect(desk()).toMatchObject({ chosen: null, form: emptyVisit, left: [] })
  })

  test('is not for the next clerk', () => {
    desk().release()
    desk().sitDown('dewi', today)
    expect(desk()).toMatchObject({ chosen: null, left: [] })
  })

  test('is not what somebody comes for on another day, unless they stand in front', () => {
    desk().choose(siti)
    desk().change({ complaint: 'pusing' })
    desk().sitDown('rina', day('2026-11-22'))
    expect(desk()).toMatchObject({ chosen: siti, form: { complaint: 'pusing' }, left: [] })
  })

  test('survives whoever else is left half typed after them, each with their own words', () => {
    desk().choose(siti)
    desk().change({ complaint: 'pusing' })
    desk().choose({ patientId: 'ketut', proven: [] })
    expect(desk().left).toMatchObject([{ form: { complaint: 'pusing' } }, { form: typed }])
    desk().choose(wayan)
    expect(desk().form).toMatchObject(typed)
    expect(desk().left).toMatchObject([{ chosen: siti, form: { complaint: 'pusing' } }])
  })

  test('gives way only to the eighth who is left half typed after them', () => {
    for (const patientId of ['1', '2', '3', '4', '5', '6', '7', '8']) {
      desk().choose({ patientId, proven: [] })
      expect(desk().left.some(({ chosen }) => chosen === wayan)).toBe(true)
      desk().change({ complaint: 'pusing' })
    }
    desk().release()
    expect(desk().left.some(({ chosen }) => chosen === wayan)).toBe(false)
  })

  test('stays for the same clerk who signs in again', () => {
    desk().sitDown('rina', today)
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
    expect(desk().left).toMatchObject([{ chosen: wayan, form: typed }])
  })

  test('takes over what its search has proven', () => {
    desk().choose(siti)
    expect(desk().form.confirmedBy).toEqual(['nik'])
  })
})

describe('a form about a person that was put aside for somebody on file', () => {
  const draft = completeDraft({ initialText: 'wayan', values: { ...emptyValues, phone: '081' } })
  const aside = { insteadOf: 'wayan', draft }
  beforeEach(() => {
    desk().putAside(aside)
    desk().choose(wayan)
  })

  test('can be taken up again, once', () => {
    desk().resume(aside, null)
    expect(desk()).toMatchObject({ task: { kind: 'register', text: 'wayan' }, asides: [] })
  })

  test('waits beside others, the last one first', () => {
    const other = { insteadOf: 'siti', draft: completeDraft({ initialText: 'siti' }) }
    desk().putAside(other)
    expect(desk().asides).toEqual([other, aside])
  })

  test('gives its place to a form that was left open since', () => {
    const open = completeDraft({ initialText: 'ketut' })
    desk().resume(aside, open)
    expect(desk().asides).toEqual([{ insteadOf: null, draft: open }])
  })

  test('is there the next day, unlike what somebody came for', () => {
    desk().change(typed)
    desk().release()
    desk().sitDown('rina', day('2026-11-22'))
    expect(desk()).toMatchObject({ asides: [aside], left: [] })
  })

  test('survives other people, and other forms', () => {
    desk().choose(siti)
    desk().issue(issued({ chosen: siti, form: desk().form }))
    desk().begin({ kind: 'register', text: 'ketut' })
    expect(desk().asides).toEqual([aside])
  })

  test('is settled by the ticket of whoever it turned out to be', () => {
    desk().issue(issued({ chosen: wayan, form: desk().form }))
    expect(desk().asides).toEqual([])
  })
})

describe('what a page that is gone had kept', () => {
  const kept = { chosen: wayan, form: { ...emptyVisit, ...typed }, left: [], asides: [] }

  test('comes back to an empty desk', () => {
    desk().bringBack(kept)
    expect(desk()).toMatchObject(kept)
  })

  test('does not come over what was typed since', () => {
    desk().choose(siti)
    desk().change({ complaint: 'pusing' })
    desk().release()
    desk().bringBack(kept)
    expect(desk()).toMatchObject({ chosen: null, left: [{ chosen: siti }] })
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
    estimate: null,
    replaces: null,
  }
  return { ticket, name: 'WAYAN SUDANA', printed: null, undoUntil: now + 60_000, from }
}
