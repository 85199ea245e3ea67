import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkName, displayName, nameKey, nameStart, nameTokens, queryWords } from '#domain/name-key'

/** As the store asks: every word of the query is the beginning of some word of the index. */
function finds(query: string, name: string): boolean {
  const index = nameTokens(name)
  const wanted = queryWords(query)
  return wanted.length > 0 && wanted.every(({ token }) => index.some((word) => word.startsWith(token)))
}

describe('a name', () => {
  test.each([
    ['  Siti   Aminah ', 'Siti Aminah'],
    ['Siti\tAminah\n', 'Siti Aminah'],
    ['Siti\u200BAminah\u202E', 'SitiAminah'],
    ['SITI\u0000', 'SITI'],
    ["MA'RUF", "MA'RUF"],
  ])('%j is kept as %j', (typed, kept) => {
    expect(displayName(typed)).toBe(kept)
  })

  test.each([
    ['Sukarni', undefined],
    ['By. Ny. SITI AMINAH', undefined],
    ['I WAYAN SUDANA', undefined],
    ['', 'name_empty'],
    [' \u200B ', 'name_empty'],
    ['😀🎉', 'name_no_letters'],
    ['123 -', 'name_no_letters'],
    ['A'.repeat(120), undefined],
    ['A'.repeat(121), 'name_too_long'],
    ['NAMA '.repeat(60), 'name_too_long'],
  ])('%j is refused as %s', (name, code) => {
    expect(checkName(name)?.code).toBe(code)
  })
})

/** One pair a line. */
function pairs(text: string, between: string): [string, string][] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [one = '', other = ''] = line.split(between)
      return [one, other]
    })
}

describe('two spellings of one person share a key', () => {
  const same = pairs(
    `
SOEKARNO = Sukarno
SOEHARTO = Suharto
SOESILO BAMBANG = Susilo Bambang
NOERHAYATI = Nurhayati
BOEDI OETOMO = Budi Utomo
DJOKO TJAHJONO = Joko Cahyono
DJAENAB = Jaenab
DJUMIATI = Jumiati
TJIPTO = Cipto
TJUT NJAK DIEN = Cut Nyak Dien
TJOKRO = Cokro
JUSUF = Yusuf
JOESOEF = Yusuf
JAHJA = Yahya
JATMI = Yatmi
NJOMAN = Nyoman
NJI MAS = Nyi Mas
SJAMSUL = Syamsul
SJAHRIR = Syahrir
ACHMAD = Ahmad
AKHMAD = AHMAD
ACHMAD = AKHMAD
CHAIRIL ANWAR = Khairil Anwar
CHOLID = Kholid
RACHMAWATI = Rahmawati
RACHMAT = Rakhmat
MUCHTAR = Mukhtar
DHANI THOHIR = Dani Tohir
RIDHO = Rido
RAMADHAN = Ramadan
BUDHI = Budi
WIDHI = Widi
FATHIMAH = Fatimah
FATIMAH = Fatima
AISYAH = Aisya
KHADIJAH = Khadija
HALIMAH = Halima
ANNISSA = Anisa
HASSAN = Hasan
JAMALUDDIN = Jamaludin
SYARIFUDDIN = Syarifudin
ABDULLAH = Abdulah
TAUFFIK = Taufik
RIZKKY = Rizky
MUHAMMAD YUSUF = M. Yusuf
MUHAMMAD YUSUF = M.YUSUF
MUHAMMAD YUSUF = M Yusuf
MUHAMMAD YUSUF = YUSUF M.
MUHAMMAD YUSUF = Mohamad Yusuf
MUHAMMAD YUSUF = Mohammad Yusuf
MUHAMMAD YUSUF = Mohammed Yusuf
MUHAMMAD YUSUF = Muhamad Yusuf
MUHAMMAD YUSUF = Muhammed Yusuf
MUHAMMAD YUSUF = Moh. Yusuf
MUHAMMAD YUSUF = Moch. Yusuf
MUHAMMAD YUSUF = Muh. Yusuf
MUHAMMAD YUSUF = Muhd. Yusuf
MUHAMMAD YUSUF = Mohd Yusuf
MUHAMMAD YUSUF = Mhd. Yusuf
MOCHAMAD YUSUF = Moh. Yusuf
MUH YUSUF = MUKHAMAD YUSUF
MOCHAMMAD JUSUF = M. YUSUF
AHMAD MUHAMMAD = Ahmad Moh.
MUHAMMADHASAN = Muhammad Hasan
MUHAMADHASAN = Moh. Hasan
MOCHAMADHASAN = M. Hasan
MOHAMMADHASAN = Hasan Muhammad
MUHAMMADALI = Muhammad Ali
MUCHAMMADTHOHIR = Muhammad Tohir
MUHAMMADDANI = Muhammad Dani
MOHAMADARIF HIDAYAT = Muh. Arif Hidayat
AHMADFAUZI = Ahmad Fauzi
ACHMADFAUZI = Achmad Fauzi
SITI AISYAH = St. Aisyah
SITTI AISYAH = SITI AISYAH
ST AISYAH = SITTI AISYAH
ST. NURHALIZA = Siti Nur Haliza
SITIAMINAH = Siti Aminah
SITTIAMINAH = St. Aminah
SITIMUHAMMADALI = Siti Muhammad Ali
ABD. RAHMAN = Abdul Rahman
ABD RAHMAN = Abdul Rahman
ABDOEL RACHMAN = Abdul Rahman
ABDUR RAHMAN = Abdul Rahman
ABDURRAHMAN = Abdul Rahman
ABDURRACHMAN = Abd. Rahman
ABDURRAHIM = Abdul Rahim
ABDUSSALAM = Abdul Salam
ABDUS SALAM = Abdul Salam
ABDURAHMAN = Abdul Rahman
ABDURACHIM = Abdul Rahim
ABDUSALAM = Abdul Salam
ABDUROUF = Abdul Rouf
ABDOELKADIR = Abdul Kadir
ABDULRAHMAN = Abdul Rahman
ABDULKADIR = Abdul Kadir
ABDULLATIF = Abdul Latif
NURHAYATI = NUR HAYATI
NURAINI = Nur Aini
NURJANNAH = Nur Janah
NOOR AINI = Nur Aini
NOORHAYATI = Nur Hayati
NOR HALIMAH = NURHALIMAH
NURULHUDA = NURUL HUDA
NURULAINI = NURUL AINI
NOERULHOEDA = Nurul Huda
NURULHIDAYAH = Nurul Hidayah
NURULHASANAH = NURUL HASANAH
SITINURULHUDA = SITI NURUL HUDA
NURLAILA = NUR LAILA
SRIWAHYUNI = SRI WAHYUNI
SRIMULYANI = SRI MULYANI
SRI REJEKI = SRIREDJEKI
DWILESTARI = DWI LESTARI
TRIHANDAYANI = TRI HANDAYANI
WAHYUNI SRI = SRIWAHYUNI
H. ABDUL RAHMAN = Abdul Rahman
HJ. SITI AMINAH = Siti Aminah
Hi. ABDUL RAHMAN = Abdul Rahman
HAJI ABDUL RAHMAN = Abdul Rahman
KH. HASYIM = Hasyim
Hj. SITI AMINAH, S.Pd = SITI AMINAH
Hj. SITI AMINAH, S.Pd., M.Pd. = SITI AMINAH
SITI AMINAH, S.Pd.SD = SITI AMINAH
SITI AMINAH, A.Ma.Pd. = SITI AMINAH
BUDI SANTOSO, S.P., M.T. = BUDI SANTOSO
BUDI SANTOSO, S.Pd., M.Pd.I = BUDI SANTOSO
BUDI SANTOSO, S.Tr.Kes., M.Epid = BUDI SANTOSO
BUDI SANTOSO, A.Md.Kom = BUDI SANTOSO
BUDI SANTOSO, S.H., M.H. = BUDI SANTOSO
BUDI SANTOSO, S. Pd = BUDI SANTOSO
BUDI SANTOSO, SP = BUDI SANTOSO
BUDI SANTOSO, M.A. = BUDI SANTOSO
dr. BUDI SANTOSO, M.Kes = BUDI SANTOSO
drg. BUDI SANTOSO = BUDI SANTOSO
DRS.H.BUDI SANTOSO = BUDI SANTOSO
Dra. RATNA DEWI = RATNA DEWI
Ir. JOKO WIDODO = JOKO WIDODO
Prof. Dr. BUDI SANTOSO = BUDI SANTOSO
BUDI SANTOSO S.T. = BUDI SANTOSO
BUDI SANTOSO, SE, MM = BUDI SANTOSO
BUDI SANTOSO S.H., M.H. = BUDI SANTOSO, M.H.
BUDI SANTOSO, A.Md.Kep = BUDI SANTOSO
BUDI SANTOSO SKM = BUDI SANTOSO
BUDI SANTOSO, Lc., MA = BUDI SANTOSO
RINI LESTARI, S.Kep., Ns. = RINI LESTARI
RINI LESTARI, A.Md.Keb = RINI LESTARI
RINI LESTARI S.Tr.Keb = RINI LESTARI
SITI BINTI AHMAD = SITI AHMAD
SITI BTE AHMAD = SITI AHMAD
AHMAD BIN HASAN = AHMAD HASAN
AHMAD SITI = SITI AHMAD
I WAYAN SUDANA = SUDANA I WAYAN
NI LUH SARI = Luh Sari Ni
By. Ny. SITI AMINAH = Ny. SITI AMINAH
Bayi Ny. SITI AMINAH = By. Ny. SITI AMINAH
BY.NY.SITI AMINAH = SITI AMINAH
An. BUDI = BUDI
Tn. BUDI = BUDI
Sdr. BUDI = BUDI
Alm. BUDI = BUDI
Bpk BUDI = BUDI
MA'RUF = MARUF
NUR'AINI = NURAINI
SA’ADAH = SAADAH
NUR-AINI = NUR AINI
André = ANDRE
Ñoño = NONO
  budi   santoso = BUDI SANTOSO
`,
    ' = ',
  )
  test.each(same)('%s = %s', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other))
    expect(nameKey(one)).not.toBe('')
  })

  const different = pairs(
    `
DWI LESTARI / DEWI LESTARI
DWI / DEWI
BUDI / BUDIMAN
BUDI / RUDI
SUDANA / SUDANI
SUPARMAN / SUPARMIN
RAHMAN / RAHIM
RAHMAN / RAHMAT
HASAN / HASNAH
HASAN / HUSAIN
HASAN / IHSAN
AHMAD / MUHAMMAD
AHMAD / MAHMUD
MUHAMMAD / MAHMUD
ALI / ALIA
ALI / ALWI
UMAR / AMIR
AMIN / AMINAH
AMIN / IMAN
YANI / YANTI
YANI / RANI
SRI / SARI
SARI / SORI
TRI / TARI
EKO / EKA
ANI / ANA
INA / INI
NUR / NURUL
NURDIN / NURUDIN
NURULLAH / NURUL LAH
NURUL HUDA / NUR HUDA
SITI / SINTA
SITI NURHAYATI / SITI HAYATI
SITI AMINAH / SITI
SITI AMINAH / SITI AMINAH JAMILAH
SITI AISYAH / SITI ASIAH
ABDUL RAHMAN / RAHMAN
ABDUL RAHMAN / ABDUL RAHIM
ABDULLAH / ABDUL
ABDULLAH / ABDUL LAH
ABDULALI / ABDUL ALI
AHMADI / AHMAD
AHMADI / AHMAD I
MUHAMMADIN / MUHAMMAD IN
MAHMUDAH / MUHAMMAD UDAH
MUHAMMADHASAN / MUHAMMADHUSEN
MUHAMMADHASAN / AHMADHASAN
NURDIN / NUR DIN
ABDUL AZIZ / ABDUL LATIF
M / MUHAMMAD
M. YUSUF / A. YUSUF
MUHAMMAD YUSUF / YUSUF
By. Ny. SITI I / By. Ny. SITI II
By. Ny. SITI II / By. Ny. SITI III
BUDI 2 / BUDI 3
WAYAN SUDANA / MADE SUDANA
I WAYAN SUDANA / NI WAYAN SUDANA
KETUT / KADEK
JONATHAN / YOHANIS
SIREGAR / SIAGIAN
SITORUS / SITOMPUL
SITINJAK / SITI
TUTI / TUTIK
YULI / YULIA
AGUS TINA / AGUSTINA
HERI YANTO / HERIANTO
SAIFUL / SYAIFUL
RAHMAT / ROHMAT
BUDI SANTOSO / BUDI SANTOSA
AHMAD, M.ALI / AHMAD
SIREGAR, A.HADI / SIREGAR
SIREGAR, S.HADI / SIREGAR
M.T. HARYONO / HARYONO
S.P. SITORUS / SITORUS
`,
    ' / ',
  )
  test.each(different)('%s is not %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })

  test.each(['H.', 'NY', 'An', 'BINTI'])('a name that is only a title (%s) keeps it', (name) => {
    expect(nameKey(name)).not.toBe('')
  })
})

describe('a query finds', () => {
  test.each([
    ['way sud', 'I WAYAN SUDANA'],
    ['sud way', 'I WAYAN SUDANA'],
    ['muh', 'MUHAMMAD IQBAL'],
    ['moh iq', 'MUHAMMAD IQBAL'],
    ['moch', 'MUHAMMAD IQBAL'],
    ['mochamad', 'M. IQBAL'],
    ['muhammad', 'MOH. IQBAL'],
    ['m iq', 'M. IQBAL'],
    ['st ais', 'SITI AISYAH'],
    ['siti', 'ST. AISYAH'],
    ['abd rah', 'ABDUL RACHMAN'],
    ['rahman', 'ABDUL RACHMAN'],
    ['rachman', 'ABDUL RAHMAN'],
    ['sukarno', 'SOEKARNO'],
    ['soek', 'SUKARNO'],
    ['hj siti', 'SITI AMINAH'],
    ['ny siti', 'By. Ny. SITI'],
    ['by', 'By. Ny. SITI'],
    ['by ny siti', 'By. Ny. SITI'],
    ['siti b', 'SITI BINTI AHMAD'],
    ['siti binti ah', 'SITI BINTI AHMAD'],
    ['maruf', "MA'RUF"],
    ['h', 'HASAN'],
  ])('%j: %s', (query, name) => {
    expect(finds(query, name)).toBe(true)
  })

  test.each([
    ['dwi', 'DEWI LESTARI'],
    ['wayan made', 'I WAYAN SUDANA'],
    ['dana', 'I WAYAN SUDANA'],
  ])('%j does not find %s', (query, name) => {
    expect(finds(query, name)).toBe(false)
  })

  test('every beginning of every word of a name finds it, at every key press', () => {
    const syllables =
      'A AH AN BU CH CHAM DA DH DJ DJOE HAM IE JA JI KH KHA MAD MM NI NJO OE RA SJA SOE TH TI TJ TJO WI YA'
    const word = fc
      .array(fc.constantFrom(...syllables.split(' ')), { minLength: 1, maxLength: 5 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        (words, which, length) => {
          const chosen = words[which % words.length] ?? ''
          const typed = chosen.slice(0, 1 + (length % chosen.length)).toLowerCase()
          expect(finds(typed, words.join(' '))).toBe(true)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('a name finds itself whatever is typed into the field', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(nameTokens(text).length > 0)
        expect(finds(text, text)).toBe(true)
        expect(nameKey(text)).not.toBe('')
      }),
    )
  })
})

describe('the key of a name', () => {
  const syllables =
    'A AH AN ABDUL ABDUR BU CH DJ DH DWI H I II KH KHA M MAD MM MOH NUR NOER OE RAH SITI SJ SRI ST T TH TJ TRI YA'
  const word = fc
    .array(fc.constantFrom(...syllables.split(' ')), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''))
  const names = fc.array(word, { minLength: 1, maxLength: 4 })

  test('is its own key', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          names.map((words) => words.join(' ')),
          fc.string({ unit: 'binary' }),
        ),
        (name) => {
          expect(nameKey(nameKey(name))).toBe(nameKey(name))
        },
      ),
      { numRuns: 3000 },
    )
  })

  test('does not depend on the order of the words', () => {
    fc.assert(
      fc.property(
        names.chain((words) =>
          fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })),
        ),
        ([words, shuffled]) => {
          expect(nameKey(shuffled.join(' '))).toBe(nameKey(words.join(' ')))
        },
      ),
      { numRuns: 2000 },
    )
  })
})

test.each([
  ['H. Abdul Rahman, S.Pd', 'ABDUL RAHMAN'],
  ['By. Ny. Siti', 'SITI'],
  ['I Wayan Sudana', 'I WAYAN SUDANA'],
  ["Ma'ruf-Amin", 'MARUF AMIN'],
  ['Hj.', 'HJ'],
])('«%s» begins, where names are listed, with «%s»', (name, start) => {
  expect(nameStart(name)).toBe(start)
})
