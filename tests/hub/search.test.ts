import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import {
  head,
  type NewPatient,
  newPatient,
  openPage,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'

let hub: TestHub
let desk: TestPage

beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
})
afterAll(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

const search = (text: string) => desk.api.patients.search({ text })
const names = async (text: string) => (await search(text)).map(({ name }) => name)
/** Name and reason of each hit, in the order of the list. */
const why = async (text: string) => (await search(text)).map(({ name, matched }) => `${name}: ${matched}`)

function born(date: string, precision: 'exact' | 'month' | 'year' | 'estimated' = 'exact') {
  return { date: date as LocalDate, precision }
}

function register(name: string, change: Partial<NewPatient> = {}) {
  return desk.api.patients.register(newPatient({ name, ...change }))
}

describe('the list is ranked, and says why somebody stands in it', () => {
  beforeAll(async () => {
    await register('Budi Zulkarnain')
    await register('Ahmad Zulkarnain')
    await register('Zulkarnain')
    await register('Zulkarnaini Putra')
    await register('Zulqornaen Akbar')
    await register('Zulkanrain Syah')
    await register('Anak Satu', { motherName: 'Zulkarnain Dewi' })
  })

  test('begins as typed, then whole words, then beginnings, then the mother, then the sound, then a slip', async () => {
    expect(await why('zulkarnain')).toEqual([
      'Zulkarnain: nama',
      'Zulkarnaini Putra: nama',
      'Budi Zulkarnain: nama',
      'Ahmad Zulkarnain: nama',
      'Anak Satu: ibu',
      'Zulqornaen Akbar: bunyi',
      'Zulkanrain Syah: salah_ketik',
    ])
  })

  test('whose own name has the words comes before whose mother has them, beside a village too', async () => {
    const villages = await desk.api.area.villagesOfDistrict({ code: '820402' })
    const { code, name } = villages.find((village) => /^[A-Z][a-z]{5,}$/.test(village.name)) ?? {
      code: '',
      name: '',
    }
    await register('Anak Dua', { motherName: 'Wiwitan Kertarajasa', villageCode: code })
    await register('Lastri Wiwitan Kertarajasa', { villageCode: code })
    expect(await names('wiwit kertara')).toEqual(['Lastri Wiwitan Kertarajasa', 'Anak Dua'])
    expect(await names(`${name} kertara`)).toEqual(['Lastri Wiwitan Kertarajasa', 'Anak Dua'])
  })

  test('a whole number comes before what only begins with it', async () => {
    await register('Nomor Panjang', { recordNo: '5511229' })
    await register('Nomor Tepat', { recordNo: '551122' })
    expect(await why('55-11-22')).toEqual(['Nomor Tepat: rm', 'Nomor Panjang: rm'])
  })

  test('each hit names the words that met', async () => {
    const [first] = await search('ahm zulkarnain')
    expect(first?.found).toEqual({
      words: ['AHM', 'ZULKARNAIN'],
      born: false,
      village: false,
      hamlet: false,
      number: null,
    })
  })
})

describe('however a name is written', () => {
  const spellings: [string, string[]][] = [
    ['SRI WAHYUNINGSIH', ['sriwahyuningsih', 'sriwahyu', 'wahyuningsih sri', 'sri wahyuning']],
    ['NURHASANAH', ['nur hasanah', 'nurhasanah', 'noer hasanah', 'nur has']],
    [
      'MOH. JOESOEF BACHTIAR',
      ['muhammad yusuf bahtiar', 'm yusuf', 'mochamad jusuf', 'yusuf bach', 'moh yus'],
    ],
    ['ABDURRACHMAN WACHID', ['abdul rahman wahid', 'abd rahman', 'abdurrahman', 'abdul rachman']],
    ['ABDUL GHOFUR', ['abdulghofur', 'abd ghofur', 'abdul gofur']],
    ['St. CHODIDJAH', ['siti khodijah', 'sitti hodijah', 'siti kho']],
    ['HJ. AGUSTINA, S.Pd', ['agus tina', 'hj agustina', 'agustina s.pd']],
    ['HERI YANTO', ['heriyanto', 'heri yanto', 'heriy']],
    [
      'MUHAMMAD SYAHRONI',
      ['muhammadsyahroni', 'mohamadsyahroni', 'muhamadsyah', 'mochammad sjahroni', 'm syahroni'],
    ],
    [
      'MUHAMMADHAFIDZ',
      ['muhammad hafidz', 'muhamadhafidz', 'moh hafidz', 'm. hafidz', 'hafidz muhammad', 'muhammadhaf'],
    ],
    ['MOH. HAMDANI', ['muhammadhamdani', 'mohammadhamdani', 'muhammad hamdani']],
    ['ABDUL ROZAK', ['abdulrozak', 'abdurrozak', 'abdurozak', 'abd rozak']],
    ['ABDURACHIM', ['abdul rahim', 'abdulrachim', 'abdurrahim', 'abd. rachim']],
    ['SITIMARYAM', ['siti maryam', 'sitimar', 'st. maryam', 'maryam siti']],
    ['SITI MUNAWAROH', ['sitimunawaroh', 'sittimunawaroh', 'sitimun']],
    ['AHMADZUBAIR', ['ahmad zubair', 'achmad zubair', 'zubair ahmad']],
    ['ACHMAD ZAINURI', ['ahmadzainuri', 'akhmadzainuri']],
  ]
  beforeAll(async () => {
    for (const [name] of spellings) await register(name)
  })

  test.each(spellings)('%s is found', async (name, texts) => {
    for (const text of texts)
      expect([text, await names(text)]).toEqual([text, expect.arrayContaining([name])])
  })

  test('Dwi and Dewi are two names', async () => {
    await register('Dwi Handarbeni')
    await register('Dewi Handarbeni')
    expect(await names('dwi handarbeni')).toEqual(['Dwi Handarbeni'])
    expect(await names('dewi handarbeni')).toEqual(['Dewi Handarbeni'])
  })

  test('one slip in one word finds the person, wherever and whatever it is', async () => {
    const name = 'Retnaningsih Widjojokusumo'
    await register(name)
    const words = name.toLowerCase().split(' ')
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom(...'abcdefghijklmnoprstuwxyz'),
        async (which, where, kind, letter) => {
          const meant = words[which] ?? ''
          const at = where % meant.length
          const typed = words.with(which, slip(meant, at, kind, letter)).join(' ')
          expect([typed, await names(typed)]).toEqual([typed, expect.arrayContaining([name])])
        },
      ),
      { numRuns: 150 },
    )
  })

  test('two slips do not', async () => {
    expect(await names('retnanigsih widjojokusmo')).toEqual([])
  })
})

describe('a search that names a baby', () => {
  const bornOn = (date: string) => ({ birth: born(date) })
  beforeAll(async () => {
    const mother = await register('Nyoman Ariani', { sex: 'P', ...bornOn('1995-02-03') })
    await register('Bayi Ariani Putri', bornOn('2001-01-01'))
    const child = { nikReason: 'bayi_baru_lahir' as const, motherId: mother.id }
    await register('Gede Suputra', { ...child, ...bornOn('2025-06-01') })
    await register('Luh Sekarini', { ...child, ...bornOn('2015-06-01') })
    await register('By. Ny. Nyoman Ariani I', { ...child, ...bornOn('2026-11-02') })
    await register('By. Ny. Nyoman Ariani II', { ...child, ...bornOn('2026-11-02') })
    await register('By. Ny. Ketut Murniasih', { motherName: 'Ketut Murniasih', ...bornOn('2026-11-01') })
  })
  const babies = ['By. Ny. Nyoman Ariani I: bayi', 'By. Ny. Nyoman Ariani II: bayi', 'Gede Suputra: bayi']

  test.each([
    'by ny ariani',
    'by. ny. nyoman ariani',
    'ny nyoman ariani bayi',
    'bayi nyoman ariani',
    'by.ny.nyoman ari',
  ])(
    '«%s» has those of that mother first, the youngest ahead, and then everybody of the name',
    async (text) => {
      const found = await why(text)
      expect(found.slice(0, 3)).toEqual(babies)
      expect(found.slice(3)).toContain('Nyoman Ariani: nama')
      expect(found).not.toContain('Luh Sekarini: bayi')
    },
  )

  test('whoever is grown up and called «Bayi» stands behind them', async () => {
    expect((await why('bayi ariani')).slice(0, 4)).toEqual([...babies, 'Bayi Ariani Putri: bayi'])
  })

  test('one of twins is named by the number', async () => {
    expect((await why('by ny ariani ii'))[0]).toBe('By. Ny. Nyoman Ariani II: bayi')
  })

  test('without a name it is every baby', async () => {
    expect((await why('bayi')).slice(0, 4)).toEqual([
      ...babies.slice(0, 2),
      'By. Ny. Ketut Murniasih: bayi',
      babies[2],
    ])
    expect((await names('by ny')).slice(0, 3)).toContain('By. Ny. Ketut Murniasih')
  })

  test('without «by» she comes first, as she begins', async () => {
    expect((await why('nyoman ariani'))[0]).toBe('Nyoman Ariani: nama')
  })
})

describe('a record that was merged', () => {
  let used: Awaited<ReturnType<typeof register>>
  async function merge(kept: typeof used, goneId: string, take: 'name'[] = []) {
    const [{ revision: keptRevision }, { revision: goneRevision }] = [
      await desk.api.patients.open({ id: kept.id }),
      await desk.api.patients.open({ id: goneId }),
    ]
    await desk.api.merges.merge({ keptId: kept.id, goneId, take, keptRevision, goneRevision })
  }
  beforeAll(async () => {
    used = await register('Sumarsih Pangestuti', { motherName: 'Kasiyem' })
    for (const [name, motherName] of [
      ['Mbok Sarinten', 'Tukinem'],
      ['Sumarsih Widuri', null],
    ] as const)
      await merge(used, (await register(name, { motherName })).id)
  })
  const former = async (text: string) =>
    (await search(text)).map(({ name, matched, formerName }) => `${name}: ${matched}, ${formerName}`)

  test('finds the one in use by the name it had, however that is typed, and says so', async () => {
    const answer = ['Sumarsih Pangestuti: nama_lama, Mbok Sarinten']
    for (const text of ['sarinten', 'mbok sar', 'sarintem', 'sarinthen', 'sarinten mbok'])
      expect([text, await former(text)]).toEqual([text, answer])
  })

  test('is not said where the own name is what met', async () => {
    expect(await former('sumarsih')).toEqual(['Sumarsih Pangestuti: nama, null'])
    expect(await former('sumarsih widuri')).toEqual(['Sumarsih Pangestuti: nama_lama, Sumarsih Widuri'])
  })

  test('lists whoever took its name over where that name stands in the alphabet', async () => {
    const kept = await register('Wagiyo Zaenal')
    await register('Wagiyo Mulyono')
    await merge(kept, (await register('Wagiyo Abadi')).id, ['name'])
    expect(await names('wagiyo')).toEqual(['Wagiyo Abadi', 'Wagiyo Mulyono'])
  })

  test('does not find anybody by a mother whom the merge has put right', async () => {
    expect(await names('tukinem')).toEqual([])
    expect(await why('kasiyem')).toEqual(['Sumarsih Pangestuti: ibu'])
  })
})

describe('beside a name the list is narrowed', () => {
  beforeAll(async () => {
    const rt = (rt: string, rw: string, villageCode = '8204022004') => ({ rt, rw, villageCode })
    await register('Karsono Satu', { birth: born('1990-05-17'), ...rt('3', '5') })
    await register('Karsono Dua', { birth: born('1991-05-17'), ...rt('003', '006') })
    await register('Karsono Tiga', { birth: born('1990-07-01', 'year'), ...rt('4', '5', '8204022005') })
    await register('Karsono Empat', { birth: born('1990-05-15', 'month'), ...rt('4', '6', '8204022005') })
    await register('Karsono Lima', { birth: born('1990-05-18'), ...rt('4', '6', '8204022005') })
  })

  test('by year, by date in every writing, and by what is known of a date', async () => {
    expect(await names('karsono 1991')).toEqual(['Karsono Dua'])
    expect(await names('karsono 1990')).toHaveLength(4)
    for (const date of ['17-05-1990', '17/5/1990', '17.05.90', '17051990', '1990-05-17'])
      expect([date, await names(`karsono ${date}`)]).toEqual([
        date,
        ['Karsono Satu', 'Karsono Tiga', 'Karsono Empat'],
      ])
    expect(await why('17051991')).toEqual(['Karsono Dua: lahir'])
    expect(await names('17-05-1991')).toEqual(['Karsono Dua'])
  })

  test('by the last digits of whatever number', async () => {
    const one = { name: 'Kartolo Enam', nik: '8204021205700123', nikReason: null, recordNo: '66-7788-99' }
    await register(one.name, { ...one, phone: '081290904545', payer: 'jkn_pbi', cardNo: '0001122338686' })
    await register('Kartolo Tujuh', { phone: '081290904646' })
    const numbered = async (text: string) =>
      (await search(text)).map(({ name, matched, found }) => `${name}: ${matched}, ${found.number}`)
    for (const [digits, kind] of [
      ['0123', 'nik'],
      ['123', 'nik'],
      ['00123', 'nik'],
      [one.nik, 'nik'],
      ['4545', 'telepon'],
      ['+62 812-9090-4545', 'telepon'],
      ['8686', 'kartu'],
      ['8899', 'rm'],
      ['66-7788-99', 'rm'],
    ])
      expect([digits, await numbered(`kartolo ${digits}`)]).toEqual([digits, [`Kartolo Enam: nama, ${kind}`]])
    expect(await names('4545 kart')).toEqual(['Kartolo Enam'])
    expect(await names('kartolo 90123')).toEqual([])
    expect(await names('kartolo 4646 rt 9')).toEqual([])
    expect(await numbered('kartilo 4646')).toEqual(['Kartolo Tujuh: salah_ketik, telepon'])
  })

  test('by RT and RW', async () => {
    expect(await names('karsono rt 3')).toEqual(['Karsono Satu', 'Karsono Dua'])
    expect(await names('karsono rw 05')).toEqual(['Karsono Satu', 'Karsono Tiga'])
    expect(await names('karsono rt 3/5')).toEqual(['Karsono Satu'])
    expect(await names('karsono rt')).toHaveLength(5)
    expect((await search('karsono rt 3'))[0]?.found).toMatchObject({ hamlet: true, born: false })
  })

  test('by the village, by any word of its name, which may also be a name', async () => {
    const villages = await desk.api.area.villagesOfDistrict({ code: '820402' })
    const [one, other] = ['8204022004', '8204022005'].map(
      (code) => villages.find((village) => village.code === code)?.name ?? '',
    )
    expect(await names(`karsono ${one}`)).toEqual(['Karsono Satu', 'Karsono Dua'])
    expect(await names(`${other} karsono`)).toEqual(['Karsono Tiga', 'Karsono Empat', 'Karsono Lima'])
    expect((await search(`karsono ${one}`))[0]).toMatchObject({ matched: 'desa', found: { village: true } })
    expect(await names(`karsono ${other} 1990 rt 4 rw 6`)).toEqual(['Karsono Empat', 'Karsono Lima'])
    await register(`${one} Karsono`, { villageCode: null })
    expect((await why(`karsono ${one}`))[0]).toBe(`${one} Karsono: nama`)
  })
})

describe('what nobody is called', () => {
  test('may be a village with one slip, a whole word of five letters or more', async () => {
    const villages = await desk.api.area.villagesOfDistrict({ code: '820402' })
    const { code, name } = villages.find((village) => /^[A-Z][a-z]{5,}$/.test(village.name)) ?? {
      code: '',
      name: '',
    }
    const slipped = `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`
    await register('Ngatinem Wiryo', { villageCode: code })
    await register('Ngatinem Karto', { villageCode: '8204022004' })
    expect(await why(`ngatinem ${slipped}`)).toEqual(['Ngatinem Wiryo: salah_ketik'])
    expect((await search(`ngatinem ${slipped}`))[0]?.found.village).toBe(true)
    expect(await names(`ngatinem ${slipped.slice(0, -2)}x`)).toEqual([])
  })

  test('may sound like the mother or the head of the family', async () => {
    await register('Tegar Wisnuaji', { motherName: 'Vitrianingrum' })
    expect(await why('tegar pitrianingrum')).toEqual(['Tegar Wisnuaji: bunyi'])
    await register('Pitriyaningrum', {})
    expect((await names('fitrianingrum')).slice(0, 2)).toEqual(['Pitriyaningrum', 'Tegar Wisnuaji'])
  })
})

describe('a word in front says what a word is', () => {
  let village = ''
  beforeAll(async () => {
    const villages = await desk.api.area.villagesOfDistrict({ code: '820402' })
    village = villages.find(({ code }) => code === '8204022004')?.name ?? ''
    await register('Parmono Satu', { villageCode: '8204022004', birth: born('1981-01-05') })
    await register(`Parmono ${village}`, { villageCode: null, birth: born('1980-12-05') })
    const elsewhere = { villageCode: '8204022005' }
    await register('Parmono Tiga', { ...elsewhere, motherName: 'Suratinah', birth: born('1982-06-01') })
    await register('Parmono Suratinah', { ...elsewhere, birth: born('1979-06-01') })
    await register('Anak Agung Parmini')
    await register('Desak Parmini')
    await register('Parmini', { motherName: 'Agung Raka' })
    await register('Ibu Parmini')
  })

  test.each(['desa', 'ds', 'ds.', 'kel', 'kel.', 'kelurahan', 'kampung', 'kp', 'kp.', 'dusun'])(
    '«%s» before a village finds who lives there',
    async (label) => {
      expect(await why(`parmono ${label} ${village}`)).toEqual(['Parmono Satu: desa'])
      expect((await names(`${label} ${village} parmono`)).toSorted()).toEqual([
        'Parmono Satu',
        `Parmono ${village}`,
      ])
    },
  )

  test('a village alone finds those who live there, and a name that lives nowhere so the people called so', async () => {
    const found = await names(`desa ${village}`)
    expect(found).toHaveLength(20)
    expect(found).not.toContain(`Parmono ${village}`)
    expect(await names('parmono desa suratinah')).toEqual(['Parmono Suratinah', 'Parmono Tiga'])
    expect(await names('parmono desa')).toHaveLength(4)
  })

  test.each(['ibu', 'kk', 'kepala keluarga'])('«%s» before a name is of the family', async (label) => {
    expect(await names(`parmono ${label} suratinah`)).toEqual(['Parmono Tiga'])
    expect((await names(`parmono ${label} parmono`)).length).toBe(4)
  })

  test('names that hold such a word stay names', async () => {
    expect((await why('anak agung'))[0]).toBe('Anak Agung Parmini: nama')
    expect(await names('anak suratinah')).toEqual(['Parmono Tiga'])
    expect(await names('desa parmini')).toEqual(['Desak Parmini'])
    expect((await names('ibu parmini')).toSorted()).toEqual([
      'Anak Agung Parmini',
      'Desak Parmini',
      'Ibu Parmini',
      'Parmini',
    ])
    expect((await names('ibu parmini'))[0]).toBe('Ibu Parmini')
    expect(await names('desak')).toEqual(['Desak Parmini'])
  })

  test.each([
    ['lahir 1980', [`Parmono`]],
    ['th 1980', [`Parmono`]],
    ['45 th', ['Parmono Satu', 'Parmono']],
    ['umur 45', ['Parmono Satu', 'Parmono']],
    ['umur 44', ['Parmono Satu', 'Parmono Tiga']],
  ])('«parmono %s» is asked by birth', async (words, found) => {
    const called = (name: string) => (name === 'Parmono' ? `Parmono ${village}` : name)
    expect(await names(`parmono ${words}`)).toEqual(found.map(called))
    expect((await search(`parmono ${words}`))[0]?.found.born).toBe(true)
  })
})

describe('a family', () => {
  const familyId = '01900000-0000-7000-8000-00000000000a'
  const kkNo = '8204020101200001'
  let father: Awaited<ReturnType<typeof register>>

  function write(sql: string, ...values: (string | null)[]): void {
    const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder))
    driver.prepare(sql).run(...values)
    driver.close()
  }

  beforeAll(async () => {
    write('INSERT INTO families (id, kk_no, revision, created_at) VALUES (?, ?, 1, 0)', familyId, kkNo)
    father = await register('Ponidjan Martowidjojo', { familyId, familyRelation: 'kepala' })
    write('UPDATE families SET head_id = ? WHERE id = ?', father.id, familyId)
    await register('Anak Pertama', { familyId, motherName: 'Sulastri Ningrum' })
  })

  test('is found by its card number, and its members by the head and by the mother', async () => {
    expect(await why(kkNo)).toEqual(['Ponidjan Martowidjojo: kk', 'Anak Pertama: kk'])
    expect(await why('anak martowidjojo')).toEqual(['Anak Pertama: kepala_keluarga'])
    expect(await why('anak sulastri')).toEqual(['Anak Pertama: ibu'])
    expect((await search('anak pertama'))[0]).toMatchObject({ headName: 'Ponidjan Martowidjojo' })
  })

  test('follows when the name of its head is corrected', async () => {
    const { id, revision } = father
    await desk.api.patients.correct({
      ...newPatient({ name: 'Ponidjan Kertowiyono', familyId, familyRelation: 'kepala' }),
      id,
      revision,
    })
    expect(await why('anak kertowiyono')).toEqual(['Anak Pertama: kepala_keluarga'])
    expect(await names('anak martowidjojo')).toEqual([])
  })
})

describe('a scanned code', () => {
  const nik = '8204021703780004'
  beforeAll(async () => {
    await register('Pemilik Kartu', {
      nik,
      nikReason: null,
      recordNo: '88-0042-01',
      payer: 'jkn_pbi',
      cardNo: '0001122334455',
      passport: 'x7654321',
    })
  })

  test.each([nik, '88-0042-01', '88004201', '0001122334455', 'X7654321'])(
    '%s opens its owner',
    async (code) => {
      expect((await desk.api.patients.scan({ code })).map(({ name }) => name)).toEqual(['Pemilik Kartu'])
    },
  )

  test.each(['8204021703', '0004', '8204021703780005', 'https://example.org/1234567', 'Pemilik', ''])(
    'that is not a whole number on file (%s) opens nobody',
    async (code) => {
      expect(await desk.api.patients.scan({ code })).toEqual([])
    },
  )

  test('of a mother is hers, and her children’s only when she is not on file', async () => {
    const child = { nikReason: 'bayi_baru_lahir' as const, birth: born('2026-11-01') }
    const mother = await register('Ibu Terdaftar', { nik: '8204025505980009', nikReason: null, sex: 'P' })
    await register('By. Ny. Ibu Terdaftar', { ...child, motherId: mother.id })
    const hits = await desk.api.patients.scan({ code: '8204025505980009' })
    expect(hits.map(({ name }) => name)).toEqual(['Ibu Terdaftar'])
  })
})

test('passports are found, by their beginning and by their last digits', async () => {
  await register('Warga Asing', { passport: 'P4455667' })
  expect(await why('p44556')).toEqual(['Warga Asing: paspor'])
  expect(await names('5667')).toContain('Warga Asing')
})

test('the people somebody last opened or registered are theirs, newest first, on whatever page', async () => {
  const one = await register('Dibuka Dahulu')
  const two = await register('Dibuka Kemudian')
  await desk.api.patients.open({ id: one.id })
  const other = await openPage(hub.hub.newDeskUrl())
  await other.api.session.signIn(head)
  const recent = await other.api.patients.recent()
  expect(recent.slice(0, 2).map(({ name }) => name)).toEqual(['Dibuka Dahulu', 'Dibuka Kemudian'])
  expect(recent.length).toBeLessThanOrEqual(5)
  await desk.api.staff.create({
    name: 'Petugas Baru',
    username: 'baru',
    password: 'kunci-loket-2',
    role: 'clerk',
  })
  const third = await openPage(hub.hub.newDeskUrl())
  await third.api.session.signIn({ username: 'baru', password: 'kunci-loket-2' })
  expect(await third.api.patients.recent()).toEqual([])
  await third.api.patients.open({ id: two.id })
  expect((await third.api.patients.recent()).map(({ name }) => name)).toEqual(['Dibuka Kemudian'])
})

function slip(word: string, at: number, kind: number, letter: string): string {
  const [before, here = '', next = ''] = [word.slice(0, at), word[at], word[at + 1]]
  const after = word.slice(at + 1)
  if (kind === 0) return before + after
  if (kind === 1) return before + letter + here + after
  if (kind === 2) return before + letter + after
  return before + next + here + after.slice(1)
}
