import { describe, expect, test } from 'vitest'
import { emptyVisit, needsHelp, turnToPurpose, type VisitForm } from '#ui/desk/visit/visit-form.ts'

function turned(form: Partial<VisitForm>, from: string, to: string) {
  const before = { ...emptyVisit, ...form }
  const { purpose, pregnant, postpartum } = { ...before, ...turnToPurpose(before, from, to) }
  return { purpose, pregnant, postpartum }
}

describe('choosing a purpose', () => {
  test.each([
    ['an antenatal check ticks Hamil', {}, 'berobat', 'anc', [true, false]],
    ['a postnatal check ticks Nifas', {}, 'berobat', 'nifas', [false, true]],
    [
      'the letters on the way to Nifas leave no Hamil behind',
      { pregnant: true },
      'anc',
      'nifas',
      [false, true],
    ],
    ['another purpose takes its own tick back', { postpartum: true }, 'nifas', 'berobat', [false, false]],
    ['a tick by hand stays', { pregnant: true }, 'berobat', 'kontrol', [true, false]],
    ['a tick by hand is not replaced', { postpartum: true }, 'berobat', 'anc', [false, true]],
    ['a tick that was taken away stays away', {}, 'anc', 'nifas', [false, false]],
    [
      'weeks that were typed keep their tick',
      { pregnant: true, weeks: '24' },
      'anc',
      'berobat',
      [true, false],
    ],
  ] as const)('%s', (_, form, from, to, [pregnant, postpartum]) => {
    expect(turned(form, from, to)).toEqual({ purpose: to, pregnant, postpartum })
  })
})

describe('help with getting on', () => {
  test.each([
    ['is ticked for whom a disability is on file', null, ['netra'], true],
    ['is not ticked for anybody else', null, [], false],
    ['is ticked when the clerk sees that it is needed', true, [], true],
    ['is not when the person says no', false, ['fisik'], false],
  ] as const)('%s', (_title, ticked, disabilities, expected) => {
    expect(needsHelp({ ...emptyVisit, needsHelp: ticked }, { disabilities: [...disabilities] })).toBe(
      expected,
    )
  })
})
