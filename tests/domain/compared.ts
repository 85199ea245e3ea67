import type { Birth } from '#domain/birth'
import type { Compared } from '#domain/duplicate'
import { day } from './fixtures.ts'

export const nothingKnown: Compared = {
  name: '',
  sex: null,
  birth: null,
  nik: null,
  cardNo: null,
  passport: null,
  motherId: null,
  motherName: null,
  birthOrder: null,
  familyId: null,
  villageCode: null,
  rt: null,
  rw: null,
  phone: null,
}

export function exact(date: string): Birth {
  return { date: day(date), precision: 'exact' }
}
