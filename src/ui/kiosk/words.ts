import type { KioskStart } from '#contract/hub/kiosk'
import type { IconName } from './icons.ts'

export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

type Phrase = { title: string; hint?: string }
type KioskClass = KioskStart['priorities'][number]
/** `reason` is what the counter reads, whatever language was pressed. */
type Reason = { icon: IconName; title: string; reason: string }

/** Everything a kiosk says, written and spoken alike. */
export type Words = {
  /** On the button that changes to the other language. */
  otherLanguage: string
  welcome: string
  take: string
  takeHint: string
  emergency: string
  waiting: (people: number, room: string) => string
  waitMinutes: (minutes: number) => string
  priority: string
  yes: string
  no: string
  whichClass: string
  classOf: (each: KioskClass) => Phrase
  more: string
  whichReason: string
  reasons: readonly Reason[]
  returning: string
  beforeYes: Phrase
  beforeNo: Phrase
  payer: string
  jkn: Phrase
  umum: Phrase
  notSure: Phrase
  taking: string
  yourNumber: string
  ahead: (people: number) => string
  prioritized: string
  keep: string
  keepUntilCounter: string
  printing: string
  printed: string
  unprintedNoPaper: string
  unprinted: string
  printAgain: string
  done: string
  back: string
  read: string
  stage: (stage: number) => string
  leaving: (seconds: number) => string
  stillHere: string
  away: string
  awayHint: string
  askStaff: string
  pairAgain: string
}

/** Ages come from the dated rule, not from here. */
function ageHint({ ageFrom, ageBelow }: KioskClass, from: (years: number) => string, below: typeof from) {
  if (ageFrom !== null) return { hint: from(ageFrom) }
  return ageBelow === null ? {} : { hint: below(ageBelow) }
}

const id: Words = {
  otherLanguage: 'English',
  welcome: 'Selamat datang',
  take: 'Ambil nomor antrean',
  takeHint: 'Sentuh di sini',
  emergency: 'Keadaan gawat? Jangan antre. Langsung temui petugas.',
  waiting: (people, room) =>
    people === 0 ? `Belum ada yang menunggu di ${room}` : `${people} orang menunggu di ${room}`,
  waitMinutes: (minutes) => (minutes < 5 ? 'kurang dari 5 menit' : `kira-kira ${minutes} menit`),
  priority: 'Apakah Anda perlu didahulukan?',
  yes: 'Ya',
  no: 'Tidak',
  whichClass: 'Siapa yang perlu didahulukan?',
  classOf: (each) => ({
    title: each.label,
    ...ageHint(
      each,
      (years) => `${years} tahun ke atas`,
      (years) => `anak di bawah ${years} tahun`,
    ),
  }),
  more: 'Pilihan lain',
  whichReason: 'Mengapa perlu didahulukan?',
  reasons: [
    { icon: 'unwell', title: 'Sakit berat atau sangat lemas', reason: 'sakit berat atau sangat lemas' },
    { icon: 'nursing', title: 'Ibu menyusui', reason: 'ibu menyusui' },
    { icon: 'speech', title: 'Saya jelaskan kepada petugas', reason: 'dijelaskan kepada petugas' },
  ],
  returning: 'Pernah berobat di Puskesmas ini?',
  beforeYes: { title: 'Sudah pernah' },
  beforeNo: { title: 'Baru pertama kali' },
  payer: 'Berobat memakai apa?',
  jkn: { title: 'BPJS / JKN', hint: 'termasuk kartu KIS' },
  umum: { title: 'Umum', hint: 'bayar sendiri' },
  notSure: { title: 'Tidak tahu', hint: 'petugas akan membantu' },
  taking: 'Sebentar, nomor Anda sedang diambil …',
  yourNumber: 'Nomor antrean Anda',
  ahead: (people) => (people === 0 ? 'Tidak ada antrean di depan Anda' : `${people} orang di depan Anda`),
  prioritized: 'Anda didahulukan',
  keep: 'Simpan nomor ini sampai pulang.',
  keepUntilCounter: 'Simpan nomor ini sampai dipanggil di loket.',
  printing: 'Nomor sedang dicetak …',
  printed: 'Silakan ambil kertasnya.',
  unprintedNoPaper: 'Foto atau catat nomor ini; kertas sedang habis. Beri tahu petugas.',
  unprinted: 'Foto atau catat nomor ini; printer sedang tidak mencetak. Beri tahu petugas.',
  printAgain: 'Cetak lagi',
  done: 'Selesai',
  back: 'Kembali',
  read: 'Bacakan',
  stage: (stage) => `Langkah ${stage} dari 3`,
  leaving: (seconds) => `Kembali ke awal dalam ${seconds} detik`,
  stillHere: 'Masih di sini? Sentuh layar.',
  away: 'Mesin nomor sedang terputus',
  awayHint: 'Mintalah nomor kepada petugas. Mesin ini menyala lagi sendiri.',
  askStaff: 'Mintalah nomor kepada petugas.',
  pairAgain: 'Sambungkan lagi',
}

const englishClasses: Record<string, string> = {
  lansia: 'Elderly',
  ibu_hamil: 'Pregnant',
  butuh_bantuan: 'Disability, or in need of help',
  balita: 'With a small child',
  lainnya: 'Another reason',
}

const en: Words = {
  otherLanguage: 'Bahasa Indonesia',
  welcome: 'Welcome',
  take: 'Take a queue number',
  takeHint: 'Touch here',
  emergency: 'An emergency? Do not queue. Go straight to the staff.',
  waiting: (people, room) => (people === 0 ? `Nobody is waiting at ${room}` : `${people} waiting at ${room}`),
  waitMinutes: (minutes) => (minutes < 5 ? 'less than 5 minutes' : `about ${minutes} minutes`),
  priority: 'Do you need to go first?',
  yes: 'Yes',
  no: 'No',
  whichClass: 'Who needs to go first?',
  classOf: (each) => ({
    title: englishClasses[each.code] ?? each.label,
    ...ageHint(
      each,
      (years) => `${years} years and older`,
      (years) => `under ${years} years`,
    ),
  }),
  more: 'Other choices',
  whichReason: 'Why do you need to go first?',
  reasons: [
    { icon: 'unwell', title: 'Very ill or very weak', reason: 'sakit berat atau sangat lemas' },
    { icon: 'nursing', title: 'Breastfeeding', reason: 'ibu menyusui' },
    { icon: 'speech', title: 'I will explain to the staff', reason: 'dijelaskan kepada petugas' },
  ],
  returning: 'Have you been here before?',
  beforeYes: { title: 'Yes, before' },
  beforeNo: { title: 'First time' },
  payer: 'How do you pay?',
  jkn: { title: 'BPJS / JKN', hint: 'national health insurance' },
  umum: { title: 'Self-pay', hint: 'cash' },
  notSure: { title: 'Not sure', hint: 'the staff will help' },
  taking: 'One moment, taking your number …',
  yourNumber: 'Your queue number',
  ahead: (people) => (people === 0 ? 'Nobody is ahead of you' : `${people} ahead of you`),
  prioritized: 'you go first',
  keep: 'Keep this number until you go home.',
  keepUntilCounter: 'Keep this number until the counter calls it.',
  printing: 'Printing your number …',
  printed: 'Please take your paper.',
  unprintedNoPaper: 'Take a photo or note this number; the paper has run out. Please tell the staff.',
  unprinted: 'Take a photo or note this number; the printer is not printing. Please tell the staff.',
  printAgain: 'Print again',
  done: 'Done',
  back: 'Back',
  read: 'Read aloud',
  stage: (stage) => `Step ${stage} of 3`,
  leaving: (seconds) => `Back to the start in ${seconds} seconds`,
  stillHere: 'Still here? Touch the screen.',
  away: 'This machine is disconnected',
  awayHint: 'Please ask the staff for a number. The machine comes back by itself.',
  askStaff: 'Please ask the staff for a number.',
  pairAgain: 'Pair again',
}

export const wordsOf: Record<Language, Words> = { id, en }
