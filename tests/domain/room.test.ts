import { describe, expect, test } from 'vitest'
import { sentenceOf } from '#domain/errors'
import { checkRooms, type Room } from '#domain/room'
import { presets } from './fixtures.ts'

type Place = Pick<Room, 'cluster' | 'roles'>

const family: Place = { cluster: 'k2', roles: ['ibu', 'anak'] }
const adults: Place = { cluster: 'k3', roles: ['dewasa', 'lansia'] }
const emergency: Place = { cluster: 'lk', roles: ['darurat'] }

describe('the rooms of a Puskesmas', () => {
  test.each(presets)('are complete in the preset «$name»', ({ rooms }) => {
    expect(checkRooms(rooms)).toEqual([])
  })

  test('may put an emergency into a room that serves adults', () => {
    expect(checkRooms([family, { ...adults, roles: ['dewasa', 'darurat'] }])).toEqual([])
  })

  test.each([
    ['mothers and children', [adults, emergency], 'belum ada ruangan untuk klaster Ibu dan Anak'],
    ['adults and the old', [family, emergency], 'belum ada ruangan untuk klaster Dewasa dan Lansia'],
    ['an emergency', [family, adults], 'belum ada tempat gawat darurat'],
  ])('are refused without a place for %s', (_who, rooms, what) => {
    expect(checkRooms(rooms).map(sentenceOf)).toEqual([`Penyiapan belum lengkap: ${what}.`])
  })

  test('are refused for everything that is missing at once', () => {
    expect(checkRooms([])).toHaveLength(3)
  })
})
