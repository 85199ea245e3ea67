import { describe, expect, test } from 'vitest'
import {
  type ConsentAnswer,
  type ConsentForm,
  type ConsentKind,
  checkAnswer,
  consentForms,
  consentKinds,
  formOfVersion,
  formOn,
  openPoints,
  standingOf,
} from '#domain/consent'
import { parseLocalDate } from '#domain/local-date'
import { relations, relationsFor, suggestSigner } from '#domain/signer'
import { day, today } from './fixtures.ts'

const general = formOn('persetujuan_umum', today)
const required = general.points.filter(({ optional }) => !optional).map(({ code }) => code)
const grown = { birth: { date: day('1959-03-02') } }
const child = { birth: { date: day('2015-06-01') } }

function answer(change: Partial<ConsentAnswer> = {}): ConsentAnswer {
  return {
    version: general.version,
    points: required,
    agreed: true,
    relation: 'sendiri',
    signer: 'Wayan Sudana',
    ...change,
  }
}

describe('the forms', () => {
  test('have a text for every kind, on every day, with a source under every point', () => {
    for (const kind of consentKinds) {
      for (const on of ['2000-01-01', '2026-11-21', '2099-12-31'].map(day))
        expect(formOn(kind, on).points.length).toBeGreaterThan(5)
    }
    for (const { effectiveFrom, points, kind, version } of consentForms) {
      expect(parseLocalDate(effectiveFrom)).toBe(effectiveFrom)
      expect(new Set(points.map(({ code }) => code)).size).toBe(points.length)
      for (const { text, source } of points)
        expect([text.trim(), source]).toEqual([text, expect.stringMatching(/^(UU|Permenkes) \d+\/\d{4}/)])
      expect(formOfVersion(kind, version)?.version).toBe(version)
    }
  })

  test('follow the law: seven rights of Pasal 276 and four duties of Pasal 277 stand in the checklist', () => {
    const { points } = formOn('hak_kewajiban', today)
    const named = (article: string) => points.filter(({ source }) => source.includes(article))
    const letters = named('Pasal 276').map(({ source }) => /Pasal 276 huruf (\w)/.exec(source)?.[1])
    expect([...new Set(letters)]).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g'])
    expect(named('Pasal 277').length).toBe(4)
    expect(points.every(({ optional }) => !optional)).toBe(true)
  })

  test('may be replaced on a day: the newer text is asked from then on', () => {
    const older: ConsentForm = { ...general, version: 'lama', effectiveTo: '2026-11-20' }
    const newer: ConsentForm = { ...general, version: 'baru', effectiveFrom: '2026-11-21' }
    expect(formOn('persetujuan_umum', day('2026-11-20'), [older, newer]).version).toBe('lama')
    expect(formOn('persetujuan_umum', day('2026-11-21'), [older, newer]).version).toBe('baru')
  })
})

describe('an answer', () => {
  test('agrees without the points that are a matter of choice', () => {
    expect(general.points.some(({ optional }) => optional)).toBe(true)
    expect(openPoints(general, required)).toEqual([])
    expect(checkAnswer(general, answer(), grown, today)).toBeNull()
  })

  test('that refuses needs no point', () => {
    expect(checkAnswer(general, answer({ agreed: false, points: [] }), grown, today)).toBeNull()
  })

  test.each([
    ['a point left out', { points: required.slice(1) }, grown, 'consent_points_open'],
    ['a text that is asked no more', { version: '2019-1' }, grown, 'consent_text_changed'],
    ['a point the text does not have', { points: [...required, 'foto'] }, grown, 'consent_text_changed'],
    ['a child that signs alone', {}, child, 'consent_needs_guardian'],
    ['the child of a child', { relation: 'anak' as const }, child, 'consent_needs_guardian'],
    [
      'a grown person who is married as a minor',
      { relation: 'sendiri_menikah' as const },
      grown,
      'consent_signer_unfit',
    ],
    ['nobody’s name', { relation: 'wali' as const, signer: '' }, grown, 'consent_signer_missing'],
  ])('with %s is not kept', (_, change, person, code) => {
    expect(checkAnswer(general, answer(change), person, today)?.problem.code).toBe(code)
  })

  test.each([
    ['2008-11-21', 'sendiri'],
    ['2008-11-22', 'ibu'],
    ['2015-06-01', 'ibu'],
    [null, 'sendiri'],
  ] as const)('of somebody born %s comes first from: %s', (birth, first) => {
    expect(relationsFor(birth === null ? null : { date: day(birth) }, today)[0]).toBe(first)
  })

  test('every relation fits some age', () => {
    const fitting = new Set([...relationsFor(child.birth, today), ...relationsFor(grown.birth, today)])
    expect([...fitting].sort()).toEqual([...relations].sort())
  })
})

describe('who signs is suggested from what is on file', () => {
  const guardian = { name: 'Made Arta', relation: 'Ayah' }
  test.each([
    ['an adult', { ...grown, motherName: 'Ni Luh', guardian }, { relation: 'sendiri', name: '' }],
    [
      'a child with a guardian',
      { ...child, motherName: 'Ni Luh', guardian },
      { relation: 'ayah', name: 'Made Arta' },
    ],
    [
      'a child with only a mother',
      { ...child, motherName: 'Ni Luh', guardian: null },
      { relation: 'ibu', name: 'Ni Luh' },
    ],
    [
      'a child whose guardian is something else',
      { ...child, motherName: null, guardian: { name: 'Bu Asih', relation: 'Tetangga' } },
      { relation: 'wali', name: 'Bu Asih' },
    ],
  ])('%s', (_, person, signer) => {
    expect(suggestSigner(person, today)).toEqual(signer)
  })
})

describe('where somebody stands', () => {
  const kind: ConsentKind = 'persetujuan_umum'
  const yes = { kind: kind as ConsentKind, version: general.version, agreed: true }
  const no = { ...yes, agreed: false }
  const old = { ...yes, version: '2019-1' }
  const other = { ...yes, kind: 'hak_kewajiban' as ConsentKind }
  test.each([
    ['nothing was asked', [], 'missing'],
    ['only the other form was asked', [other], 'missing'],
    ['agreed', [yes], 'agreed'],
    ['refused', [no], 'refused'],
    ['took the agreement back', [no, yes], 'refused'],
    ['agreed after all', [yes, no], 'agreed'],
    ['agreed to a text that has been replaced', [old], 'outdated'],
    ['agreed anew', [yes, old], 'agreed'],
  ])('%s', (_, records, state) => {
    expect(standingOf(kind, records, today).state).toBe(state)
  })
})
