import { describe, expect, test } from 'vitest'
import { sentenceOf } from '#domain/errors'
import { checkPublicLabel } from '#domain/public-label'
import { presets } from './fixtures.ts'

describe('a label for everybody to read', () => {
  test.each([
    'TB',
    'Poli TBC',
    'Ruang T.B.',
    'Klinik VCT/HIV',
    'AIDS',
    'Layanan IMS',
    'PDP',
    'Poli Kesehatan Jiwa',
    'ruang kusta',
    'Poli Keswa',
    'Kesehatan Mental',
    'TBDOTS',
    'TB-DOTS',
  ])('«%s» tells too much', (label) => {
    expect(checkPublicLabel(label)?.code).toBe('label_telling')
  })

  test.each([
    'Ruang 6',
    'Ruang Ibu & Anak',
    'Ruang Batuk',
    'Laboratorium',
    'Kasir',
    'Ruang Timsehat',
    'Fundamental',
    'B',
  ])('«%s» does not', (label) => {
    expect(checkPublicLabel(label)).toBeNull()
  })

  test.each(presets)('tells nothing in the preset «$name»', ({ rooms }) => {
    expect(rooms.flatMap(({ publicLabel }) => checkPublicLabel(publicLabel) ?? [])).toEqual([])
  })

  test('is refused with what it gives away and a better one', () => {
    const found = checkPublicLabel('Poli VCT')
    expect(found && sentenceOf(found)).toMatch(/«VCT».*tes HIV.*Ruang 6/)
  })
})
