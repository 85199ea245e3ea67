import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { mostFileBytes } from '#contract/hub/import'
import { openPage, refusalOf, setUp, startHub, type TestHub, type TestPage } from '../support/hub.ts'
import {
  columnName,
  csvOf,
  headings,
  sheetOf,
  sheetRow,
  untilRest,
  upload,
  withDeclaredSize,
  workbookOf,
} from '../support/import-files.ts'

// Each import starts a worker of its own, which an old PC takes its time for.
vi.setConfig({ testTimeout: 60_000 })

let hub: TestHub
let desk: TestPage

beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(() => hub.close())

const wayan = ['07-0001', '8204020203590004', 'WAYAN SUDANA', '02-03-1959', 'L', 'Guruapin', '', '', '']
const nothing = sheetRow(2, wayan)
const head = sheetRow(1, headings)
const manyColumns = Array.from({ length: 10_000 }, (_, at) => `kolom ${at + 1}`)
const laughs =
  '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
const whole = sheetOf([wayan])

test.each<[string, string, () => Buffer, string]>([
  ['an empty file', 'kosong.csv', () => csvOf([]), 'Berkas ini kosong.'],
  ['a PDF', 'pasien.xlsx', () => Buffer.from('%PDF-1.7\n…'), 'dokumen PDF'],
  ['a picture', 'pasien.csv', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'gambar'],
  [
    'a web page that calls itself Excel',
    'pasien.xls',
    () => Buffer.from('<html><table><tr><td>Nama</table>'),
    'halaman web',
  ],
  [
    'an old Excel file',
    'pasien.xls',
    () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    'format lama',
  ],
  ['a program', 'pasien.csv', () => Buffer.from([0x4d, 0x5a, 0, 1, 2, 3, 4, 5, 6, 7, 8]), 'bukan tabel'],
  ['a zip that is no workbook', 'pasien.xlsx', () => withoutWorkbook(), 'arsip atau dokumen lain'],
  [
    'a workbook that was cut off',
    'pasien.xlsx',
    () => whole.subarray(0, whole.length - 40),
    'rusak atau terpotong',
  ],
  [
    'a workbook whose rows are cut off',
    'pasien.xlsx',
    () => workbookOf(`${head}<row r="2"><c r="A2"`),
    'rusak atau terpotong',
  ],
  [
    'a CSV with an open quotation mark',
    'pasien.csv',
    () => Buffer.from(`Nama;NIK;JK\n"WAYAN;1;L\n${'SITI;2;P\n'.repeat(50_000)}`),
    'sekitar baris 2 tidak ditutup',
  ],
  [
    'a file without headings',
    'pasien.csv',
    () => csvOf([['WAYAN', '02-03-1959']], ['SITI', '03-04-1980']),
    'Judul kolom tidak ditemukan',
  ],
  [
    'a workbook without headings',
    'pasien.xlsx',
    () => sheetOf([], {}, ['SITI', 'AMINAH']),
    'Judul kolom tidak ditemukan',
  ],
  ['10,000 columns', 'pasien.xlsx', () => sheetOf([manyColumns], {}, manyColumns), 'lebih dari 200 kolom'],
  ['10,000 columns of a CSV', 'pasien.csv', () => csvOf([manyColumns], manyColumns), 'lebih dari 200 kolom'],
  [
    'entities that laugh a billion times',
    'pasien.xlsx',
    () => workbookOf(head + nothing, { doctype: laughs }),
    'tidak wajar',
  ],
  [
    'a sheet that says it unpacks to four gigabytes',
    'pasien.xlsx',
    () => withDeclaredSize(whole, 0xffff_fff0),
    'tidak wajar',
  ],
  [
    'a sheet that unpacks to more than it says',
    'pasien.xlsx',
    () => withDeclaredSize(whole, 90),
    'rusak atau terpotong',
  ],
  [
    'a cell of eight megabytes',
    'pasien.xlsx',
    () => workbookOf(head + sheetRow(2, ['A'.repeat(8_000_000)])),
    'tidak wajar',
  ],
  [
    'a row beyond every sheet',
    'pasien.xlsx',
    () => workbookOf(`${head}<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>`),
    'rusak atau terpotong',
  ],
])('%s is refused in a sentence, and nothing is left of it', async (_what, fileName, make, words) => {
  const { id, problem } = await upload(desk, fileName, make())
  expect(problem).toContain(words)
  expect(await desk.api.imports.list()).toMatchObject([{ id, phase: 'failed', added: 0 }])
  expect(readdirSync(hub.folder).filter((name) => name.startsWith('import-'))).toEqual([])
  expect(await desk.api.patients.search({ text: 'wayan' })).toEqual([])
})

test('a file that is too large, or of no size, is refused before any of it is sent', async () => {
  const codes = async (size: number) =>
    (await refusalOf(desk.api.imports.begin({ fileName: 'a.csv', size }))).map(({ code }) => code)
  expect(await codes(mostFileBytes + 1)).toEqual(['import_file_large'])
  expect(await codes(0)).toEqual(['import_file_empty'])
})

test('parts that come twice, not in turn, or after the end are refused', async () => {
  const { id } = await desk.api.imports.begin({ fileName: 'a.csv', size: 20 })
  const send = (from: number, length: number) =>
    desk.api.imports.send({ id, from, part: new File(['x'.repeat(length)], 'part') })
  await send(0, 10)
  for (const [from, length] of [
    [0, 10],
    [15, 5],
    [10, 11],
  ] as const)
    expect((await refusalOf(send(from, length)))[0]?.code).toBe('import_part_lost')
  await desk.api.imports.stop({ id })
  expect((await refusalOf(send(10, 10)))[0]?.code).toBe('import_not_now')
})

/** What is found in a file that looks odd and is a table all the same. */
async function lookAt(fileName: string, bytes: Buffer) {
  const { id, problem } = await upload(desk, fileName, bytes)
  expect(problem).toBeNull()
  const report = await desk.api.imports.report({ id })
  const rows = {
    fresh: await desk.api.imports.rows({ id, kind: 'fresh', after: 0 }),
    rejected: await desk.api.imports.rows({ id, kind: 'rejected', after: 0 }),
  }
  await desk.api.imports.stop({ id })
  expect(await desk.api.imports.list()).toEqual([])
  return { report, rows }
}

test.each([
  ['a workbook named .csv', 'pasien.csv', () => sheetOf([wayan])],
  ['a CSV named .xlsx', 'pasien.xlsx', () => csvOf([wayan])],
  ['commas', 'pasien.csv', () => Buffer.from(`${headings.join(',')}\n${wayan.join(',')}\n`)],
  ['tabs', 'pasien.csv', () => Buffer.from(`${headings.join('\t')}\r\n${wayan.join('\t')}\r\n`)],
  [
    'sep= on the first line',
    'pasien.csv',
    () => Buffer.from(`sep=|\n${headings.join('|')}\n${wayan.join('|')}\n`),
  ],
  [
    'UTF-8 with its mark',
    'pasien.csv',
    () => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), csvOf([wayan])]),
  ],
  ['UTF-16 with its mark', 'pasien.csv', () => Buffer.from(`\ufeff${csvOf([wayan])}`, 'utf16le')],
  ['UTF-16 without it', 'pasien.csv', () => Buffer.from(String(csvOf([wayan])), 'utf16le')],
  [
    'UTF-16 the other way round',
    'pasien.csv',
    () => Buffer.from(`\ufeff${csvOf([wayan])}`, 'utf16le').swap16(),
  ],
  [
    'a title above the headings',
    'pasien.csv',
    () => Buffer.from(`DATA PASIEN PUSKESMAS TELUK HARAPAN\n\n${csvOf([wayan])}`),
  ],
])('%s is read as what it is', async (_what, fileName, make) => {
  const { rows } = await lookAt(fileName, make())
  expect(rows.fresh).toMatchObject([{ name: 'WAYAN SUDANA', nik: '8204020203590004', place: 'Guruapin' }])
})

test('Latin-1 is read as it was written', async () => {
  const { rows } = await lookAt(
    'pasien.csv',
    Buffer.from('Nama;Tgl Lahir;JK\nRENÉE D’ARC;02-03-1959;P\n'.replace('’', "'"), 'latin1'),
  )
  expect(rows.fresh).toMatchObject([{ name: "RENÉE D'ARC" }])
})

test('a million empty rows are passed over', async () => {
  const empty = Array.from({ length: 1_000_000 }, (_, at) => `<row r="${at + 2}"/>`).join('')
  const { report, rows } = await lookAt('pasien.xlsx', workbookOf(head + empty + sheetRow(1_000_002, wayan)))
  expect(report?.counts).toMatchObject({ fresh: 1, rejected: 0 })
  expect(rows.fresh).toMatchObject([{ no: 1_000_002, name: 'WAYAN SUDANA' }])
}, 60_000)

test('what a formula last gave is taken, and one that gave nothing is never worked out', async () => {
  const cell = (at: number, no: number, inside: string, type = 'str') =>
    `<c r="${columnName(at)}${no}" t="${type}">${inside}</c>`
  const known = [
    ...wayan.slice(0, 2),
    cell(2, 2, '<f>UPPER("wayan")</f><v>WAYAN HASIL</v>'),
    cell(3, 2, '<f>DATE(1959,3,2)</f><v>21611</v>', 'n'),
    'L',
  ]
  const unknown = ['', '', 'TANPA HASIL', cell(3, 3, '<f>A1+1</f>', 'n'), 'L']
  const failed = ['', '', 'RUJUKAN SALAH', cell(3, 4, '<f>#REF!</f><v>#REF!</v>', 'e'), 'L']
  const { rows } = await lookAt(
    'pasien.xlsx',
    workbookOf([headings, known, unknown, failed].map((cells, at) => sheetRow(at + 1, cells)).join('')),
  )
  expect(rows.fresh).toMatchObject([{ name: 'WAYAN HASIL', birth: '02-03-1959' }])
  expect(rows.rejected).toMatchObject([
    { name: 'TANPA HASIL', reasons: [expect.stringContaining('«=A1+1» tidak terbaca')] },
    { name: 'RUJUKAN SALAH', reasons: [expect.stringContaining('«#REF!» tidak terbaca')] },
  ])
})

test.each([
  ['a day', '21611', 1, false],
  ['a day in a format of the file’s own', '21611', 3, false],
  ['a day that nobody formatted', '21611', 0, false],
  ['a day from 1904', '20149', 1, true],
] as const)(
  '%s is a birth date, and zeros that fill up a card number belong to it',
  async (_what, day, style, date1904) => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0000000000000"/><numFmt numFmtId="165" formatCode="dd\\-mm\\-yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
    const number = (at: number, value: string, format = 0) =>
      `<c r="${columnName(at)}2" s="${format}"><v>${value}</v></c>`
    const cells = ['', number(1, '8.204020203590004E15'), 'WAYAN', number(3, day, style), 'L', '', '', '']
    const row = sheetRow(2, [...cells, number(8, '39043765', 2)])
    const { report, rows } = await lookAt('pasien.xlsx', workbookOf(head + row, { styles, date1904 }))
    expect(rows.fresh).toMatchObject([{ birth: '02-03-1959', nik: '8204020203590004' }])
    expect(report?.reasons.map(({ code }) => code)).not.toContain('card_restored')
  },
)

test('a NIK that was typed as a number among texts has lost its last digit, and is not taken for another’s', async () => {
  const number = (row: number, value: string) => `<c r="B${row}"><v>${value}</v></c>`
  const people = [
    ['', '8204020203590004', 'SEBAGAI TEKS', '02-03-1959', 'L'],
    ['', '8204020203590010', 'TEKS BERAKHIR NOL', '02-03-1959', 'L'],
    ['', number(4, '8204021207710010'), 'SEBAGAI ANGKA', '12-07-1971', 'L'],
    ['', number(5, '8.20402130583002E+15'), 'ANGKA PANGKAT', '13-05-1983', 'L'],
    // As Excel writes a number beyond 2^53; and a day with a clock, as long as a NIK.
    ['', number(6, '9.2040221081E+15'), 'ANGKA PAPUA', '<c r="D6"><v>30448.5208333333</v></c>', 'L'],
  ]
  const { rows } = await lookAt('pasien.xlsx', sheetOf(people))
  expect(rows.fresh.map(({ name, nik }) => [name, nik])).toEqual([
    ['SEBAGAI TEKS', '8204020203590004'],
    ['TEKS BERAKHIR NOL', '8204020203590010'],
    ['SEBAGAI ANGKA', ''],
    ['ANGKA PANGKAT', ''],
    ['ANGKA PAPUA', ''],
  ])
  for (const { reasons } of rows.fresh.slice(2)) expect(reasons.join()).toContain('rusak oleh Excel')
})

test('merged cells: a title above is no row, a shared village counts for each, a shared name for nobody', async () => {
  const bytes = sheetOf(
    [
      ['', '', 'ANAK SATU', '02-03-2015', 'L', 'Guruapin'],
      ['', '', 'ANAK DUA', '02-03-2016', 'L', ''],
      ['', '', 'NAMA BERSAMA', '02-03-1990', 'L', 'Guruapin'],
      ['', '', '', '02-03-1991', 'L', 'Guruapin'],
    ],
    { merged: ['F2:F3', 'C4:C5', 'A1:B1'] },
  )
  const { rows } = await lookAt('pasien.xlsx', bytes)
  expect(rows.fresh).toMatchObject([
    { name: 'ANAK SATU', place: 'Guruapin' },
    { name: 'ANAK DUA', place: 'Guruapin' },
  ])
  expect(rows.rejected.map(({ no, reasons }) => [no, reasons.join(' ')])).toEqual([
    [4, expect.stringContaining('Sel kolom C digabung')],
    [5, expect.stringContaining('Sel kolom C digabung')],
  ])
})

test('two columns of one name are told, and a person says which is meant', async () => {
  const { id } = await upload(
    desk,
    'pasien.csv',
    csvOf([['SALAH', 'WAYAN', '02-03-1959', 'L']], ['Nama', 'Nama', 'Tgl Lahir', 'JK']),
  )
  expect(await desk.api.imports.report({ id })).toMatchObject({
    repeated: ['Nama'],
    columns: [{ field: 'name' }, { field: null }, {}, {}],
  })
  await desk.api.imports.useColumns({ id, columns: [null, 'name', 'birth', 'sex'] })
  await untilRest(desk.api, id)
  expect(await desk.api.imports.rows({ id, kind: 'fresh', after: 0 })).toMatchObject([{ name: 'WAYAN' }])
  await desk.api.imports.stop({ id })
})

test('an import without a column for the birth date is looked at only once a person has named one', async () => {
  const { id } = await upload(
    desk,
    'pasien.csv',
    csvOf([['WAYAN', 'L', '02-03-1959']], ['Nama', 'JK', 'Kolom X']),
  )
  expect(await desk.api.imports.report({ id })).toMatchObject({
    missing: ['tanggal lahir atau umur'],
    counts: { fresh: 0, rejected: 0 },
  })
  const refused = await refusalOf(desk.api.imports.start({ id, undecided: 'leave' }))
  expect(refused.map(({ code }) => code)).toEqual(['import_columns_missing'])
  await desk.api.imports.useColumns({ id, columns: ['name', 'sex', 'birth'] })
  await untilRest(desk.api, id)
  expect(await desk.api.imports.report({ id })).toMatchObject({ missing: [], counts: { fresh: 1 } })
  await desk.api.imports.stop({ id })
})

function withoutWorkbook(): Buffer {
  // A document of another program: the name inside is changed, in both places of the zip.
  const bytes = Buffer.from(sheetOf([wayan]))
  for (let at = bytes.indexOf('xl/workbook.xml'); at !== -1; at = bytes.indexOf('xl/workbook.xml', at + 1))
    bytes.write('xl/w0rkbook.xml', at, 'latin1')
  return bytes
}
