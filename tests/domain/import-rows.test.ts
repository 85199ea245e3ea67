import { describe, expect, test } from 'vitest'
import { numbersOneSlipAway } from '#domain/digit-slip'
import { keysAskedFor, keysOf, ownNumbers } from '#domain/import/block-keys'
import { collectFacts } from '#domain/import/column-facts'
import type { Columns } from '#domain/import/fields'
import { missingColumns } from '#domain/import/fields'
import { findHeadingRow, guessColumns, repeatedHeadings } from '#domain/import/headings'
import { type ImportedPerson, readPerson } from '#domain/import/read-person'
import { countSlips, findVillage } from '#domain/import/read-village'
import { type Candidate, recognise } from '#domain/import/recognise'
import type { LocalDate } from '#domain/local-date'
import type { Nik } from '#domain/nik'
import { columnLetters } from '#domain/spreadsheet-text'

describe('headings', () => {
  test.each([
    [
      'short forms and other words',
      ['Tgl Lhr', 'Jns Klm', 'Cara Pembayaran', 'Alamat KTP', 'HP/WA', 'NRM', 'Kartu BPJS', 'Ds'],
      ['birth', 'sex', 'payer', 'address', 'phone', 'recordNo', 'cardNo', 'village'],
    ],
    [
      'SIMPUS',
      [
        'NO',
        'NO_RM',
        'NAMA PASIEN',
        'NIK',
        'TGL LAHIR',
        'JK',
        'ALAMAT',
        'DESA/KEL',
        'KEC',
        'NO BPJS',
        'CARA BAYAR',
      ],
      [null, 'recordNo', 'name', 'nik', 'birth', 'sex', 'address', 'village', 'district', 'cardNo', 'payer'],
    ],
    [
      'Khanza',
      [
        'no_rkm_medis',
        'nm_pasien',
        'no_ktp',
        'jk',
        'tmp_lahir',
        'tgl_lahir',
        'nm_ibu',
        'alamat',
        'no_tlp',
        'agama',
        'namakeluarga',
        'kd_pj',
        'no_peserta',
      ],
      [
        'recordNo',
        'name',
        'nik',
        'sex',
        null,
        'birth',
        'motherName',
        'address',
        'phone',
        'religion',
        'guardianName',
        'payer',
        'cardNo',
      ],
    ],
    [
      'a clerk’s own sheet',
      [
        'No.',
        'Nama',
        'Nama KK',
        'Umur (th)',
        'L/P',
        'Tanggal Lahir (dd/mm/yyyy)',
        'RT/RW',
        'Desa',
        'No. HP / WA',
        'Agama',
      ],
      [null, 'name', 'headName', 'age', 'sex', 'birth', 'rtRw', 'village', 'phone', 'religion'],
    ],
    [
      'foreigners and help',
      ['Kewarganegaraan', 'No. Paspor', 'Jenis Disabilitas', 'Perlu bantuan bahasa', 'Bahasa'],
      ['nationality', 'passport', 'disability', 'language', null],
    ],
    [
      'somebody else than the patient',
      [
        'NIK Kepala Keluarga',
        'No. NIK Ibu',
        'Tgl Lahir Suami',
        'No BPJS Ibu',
        'No HP Suami',
        'No. KK Kepala Keluarga',
      ],
      [null, null, null, null, null, 'kkNo'],
    ],
    [
      'somebody else in brackets',
      [
        'NIK (Ibu)',
        'NIK',
        'Tgl Lahir (Suami)',
        'No HP (Wali)',
        'Tgl Lahir (dd/mm/yyyy)',
        'Nama Ibu (lengkap)',
      ],
      [null, 'nik', null, null, 'birth', 'motherName'],
    ],
    [
      'facts about a head or a guardian',
      [
        'Alamat Kepala Keluarga',
        'Hubungan Penanggung Jawab',
        'No HP Kader',
        'Tgl Lahir Anak',
        'No. HP Pasien / Wali',
      ],
      [null, null, null, 'birth', 'phone'],
    ],
    [
      'dots and other short forms',
      [
        'No.R.M.',
        'Thn Lahir',
        'Jns Klmn',
        'Umur (Th)',
        'Telepon/HP',
        'Segmen Peserta',
        'WNI/WNA',
        'Passport No',
      ],
      ['recordNo', 'birth', 'sex', 'age', 'phone', 'payer', 'nationality', 'passport'],
    ],
    ['camel case', ['noRm', 'namaPasien', 'tglLahir', 'jenisKelamin'], ['recordNo', 'name', 'birth', 'sex']],
    [
      'what is about something else',
      ['Nama Dokter', 'Nama Poli', 'Tanggal Selesai', 'Diagnosa', 'Nama Ibu'],
      [null, null, null, null, 'motherName'],
    ],
    [
      'families and deaths',
      [
        'NO_KK',
        'Nama KK',
        'SHDK',
        'Status Hidup',
        'Tgl Meninggal',
        'Tgl Kunjungan',
        'Hub. dgn Kepala Keluarga',
      ],
      ['kkNo', 'headName', 'familyRelation', 'alive', 'diedOn', 'toldOn', null],
    ],
  ] as const)('of %s are understood', (_system, headings, fields) => {
    expect(guessColumns(headings)).toEqual(fields)
  })

  test('of two headings for one field the surer one is taken, else the left one; both are named', () => {
    // Khanza writes the code of who pays before its name.
    expect(guessColumns(['kd_pj', 'png_jawab'])).toEqual([null, 'payer'])
    expect(guessColumns(['kd_pj', 'alamat'])).toEqual(['payer', 'address'])
    expect(guessColumns(['Alamat', 'Nama', 'Nama'])).toEqual(['address', 'name', null])
    expect(guessColumns(['Alamat tinggal sekarang', 'Alamat'])).toEqual([null, 'address'])
    expect(repeatedHeadings(['NIK', 'Nama', 'nama ', 'Nomor RM', 'No. RM'])).toEqual([
      'Nama',
      'nama',
      'Nomor RM',
      'No. RM',
    ])
    expect(repeatedHeadings(['NIK', '', '', 'Nama'])).toEqual([])
  })

  test('may stand below a title; without two that are known there are none', () => {
    const rows = [
      ['DATA PASIEN PUSKESMAS TELUK HARAPAN'],
      ['Nama', 'per 2026'],
      ['No', 'Nama', 'NIK', 'Tgl Lahir'],
    ]
    expect(findHeadingRow(rows)).toBe(2)
    expect(findHeadingRow([['Wayan Sudana', '02-03-1959', 'L']])).toBeNull()
    expect(findHeadingRow([])).toBeNull()
  })

  test('what a person needs and no column gives is named', () => {
    expect(missingColumns(['name', 'age', 'sex'])).toEqual([])
    expect(missingColumns(['nik', 'name'])).toEqual(['tanggal lahir atau umur', 'jenis kelamin'])
  })
})

describe('villages', () => {
  const own = [
    { code: '8204022001', name: 'Guruapin' },
    { code: '8204022002', name: 'Bajo' },
    { code: '8204022003', name: 'Laluin' },
    { code: '8204022004', name: 'Sumber Rejo' },
  ]
  const around = [
    { code: '8204032001', name: 'Guraping' },
    { code: '8204032002', name: 'Bajo' },
    { code: '8204032003', name: 'Orimakurunga' },
    { code: '8204042003', name: 'Tawa' },
    { code: '8204052003', name: 'Tawa' },
  ]
  test.each([
    ['Guruapin', '8204022001', true],
    ['GURUAPIN', '8204022001', true],
    ['Desa Guruapin', '8204022001', true],
    ['Kel. Guruapin', '8204022001', true],
    ['Guruapn', '8204022001', false],
    ['Gurupain', '8204022001', false],
    ['Sumberejo', '8204022004', false],
    ['Sumberrejo', '8204022004', true],
    ['Bajo', '8204022002', true],
    ['Orimakurunga', '8204032003', true],
    ['Orimakurung', '8204032003', false],
  ])('%s is %s', (text, code, certain) => {
    expect(findVillage(text, [own, around])).toMatchObject({ code, certain })
  })
  test.each(['Tawa', 'Baja', 'Entah', '', 'Laluin Guruapin'])(
    '«%s» may be none or several, so none is taken',
    (text) => {
      expect(findVillage(text, [own.filter(({ name }) => name !== 'Bajo'), around])).toBeNull()
    },
  )
  test.each([
    ['kayoa', 'kayoa', 0],
    ['kayoa', 'kayo', 1],
    ['kayoa', 'akyoa', 1],
    ['kayoa', 'kajoa', 1],
    ['kayoa', 'koyao', 2],
    ['', 'ab', 2],
  ])('%s and %s differ by %i slips', (a, b, slips) => expect(countSlips(a, b, 2)).toBe(slips))
})

const columns: Columns = ['name', 'nik', 'birth', 'sex', 'village', 'address', null]
const reading = {
  today: '2026-11-21' as LocalDate,
  columns,
  facts: collectFacts('2026-11-21' as LocalDate).facts(),
  placeOf: (village: string) =>
    village === 'Kayoa' ? { code: '8204022004', name: 'Kayoa', certain: true } : null,
}
const rowOf = (cells: string[], merged: number[] = []) => readPerson({ cells, merged }, reading)
const codes = (row: { reasons: { code: string }[] }) => row.reasons.map(({ code }) => code)

describe('a row', () => {
  test('that names everything needed is a person, with what could not be brought along said', () => {
    const row = rowOf(['WAYAN SUDANA', '3.57E+15', '02-03-1959', 'L', 'Entah', 'Jl. Pantai', 'x'])
    expect(row.person).toMatchObject({
      name: 'WAYAN SUDANA',
      nik: null,
      nikReason: 'tidak_dibawa',
      birth: { date: '1959-03-02', precision: 'exact' },
      villageCode: null,
      address: 'Jl. Pantai, Entah',
      payer: 'umum',
    })
    expect(codes(row)).toEqual(['nik_damaged', 'village_unknown'])
  })
  test('of a foreigner says so only where country and passport are known, as no form keeps it otherwise', () => {
    const papers: Columns = ['name', 'birth', 'sex', 'nationality', 'passport', 'disability', 'language']
    const of = (...cells: string[]) =>
      readPerson({ cells: ['LUDWIG', '1980', 'L', ...cells], merged: [] }, { ...reading, columns: papers })
    const whole = of('Belanda', 'c01 x00t47', 'Tuna rungu', 'Inggris')
    expect(whole).toMatchObject({
      person: {
        nikReason: 'wna',
        nationality: 'NL',
        passport: 'C01X00T47',
        disabilities: ['rungu'],
        language: 'Inggris',
      },
      reasons: [],
    })
    expect(of('WNA', 'No. A1234567', '', '').person).toMatchObject({
      nikReason: 'lainnya',
      nationality: null,
      passport: 'A1234567',
    })
    const unnamed = of('WNA', 'paspor hilang', 'ya', '')
    expect(unnamed.person).toMatchObject({
      nikReason: 'lainnya',
      nationality: null,
      passport: null,
      disabilities: [],
      language: null,
    })
    expect(codes(unnamed)).toEqual(['nationality_unnamed', 'passport_unusable', 'disability_unknown'])
  })
  test('is refused with every fault at once', () => {
    const row = rowOf(['', '', '31-02-1990', 'X', '', ''])
    expect([row.person, codes(row)]).toEqual([null, ['name_unusable', 'birth_unreadable', 'sex_unreadable']])
  })
  test('that holds a command instead of a name is refused', () => {
    const row = rowOf(["=cmd|'/c calc'!A1", '', '02-03-1959', 'L', '', ''])
    expect(codes(row)).toEqual(['name_unusable'])
  })
  test('takes the sex from the way of addressing only where the column is empty', () => {
    expect(rowOf(['Ny. SITI', '', '1980', '', '', '']).person).toMatchObject({ name: 'SITI', sex: 'P' })
    expect(rowOf(['Ny. SITI', '', '1980', 'L', '', '']).person).toMatchObject({ sex: 'L' })
    expect(codes(rowOf(['Ny. SITI', '', '1980', 'X', '', '']))).toEqual(['sex_unreadable'])
  })
  test('that shares a cell of its own with another row is refused, one that shares the village is not', () => {
    expect(codes(rowOf(['SITI', '', '1980', 'P', 'Kayoa', ''], [0]))).toEqual(['cell_merged'])
    expect(rowOf(['SITI', '', '1980', 'P', 'Kayoa', ''], [4]).person).toMatchObject({
      villageCode: '8204022004',
    })
  })
  test('longer than the headings is refused, unless what is too much is empty', () => {
    expect(codes(rowOf(['SITI', '', '1980', 'P', '', '', '', 'geser']))).toEqual(['row_too_long'])
    expect(rowOf(['SITI', '', '1980', 'P', '', '', '', '', '']).person).not.toBeNull()
    expect(rowOf(['SITI', '', '1980', 'P']).person).not.toBeNull()
  })
  test('columns are named as a spreadsheet does', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ])
  })
})

describe('somebody on file is recognised', () => {
  const siti: ImportedPerson = {
    name: 'SITI AMINAH',
    nik: '8204024203800001' as Nik,
    nikReason: null,
    recordNo: '07-0001',
    birth: { date: '1980-03-02' as LocalDate, precision: 'exact' },
    sex: 'P',
    motherName: 'WA ODE',
    villageCode: '8204022004',
    address: null,
    rt: null,
    rw: null,
    phone: null,
    guardianName: null,
    payer: 'umum',
    cardNo: '0000039043765',
    religion: null,
    nationality: 'MY',
    passport: 'A12345678',
    disabilities: [],
    language: null,
    family: null,
    familyRelation: null,
    deceasedOn: null,
  }
  const other = (change: Partial<Candidate> = {}): Candidate => ({
    id: 'somebody',
    isOld: false,
    name: 'St. Aminah',
    birth: siti.birth,
    sex: null,
    nik: siti.nik,
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
    recordNo: '00-00-07',
    row: null,
    ...change,
  })
  const born = (date: string, precision: 'exact' | 'year' = 'exact') => ({
    birth: { date: date as LocalDate, precision },
  })
  const { cardNo, passport, recordNo } = siti
  const stranger = other({ name: 'BUDI', ...born('1970-01-01'), nik: null })
  const noNik = (change: Partial<Candidate> = {}) => other({ nik: null, ...change })
  const anotherNik = '8204024203800009'
  const village = { villageCode: '8204022004' }
  const cases: [string, Candidate[], string, string | null][] = [
    ['nobody shares anything', [], 'new', '07-0001'],
    ['the NIK and a like name', [other()], 'known', '07-0001'],
    ['the NIK of a stranger', [{ ...stranger, nik: siti.nik }], 'rejected', '07-0001'],
    ['a stranger and herself under one NIK', [{ ...stranger, nik: siti.nik }, other()], 'known', '07-0001'],
    ['the record number and a like name', [noNik({ recordNo })], 'known', '07-0001'],
    ['the record number and the name, but another sex', [noNik({ recordNo, sex: 'L' })], 'likely', null],
    [
      'the record number and the name, a generation apart',
      [noNik({ recordNo, ...born('1955-11-30') })],
      'likely',
      null,
    ],
    ['the old number of a merged record', [noNik({ recordNo, isOld: true })], 'known', '07-0001'],
    ['the record number of a stranger', [{ ...stranger, recordNo }], 'new', null],
    ['the record number, but another NIK', [other({ recordNo, nik: anotherNik })], 'likely', null],
    ['the card and a like name', [noNik({ cardNo })], 'known', '07-0001'],
    ['the card, a like name, another NIK', [other({ cardNo, nik: anotherNik })], 'likely', '07-0001'],
    ['the card of a stranger', [{ ...stranger, cardNo }], 'new', '07-0001'],
    ['the passport and a like name', [noNik({ passport })], 'known', '07-0001'],
    ['the passport of a stranger', [{ ...stranger, passport }], 'new', '07-0001'],
    ['name and birth date', [noNik()], 'likely', '07-0001'],
    ['name, birth date and village', [noNik(village)], 'known', '07-0001'],
    ...(
      [
        ['another sex', { sex: 'L' }],
        ['another mother', { motherName: 'Fatimah' }],
        ['a year alone', born('1980-07-01', 'year')],
        ['a record of its own in the same file', { row: 4, recordNo: '07-0002' }],
        ['another NIK', { nik: anotherNik }],
      ] as const
    ).map(([what, change]): [string, Candidate[], string, string] => [
      `name, birth date and village, but ${what}`,
      [noNik({ ...village, ...change })],
      'likely',
      '07-0001',
    ]),
    ['name and a mistyped birthday', [noNik(born('1980-02-03'))], 'likely', '07-0001'],
    ['a name that sounds alike and the birthday', [noNik({ name: 'SITI AMINA' })], 'likely', '07-0001'],
    [
      'a NIK with two digits swapped, and the name',
      [other({ nik: '8204024203800010' })],
      'likely',
      '07-0001',
    ],
    ['name, birth date and mother', [noNik({ motherName: 'Wa Ode' })], 'known', '07-0001'],
    [
      'name and birth date of one, the record number of another',
      [noNik(), { ...stranger, recordNo }],
      'likely',
      null,
    ],
  ]
  const usual = () => 0.002
  test.each(cases)('by %s', (_what, candidates, verdict, recordNo) => {
    expect(recognise(siti, candidates, usual)).toMatchObject({ verdict, recordNo })
  })
  test('by the desk’s own weighing, which says in words what speaks for and against it', () => {
    const { evidence } = recognise(siti, [noNik({ ...born('1980-02-03'), motherName: 'Fatimah' })], usual)
    expect(evidence).toEqual([
      { agrees: true, words: 'nama sama, ejaan lain' },
      { agrees: true, words: 'tanggal dan bulan lahir tertukar' },
      { agrees: false, words: 'nama ibu beda' },
    ])
  })
  test('under another record number, and the old one is kept for them', () => {
    expect(recognise(siti, [other()], usual).reasons).toContainEqual({
      code: 'old_number',
      params: { text: '07-0001' },
    })
    expect(recognise(siti, [other({ recordNo: '070001' })], usual).reasons).toHaveLength(1)
  })
  test('an earlier row of the file counts like somebody on file, and is named by its number', () => {
    const { verdict, reasons } = recognise(siti, [other({ row: 12, recordNo })], usual)
    expect([verdict, reasons]).toEqual(['known', [{ code: 'in_file', params: { row: 12 } }]])
  })
})

describe('whoever may be the same person shares a key', () => {
  const asked = {
    name: 'SITI AMINAH',
    sex: 'P',
    birth: { date: '1980-03-02' as LocalDate, precision: 'exact' },
    nik: '8204024203800001',
    cardNo: null,
    passport: 'A12345678',
    motherId: null,
    motherName: 'WA ODE',
    birthOrder: null,
    familyId: null,
    villageCode: null,
    rt: null,
    rw: null,
    phone: '081234567890',
    recordNo: '07-0001',
  } as const
  const day = (date: string) => ({ birth: { date: date as LocalDate, precision: 'exact' as const } })
  const nothing = { nik: null, phone: null, passport: null, recordNo: null, motherName: null }
  test.each([
    ['the record number, written otherwise', { ...nothing, recordNo: '070001', name: 'BUDI', birth: null }],
    ['the passport', { ...nothing, passport: 'A12345678', name: 'BUDI', birth: null }],
    ['day and month in each other’s place', { ...nothing, name: 'SITTI AMINAH', ...day('1980-02-03') }],
    ['one digit of the birth date', { ...nothing, name: 'ST. AMINA', ...day('1970-03-02') }],
    ['a name that sounds alike, on one day', { ...nothing, name: 'AMINAH SITTI' }],
    ['a name with a wrong letter, on one day', { ...nothing, name: 'AMINEH' }],
    ['the telephone and a like word', { ...nothing, phone: '0812-3456-7890', name: 'AMINEH', birth: null }],
    ['the name alone, where nobody noted a birth date', { ...nothing, birth: null }],
    ['the whole name and the year, on another day', { ...nothing, ...day('1980-11-20') }],
    [
      'a name by ear and a told age, three years off',
      {
        ...nothing,
        name: 'SITTI AMINA',
        birth: { date: '1977-07-01' as LocalDate, precision: 'estimated' as const },
      },
    ],
    ['a newborn under her mother’s name', { ...nothing, name: 'By. Ny. WA ODE' }],
    [
      'a told age, three years off',
      { ...nothing, birth: { date: '1981-07-01' as LocalDate, precision: 'estimated' as const } },
    ],
  ])('by %s', (_what, change) => {
    const kept = new Set(keysOf({ ...asked, ...change }))
    const keys = [...ownNumbers(asked), ...keysAskedFor(asked, () => 0.002)]
    expect(keys.some((key) => kept.has(key))).toBe(true)
  })
  test.each(numbersOneSlipAway(asked.nik))('by the NIK %s, one slip away, and a word of the name', (nik) => {
    const kept = new Set(keysOf({ ...asked, ...nothing, nik, name: 'NUR AMINA', ...day('1990-01-01') }))
    expect(keysAskedFor(asked, () => 0.002).some((key) => kept.has(key))).toBe(true)
  })
  test('and a stranger shares none', () => {
    const kept = new Set(keysOf({ ...asked, ...nothing, name: 'BUDI SANTOSO', ...day('1955-11-30') }))
    expect(keysAskedFor(asked, () => 0.002).some((key) => kept.has(key))).toBe(false)
  })
})
