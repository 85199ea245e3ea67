import { describe, expect, test } from 'vitest'
import { isSearchable, readSearch, type SearchText } from '#domain/search-text'

const nothing: SearchText = {
  number: null,
  words: [],
  roles: null,
  ends: null,
  birthYear: null,
  age: null,
  birthDates: [],
  rt: null,
  rw: null,
}

function roles(all: string, own: string, village = '', kin = '') {
  const [one, two, three, four] = [all, own, village, kin].map((words) => words.split(' ').filter(Boolean))
  return { all: one, own: two, village: three, kin: four }
}

/** Words with a role, in the order in which they were typed. */
function said(...[all, own, village = '', kin = '']: Parameters<typeof roles>) {
  const meant = `${own} ${village} ${kin}`.split(' ')
  const words = all.split(' ').filter((word) => meant.includes(word))
  return { words, roles: roles(all, own, village, kin) }
}

describe('one box of typed text', () => {
  test.each<[string, Partial<Record<keyof SearchText, unknown>>]>([
    ['wayan 1959', { words: ['wayan'], birthYear: 1959 }],
    ['siti 1990', { words: ['siti'], birthYear: 1990 }],
    ['1990 siti', { words: ['siti'], birthYear: 1990 }],
    ['siti 1890', { words: ['siti'], ends: '1890' }],
    ['1959', { number: '1959', birthYear: 1959 }],
    ['rizky 2 maret 1959', { words: ['rizky'], birthDates: ['1959-03-02'] }],
    ['siti 17 Agt 08', { words: ['siti'], birthDates: ['1908-08-17', '2008-08-17'] }],
    ['maret 1959', { words: ['maret'], birthYear: 1959 }],
    ['rt 3 marni 1990', { words: ['marni'], birthYear: 1990, rt: '003' }],
    ['siti  rahma', { words: ['siti', 'rahma'] }],
    ['12', {}],
    ['', {}],
    // numbers
    ['07-01.23', { number: '070123', birthDates: ['1923-01-07', '2023-01-07'] }],
    ['00-12-34', { number: '001234' }],
    ['8204026505980003', { number: '8204026505980003' }],
    ['8204 0265 0598 0003', { number: '8204026505980003' }],
    ['+62 812 3456', { number: '08123456' }],
    ['nik 8204026505980003', { number: '8204026505980003' }],
    ['RM: 07-0123-01', { number: '07012301' }],
    ['a-0012/03', { number: 'A001203', words: ['a-0012/03'] }],
    ['X1234567', { number: 'X1234567', words: ['X1234567'] }],
    // dates
    ['02-03-1959', { number: '02031959', birthDates: ['1959-03-02'] }],
    ['02031959', { number: '02031959', birthDates: ['1959-03-02'] }],
    ['2/3/1959', { number: '231959', birthDates: ['1959-03-02'] }],
    ['1959-03-02', { number: '19590302', birthDates: ['1959-03-02'] }],
    ['wayan 02-03-1959', { words: ['wayan'], birthDates: ['1959-03-02'] }],
    ['wayan 02.03.1959', { words: ['wayan'], birthDates: ['1959-03-02'] }],
    ['wayan 2/3/59', { words: ['wayan'], birthDates: ['1959-03-02', '2059-03-02'] }],
    ['wayan 02031959', { words: ['wayan'], birthDates: ['1959-03-02'] }],
    ['1959-03-02 wayan', { words: ['wayan'], birthDates: ['1959-03-02'] }],
    ['31-02-1959', { number: '31021959' }],
    ['wayan 31-02-1959', { words: ['wayan'] }],
    // the last digits of a number beside a name
    ['siti 0123', { words: ['siti'], ends: '0123' }],
    ['0123 siti', { words: ['siti'], ends: '0123' }],
    ['siti 012', { words: ['siti'], ends: '012' }],
    ['siti 01', { words: ['siti'] }],
    ['siti 1990 0123', { words: ['siti'], birthYear: 1990, ends: '0123' }],
    ['siti 0812 3456 789', { words: ['siti'], ends: '08123456789' }],
    ['siti +62 812 3456', { words: ['siti'], ends: '08123456' }],
    ['siti 08123456', { words: ['siti'], ends: '08123456' }],
    ['siti 07-0123-01', { words: ['siti'], ends: '07012301' }],
    ['siti 00-12-34', { words: ['siti'], ends: '001234' }],
    ['siti 001234', { words: ['siti'], ends: '001234' }],
    ['budi rt 3 0123', { words: ['budi'], rt: '003', ends: '0123' }],
    // RT and RW
    ['budi rt 3', { words: ['budi'], rt: '003' }],
    ['budi RT.03', { words: ['budi'], rt: '003' }],
    ['budi rw 05', { words: ['budi'], rw: '005' }],
    ['budi rt3/rw5', { words: ['budi'], rt: '003', rw: '005' }],
    ['budi rt 003/005', { words: ['budi'], rt: '003', rw: '005' }],
    ['rt 3 rw 5 budi', { words: ['budi'], rt: '003', rw: '005' }],
    ['budi rt 3 1990', { words: ['budi'], rt: '003', birthYear: 1990 }],
    ['rt 3', { rt: '003' }],
    ['rt3', { rt: '003' }],
    ['budi rt', { words: ['budi'] }],
    ['budi rw ', { words: ['budi'] }],
    ['budi rt 3 rw', { words: ['budi'], rt: '003' }],
    ['arta 3', { words: ['arta'] }],
    // what is said before a number
    ['siti lahir 1990', { words: ['siti'], birthYear: 1990 }],
    ['siti th 1990', { words: ['siti'], birthYear: 1990 }],
    ['siti thn. 1990', { words: ['siti'], birthYear: 1990 }],
    ['siti tahun 1990 rt 3', { words: ['siti'], birthYear: 1990, rt: '003' }],
    ['wayan tgl lahir 02-03-1959', { words: ['wayan'], birthDates: ['1959-03-02'] }],
    ['wayan lahir: 2/3/59', { words: ['wayan'], birthDates: ['1959-03-02', '2059-03-02'] }],
    ['lahir 1990', { birthYear: 1990 }],
    ['lahir 02-03-1959', { birthDates: ['1959-03-02'] }],
    ['siti lahir', { words: ['siti'] }],
    ['siti tgl lahir ', { words: ['siti'] }],
    ['siti th', { words: ['siti', 'th'] }],
    ['lahir', { words: ['lahir'] }],
    ['siti kk 8204020101200001', { words: ['siti'], ends: '8204020101200001' }],
    ['siti rm. 0123', { words: ['siti'], ends: '0123' }],
    ['siti no hp 08123456', { words: ['siti'], ends: '08123456' }],
    // an age
    ['siti 45 th', { words: ['siti'], age: 45 }],
    ['siti 45th', { words: ['siti'], age: 45 }],
    ['siti 45 thn.', { words: ['siti'], age: 45 }],
    ['umur 45 siti', { words: ['siti'], age: 45 }],
    ['siti usia 45 tahun desa', { words: ['siti'], age: 45, roles: roles('siti desa', 'siti') }],
    ['rizky 8 bulan', { words: ['rizky'], age: 0 }],
    ['rizky umur 14 bln', { words: ['rizky'], age: 1 }],
    ['45th', { age: 45 }],
    ['umur 45', { age: 45 }],
    ['siti umur', { words: ['siti'] }],
    ['siti umur 4', { words: ['siti'], age: 4 }],
    ['siti rt 3 th 1990', { words: ['siti'], rt: '003', birthYear: 1990 }],
    ['siti 12 th 1990', { words: ['siti'], birthYear: 1990 }],
    // a village, told by the word before it
    ['wayan desa ketapang', said('wayan desa ketapang', 'wayan', 'ketapang')],
    ['wayan Ds. ketapang', said('wayan Ds. ketapang', 'wayan', 'ketapang')],
    ['wayan ds.ketapang', said('wayan ds. ketapang', 'wayan', 'ketapang')],
    ['siti kel. ketapang', said('siti kel. ketapang', 'siti', 'ketapang')],
    ['siti kelurahan ketapang', said('siti kelurahan ketapang', 'siti', 'ketapang')],
    ['siti kampung baru', said('siti kampung baru', 'siti', 'baru')],
    ['siti kp teluk dalam', said('siti kp teluk dalam', 'siti', 'teluk dalam')],
    ['siti dusun tua rt 3', { ...said('siti dusun tua', 'siti', 'tua'), rt: '003' }],
    ['desa ketapang', said('desa ketapang', '', 'ketapang')],
    ['wayan desa', { words: ['wayan'], roles: roles('wayan desa', 'wayan') }],
    ['wayan kel', { words: ['wayan', 'kel'] }],
    ['wayan ds', { words: ['wayan', 'ds'] }],
    ['desa', { words: ['desa'] }],
    ['desa desa', { words: ['desa', 'desa'] }],
    ['desak made', { words: ['desak', 'made'] }],
    ['kelana', { words: ['kelana'] }],
    // the family, told by the word before it
    ['siti kk ahmad', said('siti kk ahmad', 'siti', '', 'ahmad')],
    ['siti kepala keluarga ahmad', said('siti kk ahmad', 'siti', '', 'ahmad')],
    ['siti ibu aminah', said('siti ibu aminah', 'siti', '', 'aminah')],
    ['rizky anak siti aminah', said('rizky anak siti aminah', 'rizky', '', 'siti aminah')],
    ['anak siti', said('anak siti', '', '', 'siti')],
    ['siti kk ahmad desa ketapang', said('siti kk ahmad desa ketapang', 'siti', 'ketapang', 'ahmad')],
    ['kk ahmad', said('kk ahmad', 'ahmad')],
    ['ibu sri', said('ibu sri', 'sri')],
    ['ibu', { words: ['ibu'] }],
    ['cokorda istri rai', { words: ['cokorda', 'istri', 'rai'] }],
    ['siti kk', { words: ['siti', 'kk'] }],
  ])('«%s» asks for %j', (text, asked) => {
    expect(readSearch(text)).toEqual({ ...nothing, ...asked })
  })

  test.each([
    ['a', true],
    ['ñ', true],
    ['123', true],
    ['1959', true],
    ['rt 3', true],
    ['A12', true],
    ['umur 45', true],
    ['', false],
    ['  ', false],
    ['1', false],
    ['12', false],
    ['-', false],
    ['😀', false],
  ])('«%s» is enough to look for somebody: %s', (text, enough) => {
    expect(isSearchable(text)).toBe(enough)
  })
})
