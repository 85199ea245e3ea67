import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatBirth } from '#domain/birth'
import { collectFacts, type LostDigits } from '#domain/import/column-facts'
import type { ImportField } from '#domain/import/fields'
import { fromSerial, readBirth } from '#domain/import/read-birth'
import { readNationality } from '#domain/import/read-citizenship'
import { readDisabilities, readReligion, readSex } from '#domain/import/read-codes'
import { readDeath } from '#domain/import/read-death'
import { readCardCells, readKk, readRelation } from '#domain/import/read-family'
import { readName } from '#domain/import/read-name'
import { readCard, readNik, readPhone, readRecordNo, readRtRw } from '#domain/import/read-numbers'
import { readPayer } from '#domain/import/read-payer'
import { sayReason } from '#domain/import/reasons'
import { addDays, daysBetween, formatDate, type LocalDate } from '#domain/local-date'

const today = '2026-11-21' as LocalDate
const born = (birth: string, order: 'dmy' | 'mdy' = 'dmy', age = '', toldOn: LocalDate | null = null) => {
  const read = readBirth({ birth, age }, today, order, toldOn)
  if (!('birth' in read)) return read.reason.code
  return read.birth ? formatBirth(read.birth) : read.said?.code
}

describe('a birth date is read in every way that systems and clerks write it', () => {
  test.each([
    ['02-03-1959', '02-03-1959'],
    ['2/3/1959', '02-03-1959'],
    ['02.03.1959', '02-03-1959'],
    ['2-3-59', '02-03-1959'],
    ['02/03/26', '02-03-2026'],
    ['02/12/26', '02-12-1926'],
    ['1959-03-02', '02-03-1959'],
    ['1959/3/2', '02-03-1959'],
    ['1959-03-02 00:00:00', '02-03-1959'],
    ['1959-03-02T00:00:00.000Z', '02-03-1959'],
    ['02/03/1959 00.00', '02-03-1959'],
    ['12 Maret 1959', '12-03-1959'],
    ['12 MARET 1959', '12-03-1959'],
    ['12-Mar-59', '12-03-1959'],
    ['12 Agt 2001', '12-08-2001'],
    ['1 Nopember 1970', '01-11-1970'],
    ['5 Pebruari 1988', '05-02-1988'],
    ['17 Des 1999', '17-12-1999'],
    ['Mar 12, 1959', '12-03-1959'],
    ['Ternate, 02-03-1959', '02-03-1959'],
    ['TERNATE, 12 Maret 1959', '12-03-1959'],
    ["'02-03-1959", '02-03-1959'],
    ['02031959', '02-03-1959'],
    ['2031959', '02-03-1959'],
    ['020359', '02-03-1959'],
    ['19590302', '02-03-1959'],
    ['20102019', '20-10-2019'],
    ['20011203', '03-12-2001'],
    ['21611', '02-03-1959'],
    ['21611.0', '02-03-1959'],
    ['1959', 'tahun 1959'],
    ['tahun 1959', 'tahun 1959'],
    ['03-1959', 'Maret 1959'],
    ['Maret 1959', 'Maret 1959'],
    ['Nop 1959', 'November 1959'],
    ['sekitar 1959', 'sekitar 1959'],
    ['thn 1959', 'tahun 1959'],
    ['Ternate 1959', 'tahun 1959'],
    ['Maros 1959', 'tahun 1959'],
    ['Maros 03-1959', 'Maret 1959'],
    ['17agustus1945', '17-08-1945'],
    ['00-00-1959', 'tahun 1959'],
    ['1959-00-00', 'tahun 1959'],
    ['00-03-1959', 'Maret 1959'],
    ['Ternate 02-03-1959', '02-03-1959'],
    ['tgl 2-3-1959', '02-03-1959'],
    ['2-3-1959.', '02-03-1959'],
    ['12-Mrt-59', '12-03-1959'],
    ['67 th', 'sekitar 1959'],
    ['± 1959', 'sekitar 1959'],
    ['', 'birth_unknown'],
    ['-', 'birth_unknown'],
    ['0000-00-00', 'birth_unknown'],
    ['00-00-0000', 'birth_unknown'],
    ['NULL', 'birth_unknown'],
    ['31-02-1990', 'birth_unreadable'],
    ['13 Foo 1990', 'birth_unreadable'],
    ['tidak tahu', 'birth_unknown'],
    ['Tdk diketahui', 'birth_unknown'],
    ['lupa', 'birth_unknown'],
    ['??', 'birth_unknown'],
    ['tahun', 'birth_unreadable'],
    ['=A1+1', 'birth_unreadable'],
    ['02-03-2031', 'birth_refused'],
    ['02-03-1800', 'birth_refused'],
  ])('%s is %s', (written, read) => expect(born(written)).toBe(read))

  test('an American file has the month first, and only such a file', () => {
    expect(born('03/12/1959', 'mdy')).toBe('12-03-1959')
    expect(born('03/12/1959')).toBe('03-12-1959')
  })

  test('a date that has only one meaning is read in it, whatever the column does, and that is said', () => {
    expect([born('06/23/1985'), born('23/06/1985', 'mdy')]).toEqual(['23-06-1985', '23-06-1985'])
    const said = (text: string) => {
      const read = readBirth({ birth: text, age: '' }, today, 'dmy', null)
      return 'birth' in read ? read.said : null
    }
    expect(said('06/23/1985')).toEqual({
      code: 'birth_turned',
      params: { text: '06/23/1985', date: '23-06-1985' },
    })
    expect(said('23/06/1985')).toBeNull()
    expect(born('06/31/1985')).toBe('birth_unreadable')
  })

  test('an age counts from the day it was told on, else from today', () => {
    expect(born('', 'dmy', '30', '2016-08-01' as LocalDate)).toBe('sekitar 1986')
    expect(born('', 'dmy', '30')).toBe('sekitar 1996')
  })

  test('an age stands in where there is no date, and the date is an estimate', () => {
    expect(born('', 'dmy', '67')).toBe('sekitar 1959')
    expect(born('', 'dmy', '67 Th 3 Bl 2 Hr')).toBe('sekitar 1959')
    expect(born('-', 'dmy', '8 bulan')).toBe('sekitar 2026')
    expect(born('02-03-1959', 'dmy', '12')).toBe('02-03-1959')
    const dayFrom = (age: string) => {
      const read = readBirth({ birth: '', age }, today, 'dmy', null)
      return 'birth' in read ? (read.birth?.date ?? null) : read.reason.code
    }
    expect(dayFrom('0 Th 0 Bl 12 Hr')).toBe('2026-11-09')
    expect(dayFrom('0 Th 8 Bl 2 Hr')).toBe('2026-03-20')
    expect(dayFrom('1 Tahun 6 Bulan')).toBe('2025-05-07')
    expect(dayFrom('67,5')).toBe('1959-07-01')
    expect(dayFrom('0 Th,8 Bl,2 Hr')).toBe('2026-03-20')
    expect(dayFrom('1Y 6M')).toBe('2025-05-07')
    expect(dayFrom('67 TAHUN (lahir 1959)')).toBe('1959-07-01')
    expect(dayFrom('67 th 0 bln 0 hari 4 jam')).toBe('1959-11-21')
    expect(dayFrom('45-50 th')).toBe('1981-07-01')
    expect(dayFrom('8 months')).toBe('2026-03-07')
    expect(dayFrom('12 jam')).toBe('2026-11-21')
    expect(dayFrom('0')).toBeNull()
    expect(dayFrom('0 Th 0 Bl 0 Hr')).toBeNull()
    expect(dayFrom('12 34')).toBe('birth_unreadable')
  })

  test('days of Excel’s 1900 system count from 1 January 1900 and pass its 29 February that never was', () => {
    expect(['1', '59', '61', '21611', '46347'].map((day) => fromSerial(Number(day)))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '1959-03-02',
      '2026-11-21',
    ])
  })

  test('every day somebody alive was born on comes back the same, written in any of the ways', () => {
    const oldest = daysBetween('1906-01-01' as LocalDate, today)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: oldest }), (days) => {
        const date = addDays(today, -days)
        const full = formatDate(date)
        const serial = daysBetween('1899-12-30' as LocalDate, date)
        for (const written of [
          full,
          full.replaceAll('-', '/'),
          date,
          `${date} 00:00:00`,
          String(serial),
          full.replaceAll('-', ''),
        ])
          expect([written, born(written)]).toEqual([written, full])
      }),
    )
  })
})

describe('codes', () => {
  const sexOf = (cell: string, womenAre: 'P' | 'W' = 'P') => {
    const read = readSex(cell, { womenAre })
    return 'sex' in read ? read.sex : read.reason.code
  }
  test.each([
    ['L', 'L'],
    ['l', 'L'],
    ['Lk', 'L'],
    ['LAKI-LAKI', 'L'],
    ['Laki laki', 'L'],
    ['Pria', 'L'],
    ['Laki2', 'L'],
    ['Pa', 'L'],
    ['Putra', 'L'],
    ['1', 'L'],
    ['1.0', 'L'],
    ['M', 'L'],
    ['P', 'P'],
    ['pr', 'P'],
    ['Perempuan', 'P'],
    ['Wanita', 'P'],
    ['Prempuan', 'P'],
    ['PEREMPUA', 'P'],
    ['Lelaki', 'L'],
    ['Laki-Laki (L)', 'L'],
    ['(P)', 'P'],
    ['Laki-laki/Perempuan', 'sex_unreadable'],
    ['Perempuan / Laki-laki', 'sex_unreadable'],
    ['Pi', 'P'],
    ['PUTRI', 'P'],
    ['W', 'P'],
    ['2', 'P'],
    ['Female', 'P'],
    ['', 'sex_missing'],
    ['-', 'sex_missing'],
    ['3', 'sex_unreadable'],
    ['X', 'sex_unreadable'],
  ])('sex %s is %s', (cell, sex) => expect(sexOf(cell)).toBe(sex))

  test('beside W, a P is pria', () => {
    expect([sexOf('P', 'W'), sexOf('W', 'W')]).toEqual(['L', 'P'])
  })

  test.each([
    ['Islam', 'islam'],
    ['ISLAM', 'islam'],
    ['1', 'islam'],
    ['Kristen Protestan', 'kristen'],
    ['Protestan', 'kristen'],
    ['Katholik', 'katolik'],
    ['3', 'katolik'],
    ['Hindu', 'hindu'],
    ['Budha', 'buddha'],
    ['Kong Hu Cu', 'khonghucu'],
    ['Penghayat Kepercayaan', 'kepercayaan'],
    ['', null],
    ['Jedi', null],
  ])('religion %s is %s', (cell, religion) => expect(readReligion(cell).value).toBe(religion))

  test.each([
    ['BPJS PBI', 'jkn_pbi'],
    ['JKN - PBI APBN', 'jkn_pbi'],
    ['PBI APBD', 'jkn_pbpu_pemda'],
    ['BPJS Mandiri', 'jkn_pbpu'],
    ['PBPU', 'jkn_pbpu'],
    ['PEKERJA MANDIRI', 'jkn_pbpu'],
    ['Pekerja Bukan Penerima Upah', 'jkn_pbpu'],
    ['PBPU dan BP Pemda', 'jkn_pbpu_pemda'],
    ['PPU PEMDA', 'jkn_ppu'],
    ['Pegawai Swasta', 'jkn_ppu'],
    ['BUKAN PEKERJA', 'jkn_bp'],
    ['PENERIMA PENSIUN PNS', 'jkn_bp'],
    ['INVESTOR', 'jkn_bp'],
    ['Tidak bayar', 'program'],
    ['Non BPJS', 'umum'],
    ['Tidak punya BPJS', 'umum'],
    ['Belum punya kartu BPJS', 'umum'],
    ['Penerima Bantuan Iuran', 'jkn_pbi'],
    ['PBIJK', 'jkn_pbi'],
    ['PBPU dan BP Pemerintah Daerah', 'jkn_pbpu_pemda'],
    ['P3K', 'jkn_ppu'],
    ['Jamkesda (non JKN)', 'jamkesda'],
    ['PNS/ASKES', 'jkn_ppu'],
    ['Pensiunan', 'jkn_bp'],
    ['Umum', 'umum'],
    ['TUNAI', 'umum'],
    ['SKTM', 'jamkesda'],
    ['Jamkesda', 'jamkesda'],
    ['Gratis', 'program'],
    ['Asuransi swasta', 'lain'],
  ])('payer %s is %s, without a remark', (cell, payer) =>
    expect(readPayer(cell, false)).toEqual({ value: payer, reason: null }),
  )

  test('a payer that does not say the segment, and one that nobody knows, are kept with a remark', () => {
    expect(readPayer('BPJS', true)).toMatchObject({ value: 'jkn_pbi', reason: { code: 'payer_segment' } })
    expect(readPayer('Kartu Sakti', false)).toMatchObject({
      value: 'umum',
      reason: { code: 'payer_unknown' },
    })
    for (const text of ['BPJS NON PBI', 'NON PBI JKN', 'Bukan PBI (BPJS)'])
      expect(readPayer(text, true)).toMatchObject({ value: 'jkn_ppu', reason: { code: 'payer_segment' } })
    for (const text of ['Belum bawa kartu KIS', 'BPJS (tidak bayar)', 'Tidak bawa kartu BPJS'])
      expect(readPayer(text, false)).toMatchObject({ value: 'jkn_pbi', reason: { code: 'payer_segment' } })
    expect(readPayer('Non BPJS', true)).toMatchObject({ value: 'jkn_pbi', reason: { code: 'payer_segment' } })
    expect(readPayer('Kartu Sakti', true)).toMatchObject({
      value: 'jkn_pbi',
      reason: { code: 'payer_segment' },
    })
    expect(readPayer('BPJ', false)).toMatchObject({ value: 'jkn_pbi', reason: { code: 'payer_segment' } })
    expect(readPayer('', true)).toMatchObject({ value: 'jkn_pbi', reason: { code: 'payer_segment' } })
    expect(readPayer('', false)).toEqual({ value: 'umum', reason: null })
  })
})

describe('numbers', () => {
  const nik = (cell: string, nikLosesLast: LostDigits = 'none') => {
    const { value, reason } = readNik(cell, { nikLosesLast })
    return value ?? reason?.code ?? 'none'
  }
  test.each([
    ['8204020203590004', '8204020203590004'],
    ["'8204020203590004", '8204020203590004'],
    ['`8204020203590004', '8204020203590004'],
    [' 8204 0202 0359 0004 ', '8204020203590004'],
    ['82.04.02.020359.0004', '8204020203590004'],
    ['8204020203590004.0', '8204020203590004'],
    ['', 'none'],
    ['-', 'none'],
    ['0', 'none'],
    ['0000000000000000', 'none'],
    ['3.57E+15', 'nik_damaged'],
    ['3,57E+15', 'nik_damaged'],
    ['8.20402020359e15', 'nik_damaged'],
    ['820402020359000', 'nik_unusable'],
    ['82040202035900045', 'nik_unusable'],
    ['8204020203590000', 'nik_unusable'],
    ['1111111111111111', 'nik_unusable'],
    ['belum ada', 'nik_unusable'],
  ])('NIK %s gives %s', (cell, read) => expect(nik(cell)).toBe(read))

  test('in a column whose last digits Excel has lost, only a NIK that kept its own is taken', () => {
    expect(nik('8204020203590010', 'all')).toBe('nik_damaged')
    expect(nik('8204020203590014', 'all')).toBe('8204020203590014')
    expect(nik('8204020203590010')).toBe('8204020203590010')
  })

  test('among texts only a number is one that Excel has rounded', () => {
    expect(nik('8204020203590010.0', 'numbers')).toBe('nik_damaged')
    expect(nik('8204020203590010', 'numbers')).toBe('8204020203590010')
    expect(nik('8204020203590014.0', 'numbers')).toBe('8204020203590014')
  })

  const card = (cell: string, cardZeros: number[] = []) => {
    const { value, reason } = readCard(cell, { cardZeros })
    return [value, reason?.code ?? null]
  }
  test.each([
    ['0000039043765', '0000039043765', null],
    ["'0000039043765", '0000039043765', null],
    ['39043765', '0000039043765', 'card_restored'],
    ['1260123456', '0001260123456', 'card_restored'],
    ['1234567', null, 'card_unusable'],
    ['081234567890', null, 'card_unusable'],
    ['3.9E+07', null, 'card_unusable'],
    ['8204020203590004', null, 'card_unusable'],
    ['', null, null],
    ['-', null, null],
  ])('card %s gives %s', (cell, value, said) => expect(card(cell)).toEqual([value, said]))

  test.each([
    ['1260123456', '0001260123456', 'card_restored'],
    ['960123456', '0000960123456', 'card_restored'],
    ['39043765', null, 'card_unusable'],
    ['12601234567', null, 'card_unusable'],
    ['000126012345', null, 'card_unusable'],
    ['012601234', null, 'card_unusable'],
  ])('beside cards that begin with three or four zeros, a short %s gives %s', (cell, value, said) =>
    expect(card(cell, [3, 4])).toEqual([value, said]),
  )

  test.each([
    ['WNI', null, null],
    ['INDONESIA', null, null],
    ['Warga Negara Indonesia', null, null],
    ['-', null, null],
    ['Malaysia', 'MY', null],
    ['WNA - Malaysia', 'MY', null],
    ['Malaysia (WNA)', 'MY', null],
    ['Malaysian', 'MY', null],
    ['Myanmar', 'MM', null],
    ['Perancis', 'FR', null],
    ['India', 'IN', null],
    ['IN', null, 'nationality_unknown'],
    ['A.S.', 'US', null],
    ['Brunei Darussalam', 'BN', null],
    ['W.N.A', null, 'nationality_unnamed'],
    ['Bukan WNI', null, 'nationality_unnamed'],
    ['Bukan WNA', null, null],
    ['Rep. Indonesia', null, null],
    ['IND', null, null],
    ['WNI Keturunan', null, null],
    ['Indonesia (WNI)', null, null],
    ['MY', 'MY', null],
    ['MYS', 'MY', null],
    ['Timor-Leste', 'TL', null],
    ['Republik Tiongkok', 'CN', null],
    ['Papua Nugini', 'PG', null],
    ['Netherlands', 'NL', null],
    ['WNA', null, 'nationality_unnamed'],
    ['Warga Negara Asing', null, 'nationality_unnamed'],
    ['Atlantis', null, 'nationality_unknown'],
    ['1', null, null],
    ['2', null, 'nationality_unnamed'],
    ['7', null, 'nationality_unknown'],
  ])('nationality %s gives %s', (cell, value, said) => {
    const read = readNationality(cell)
    expect([read.value, read.reason?.code ?? null]).toEqual([value, said])
  })

  test.each([
    ['', [], null],
    ['TIDAK ADA', [], null],
    ['Non disabilitas', [], null],
    ['Tidak', [], null],
    ['Netra', ['netra'], null],
    ['TUNA DAKSA', ['fisik'], null],
    ['Buta warna', [], 'disability_unknown'],
    ['Buta huruf', [], 'disability_unknown'],
    ['Tidak dapat mendengar', ['rungu'], null],
    ['tidak melihat', ['netra'], null],
    ['Tidak bisa berjalan', ['fisik'], null],
    ['Tidak ada cacat fisik', [], null],
    ['Tidak ada cacat fisik dan mental', [], null],
    ['Sehat jasmani rohani', [], null],
    ['tidak tuli', [], null],
    ['Tidak ada (gangguan penglihatan)', [], null],
    ['Penglihatan: normal', [], 'disability_unknown'],
    ['Tidak bisa mendengar dan bicara', ['rungu', 'wicara'], null],
    ['Down Sindrom', ['intelektual'], null],
    ['N', [], null],
    ['Tidak jelas', [], 'disability_unknown'],
    ['Rungu (pendengaran), Wicara', ['rungu', 'wicara'], null],
    ['Tunagrahita', ['intelektual'], null],
    ['Retardasi mental', ['intelektual'], null],
    ['Disabilitas mental', ['mental'], null],
    ['Ya', [], 'disability_unknown'],
  ])('disability %s gives %s', (cell, value, said) => {
    const read = readDisabilities(cell)
    expect([read.value, read.reason?.code ?? null]).toEqual([value, said])
  })

  test.each([
    ['081234567890', '081234567890', null],
    ['+62 812-3456-7890', '081234567890', null],
    ['81234567890', '081234567890', 'phone_restored'],
    ['81234567890.0', '081234567890', 'phone_restored'],
    ['0812 3456 7890 / 0813 1111 2222', '081234567890', null],
    ['0921-3110123', '09213110123', null],
    ['8.12E+10', null, 'phone_unusable'],
    ['tidak punya', null, 'phone_unusable'],
    ['', null, null],
  ])('phone %s gives %s', (cell, value, said) => {
    const read = readPhone(cell)
    expect([read.value, read.reason?.code ?? null]).toEqual([value, said])
  })

  test.each([
    ['07-0123-01', '07-0123-01'],
    ['00 12 34', '001234'],
    ["'001234", '001234'],
    ['1234.0', '1234'],
    ['', null],
    ['1.2E+09', null],
    ['RM#12', null],
  ])('record number %s gives %s', (cell, value) => expect(readRecordNo(cell).value).toBe(value))

  test.each([
    [{ rt: '3', rw: '005', both: '' }, ['003', '005']],
    [{ rt: 'RT 3', rw: 'RW. 5', both: '' }, ['003', '005']],
    [{ rt: '', rw: '', both: '003/005' }, ['003', '005']],
    [{ rt: '', rw: '', both: 'RT 3 RW 5' }, ['003', '005']],
    [{ rt: '-', rw: '0', both: '' }, [null, null]],
    [{ rt: 'ujung', rw: '', both: '' }, [null, null]],
  ])('%o', (cells, read) => {
    const { rt, rw, reason } = readRtRw(cells)
    expect([rt, rw]).toEqual(read)
    expect(reason?.code).toBe(cells.rt === 'ujung' ? 'place_number_left' : undefined)
  })
})

describe('names', () => {
  test.each([
    ['Tn. BUDI SANTOSO', 'BUDI SANTOSO', 'L'],
    ['Ny SITI AMINAH', 'SITI AMINAH', 'P'],
    ['SITI AMINAH, NY', 'SITI AMINAH', 'P'],
    ['RUDI , AN', 'RUDI', null],
    ['Nn. DEWI', 'DEWI', 'P'],
    ['By. Ny. SITI AMINAH', 'By. Ny. SITI AMINAH', null],
    ['H. WAYAN SUDANA, S.Pd', 'H. WAYAN SUDANA, S.Pd', null],
    ['ANDI', 'ANDI', null],
    ['IBU', 'IBU', null],
    ['NYOMAN', 'NYOMAN', null],
    ['ANITA', 'ANITA', null],
    ['SUPARNO', 'SUPARNO', null],
    ['siti aminah', 'siti aminah', null],
    ['Siti AMINAH', 'Siti AMINAH', null],
  ])('%s is kept as %s', (written, name, sex) => expect(readName(written)).toMatchObject({ name, sex }))
})

describe('what only a whole column can tell', () => {
  const factsOf = (field: ImportField, cells: readonly string[]) => {
    const facts = collectFacts(today)
    for (const cell of cells) facts.note(field, cell)
    return facts.facts()
  }
  test('the month stands first where some second number is above 12 and no first one is', () => {
    expect(factsOf('birth', ['03/04/1959', '03/25/1959']).dateOrder).toBe('mdy')
    expect(factsOf('birth', ['03/04/1959', '25/03/1959']).dateOrder).toBe('dmy')
    expect(factsOf('birth', ['03/25/1959', '25/03/1959']).dateOrder).toBe('dmy')
    expect(factsOf('birth', ['1959-03-25']).dateOrder).toBe('dmy')
  })
  test('the latest visit says how old a file is', () => {
    expect(factsOf('toldOn', ['02-03-2024', '2024-05-01', '01-01-2030', '']).newest).toBe('2024-05-01')
    expect(factsOf('toldOn', ['']).newest).toBeNull()
  })
  test('P is pria where there are W and no L', () => {
    expect(factsOf('sex', ['P', 'W', 'P']).womenAre).toBe('W')
    expect(factsOf('sex', ['Pria', 'Wanita']).womenAre).toBe('W')
    expect(factsOf('sex', ['L', 'P', 'W']).womenAre).toBe('P')
    expect(factsOf('sex', ['P']).womenAre).toBe('P')
  })
  test('Excel has eaten the last digit of every NIK where far more than a tenth end in 0', () => {
    const niks = (last: string) => Array.from({ length: 10 }, (_, at) => `82040202035900${at}${last}`)
    expect(factsOf('nik', niks('0')).nikLosesLast).toBe('all')
    expect(factsOf('nik', [...niks('1'), ...niks('2'), ...niks('0')]).nikLosesLast).toBe('none')
    expect(factsOf('nik', niks('0').slice(0, 2)).nikLosesLast).toBe('none')
  })
  test('a number among texts is rounded by Excel, unless some number shows that no spreadsheet has', () => {
    const texts = ['8204020203590011', '8204020203590012', '8204020203590020']
    expect(factsOf('nik', [...texts, '8204020203590030.0']).nikLosesLast).toBe('numbers')
    expect(factsOf('nik', [...texts, '8204020203590030.0', '8204020203590031.0']).nikLosesLast).toBe('none')
  })
  test('with how many zeros card numbers begin is told by those that kept them', () => {
    expect(factsOf('cardNo', ['1260123456', '0001260123457', '0000960123456']).cardZeros).toEqual([3, 4])
    expect(factsOf('cardNo', ['39043765', '1234567890123', '000126012345']).cardZeros).toEqual([])
  })
})

describe('family cards', () => {
  const kk = (cell: string, kkLosesLast: LostDigits = 'none') => {
    const { value, reason } = readKk(cell, { kkLosesLast })
    return [value?.key ?? null, value?.kkNo ?? null, reason?.code ?? null]
  }
  test.each([
    ['8204022108100004', ['8204022108100004', '8204022108100004', null]],
    ['8204 0221 0810 0004', ['8204022108100004', '8204022108100004', null]],
    ['82040221081004', ['82040221081004', null, 'kk_short']],
    ['8,20E+15', [null, null, 'kk_damaged']],
    ['123', [null, null, 'kk_unusable']],
    ['', [null, null, null]],
  ])('number %s', (cell, read) => expect(kk(cell)).toEqual(read))

  test('of which Excel has lost the last digits makes strangers one family, so none is taken', () => {
    expect(kk('8204022108100000', 'all')).toEqual([null, null, 'kk_damaged'])
  })

  test('the number and the name of the head are told apart, whichever column holds them', () => {
    const kk = '8204022108100004'
    const read = { kk, headName: 'BUDI' }
    expect(readCardCells({ kkNo: kk, headName: 'BUDI' })).toEqual(read)
    expect(readCardCells({ kkNo: 'BUDI', headName: kk })).toEqual(read)
    expect(readCardCells({ kkNo: 'BUDI', headName: '' })).toEqual({ kk: '', headName: 'BUDI' })
    expect(readCardCells({ kkNo: '8.2E+15', headName: '' })).toEqual({ kk: '8.2E+15', headName: '' })
  })

  test.each([
    ['KEPALA KELUARGA', 'kepala'],
    ['Kep. Kel.', 'kepala'],
    ['1', 'kepala'],
    ['Isteri', 'istri'],
    ['03', 'istri'],
    ['Anak ke-2', 'anak'],
    ['Orang Tua', 'orang_tua'],
    ['Keponakan', 'famili_lain'],
    ['KEPALAKELUARGA', 'kepala'],
    ['Kepkel', 'kepala'],
    ['Nenek', 'famili_lain'],
    ['Kepala Rumah Tangga', 'kepala'],
    ['Famili Lain', 'famili_lain'],
    ['9', 'famili_lain'],
    ['Lainnya', 'lainnya'],
    ['12', null],
    ['???', null],
  ])('relation %s is %s', (cell, relation) => expect(readRelation(cell).value).toBe(relation))
})

describe('somebody has died', () => {
  const asOf = '2025-12-31' as LocalDate
  const died = (cells: { alive?: string; died?: string; diedOn?: string }) => {
    const birth = { date: '1959-03-02' as LocalDate, precision: 'exact' as const }
    const given = { alive: '', died: '', diedOn: '', ...cells }
    const { value, reason } = readDeath(given, { birth, today, order: 'dmy', asOf })
    return [value, reason?.code ?? null]
  }
  test.each([
    [{ diedOn: '05-06-2024' }, ['2024-06-05', null]],
    [{ died: '05-06-2024' }, ['2024-06-05', null]],
    [{ died: 'ya', diedOn: '05-06-2024' }, ['2024-06-05', null]],
    [{ died: 'Ya' }, [asOf, 'death_undated']],
    [{ died: '1' }, [asOf, 'death_undated']],
    [{ died: 'Meninggal Dunia' }, [asOf, 'death_undated']],
    [{ alive: 'Meninggal' }, [asOf, 'death_undated']],
    [{ alive: 'Sudah meninggal' }, [asOf, 'death_undated']],
    [{ alive: 'Belum meninggal' }, [null, null]],
    [{ alive: 'tidak' }, [asOf, 'death_undated']],
    [{ alive: '0' }, [asOf, 'death_undated']],
    [{ alive: 'ya' }, [null, null]],
    [{ alive: 'Hidup' }, [null, null]],
    [{ died: 'Tidak' }, [null, null]],
    [{ died: '0' }, [null, null]],
    [{ died: '-' }, [null, null]],
    [{}, [null, null]],
    [{ died: 'pindah' }, [null, 'death_unreadable']],
    [{ diedOn: '31-02-2024' }, [asOf, 'death_refused']],
    [{ diedOn: '05-06-1950' }, [asOf, 'death_refused']],
    [{ diedOn: '05-06-2030' }, [asOf, 'death_refused']],
  ])('%o', (cells, read) => expect(died(cells)).toEqual(read))
})

test('a reason quotes what stood in the file', () => {
  const { reason } = readNik('3.57E+15', { nikLosesLast: 'none' })
  expect(reason && sayReason(reason)).toContain('«3.57E+15»')
})
