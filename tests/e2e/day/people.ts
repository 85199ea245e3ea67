import type { Account, NewPerson } from '../../support/clerk.ts'

/** Everybody in the story; nobody in Kayoa. */

export const rina: Account = { name: 'Rina Lestari', username: 'rina', password: 'kunci-loket-1' }
export const yanti: Account = { name: 'Yanti Wulandari', username: 'yanti', password: 'perawat-teluk' }
export const sri: Account = { name: 'Sri Wahyuni', username: 'sri.wahyuni', password: 'rahasia-dinas' }

/** 18 years old on Saturday, 21 November 2026. */
export const bagas: NewPerson = {
  name: 'BAGAS PRATAMA USMAN',
  nik: { number: '8204022111080001' },
  birth: '21112008',
  sex: 'L',
  mother: 'RATNA USMAN',
  village: 'Guruapin',
  rt: '2',
  rw: '1',
  payer: 'Umum',
}

export const wayan: NewPerson = {
  name: 'I WAYAN SUDANA',
  nik: { number: '8204020203590004' },
  birth: '02031959',
  sex: 'L',
  mother: 'NI NYOMAN RAI',
  village: 'Guruapin',
  rt: '3',
  rw: '5',
  phone: '081244456791',
  payer: 'JKN PBI',
  card: '0001234567890',
}

export const sudani: NewPerson = {
  name: 'NI WAYAN SUDANI',
  nik: { number: '8204024711590002' },
  birth: '07111959',
  sex: 'P',
  village: 'Bajo',
  rt: '1',
  rw: '1',
  payer: 'JKN PBI',
}

export const ardana: NewPerson = {
  name: 'I MADE WAYAN ARDANA',
  nik: { missing: 'KTP/KK tidak dibawa' },
  birth: '1959',
  sex: 'L',
  village: 'Lelei',
  payer: 'Umum',
}

export const nurhayati: NewPerson = {
  name: 'NURHAYATI IBRAHIM',
  nik: { number: '8204025405980002' },
  birth: '14051998',
  sex: 'P',
  mother: 'SALMA IBRAHIM',
  village: 'Karamat',
  rt: '4',
  rw: '2',
  phone: '081340112233',
  payer: 'JKN PBI',
  card: '0009876543210',
}

/** 20 days old; all but name, birth and sex comes from the mother. */
export const baby = { name: 'By. Ny. NURHAYATI IBRAHIM', birth: '01112026', sex: 'P' as const }

/** 25 years old, 24 weeks pregnant. */
export const maria: NewPerson = {
  name: 'MARIA GORETI KALAU',
  nik: { number: '8204025003010003' },
  birth: '10032001',
  sex: 'P',
  mother: 'YULIANA KALAU',
  village: 'Gunange',
  rt: '1',
  rw: '3',
  phone: '082198765432',
  payer: 'Jamkesda',
}

/** Came without a name; this is who he turned out to be. */
export const rahmat: NewPerson = {
  name: 'RAHMAT DJAFAR',
  nik: { number: '8204021706850005' },
  birth: '17061985',
  sex: 'L',
  village: 'Siko',
  payer: 'JKN mandiri',
  card: '0005550001112',
}

/** What must never stand on the display or on a ticket: every name, of patients and mothers, word by word. */
export const nameWords = [bagas, wayan, sudani, ardana, nurhayati, maria, rahmat]
  .flatMap(({ name, mother = '' }) => `${name} ${mother}`.split(' '))
  .filter((word) => word.length > 2)
