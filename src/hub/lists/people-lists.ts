import type { PeopleFilter } from '#contract/hub/list'
import { type Birth, describeAge, formatBirth } from '#domain/birth'
import { countryName } from '#domain/country'
import { disabilityLabels } from '#domain/disability'
import { familyRelationLabels } from '#domain/family'
import { membershipLabels } from '#domain/membership'
import { nikReasonLabels } from '#domain/nik'
import { payerLabels } from '#domain/payer'
import { religionLabels } from '#domain/religion'
import type { Cell } from '#files/list-file'
import { listKeptApart } from '../store/different-people.ts'
import { listMerges } from '../store/merges.ts'
import { listNameless } from '../store/nameless.ts'
import { type ListedPerson, listFamily, listPeople } from '../store/people-list.ts'
import { listSameNik } from '../store/same-nik.ts'
import { type Column, defineList } from './definition.ts'
import type { ListPlace } from './place.ts'

/** A file is not cut short as a screen is. */
const everyone = 1_000_000
/** Both of each pair are asked for by name in one question. */
const mostPairs = 10_000
const mostHits = 1000

const personColumns: Column<ListedPerson>[] = [
  { title: 'No RM', width: 12, value: (row) => row.recordNo },
  { title: 'NIK', width: 19, value: (row) => row.nik },
  {
    title: 'Tanpa NIK karena',
    width: 20,
    value: (row) => row.nikReason && nikReasonLabels[row.nikReason],
  },
  { title: 'Nama', width: 30, value: (row) => row.name },
  { title: 'L/P', width: 5, value: (row) => row.sex },
  { title: 'Tanggal lahir', width: 13, value: ({ birth }) => bornOn(birth) },
  { title: 'Umur', width: 12, value: (row, { today }) => row.birth && describeAge(row.birth, today) },
  { title: 'Nama ibu', width: 24, value: (row) => row.motherName },
  { title: 'No KK', width: 19, value: (row) => row.kkNo },
  {
    title: 'Hubungan keluarga',
    width: 16,
    value: (row) => row.familyRelation && familyRelationLabels[row.familyRelation],
  },
  { title: 'Alamat', width: 30, value: (row) => row.address },
  { title: 'RT', width: 5, value: (row) => row.rt },
  { title: 'RW', width: 5, value: (row) => row.rw },
  { title: 'Desa/kelurahan', width: 20, value: (row, place) => villageOf(row, place)?.name ?? null },
  { title: 'Kecamatan', width: 20, value: (row, place) => villageOf(row, place)?.district ?? null },
  { title: 'Telepon', width: 16, value: (row) => row.phone },
  { title: 'Penanggung jawab', width: 24, value: (row) => row.guardian?.name ?? null },
  { title: 'Penjamin', width: 16, value: (row) => payerLabels[row.payer] },
  { title: 'No kartu', width: 16, value: (row) => row.cardNo },
  { title: 'Kepesertaan', width: 14, value: (row) => membershipLabels[row.membership] },
  { title: 'Kewarganegaraan', width: 16, value: (row) => row.nationality && countryName(row.nationality) },
  { title: 'Paspor', width: 14, value: (row) => row.passport },
  { title: 'Agama', width: 12, value: (row) => row.religion && religionLabels[row.religion] },
  { title: 'Disabilitas', width: 18, value: disabilitiesOf },
  { title: 'Perlu bantuan bahasa', width: 12, value: (row) => row.language },
  {
    title: 'Meninggal',
    width: 12,
    value: (row) => row.deceasedOn && { day: row.deceasedOn, clock: null },
  },
  { title: 'Data', width: 12, value: (row) => (row.temporary ? 'Sementara' : 'Lengkap') },
  { title: 'Didaftarkan', width: 12, value: (row, place) => dayOf(row.createdAt, place) },
]

/** Everybody on file, or those of a village, an RT, a birth year, a payer. */
export const people = defineList<PeopleFilter, ListedPerson>({
  file: 'pasien',
  title: (filter, place) => ['Pasien terdaftar', ...wordsOf(filter, place)].join(' · '),
  rows: ({ db }, filter) => listPeople(db, filter),
  columns: personColumns,
})

function wordsOf({ villageCode, rt, rw, birthYear, payer }: PeopleFilter, { areas }: ListPlace): string[] {
  return [
    villageCode && (areas.villageByCode(villageCode)?.name ?? villageCode),
    rt && `RT ${rt}`,
    rw && `RW ${rw}`,
    birthYear && `lahir ${birthYear}`,
    payer && payerLabels[payer],
  ].filter((words) => typeof words === 'string')
}

/** Those on one family card, with all that is known of them. */
export const family = defineList<{ id: string }, ListedPerson>({
  file: 'keluarga',
  title: () => 'Anggota keluarga',
  rows: ({ db }, { id }) => listFamily(db, id),
  columns: personColumns,
})

/** Whom the search box finds, likeliest first, as its rows tell them apart. */
export const hits = defineList({
  file: 'hasil-pencarian',
  title: ({ text }: { text: string }) => `Hasil pencarian «${text}» · paling banyak ${mostHits}`,
  rows: ({ search }: ListPlace, { text }) => search(text, mostHits),
  columns: [
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'Nama', width: 30, value: (row) => row.name },
    { title: 'L/P', width: 5, value: (row) => row.sex },
    { title: 'Tanggal lahir', width: 13, value: ({ birth }) => bornOn(birth) },
    { title: 'Umur', width: 12, value: (row, { today }) => row.birth && describeAge(row.birth, today) },
    { title: 'Nama ibu', width: 24, value: (row) => row.motherName },
    { title: 'Kepala keluarga', width: 24, value: (row) => row.headName },
    { title: 'RT', width: 5, value: (row) => row.rt },
    { title: 'RW', width: 5, value: (row) => row.rw },
    { title: 'Desa/kelurahan', width: 20, value: (row, place) => villageOf(row, place)?.name ?? null },
    { title: 'Akhir NIK', width: 9, value: (row) => row.nikTail },
    { title: 'Kunjungan terakhir', width: 13, value: ({ lastVisit: day }) => day && { day, clock: null } },
  ],
})

/** Whoever came without a name, for the one who goes round to complete them. */
export const temporary = defineList({
  file: 'data-sementara',
  title: () => 'Pasien yang datanya harus dilengkapi',
  rows: ({ db }: ListPlace) => listNameless(db, everyone),
  columns: [
    { title: 'No RM', width: 12, value: (row) => row.recordNo },
    { title: 'Nama sementara', width: 30, value: (row) => row.patientName },
    { title: 'L/P', width: 5, value: (row) => row.sex },
    {
      title: 'Perkiraan umur',
      width: 12,
      value: (row, { today }) => row.birth && describeAge(row.birth, today),
    },
    { title: 'Didaftarkan', width: 17, value: (row, { moment }) => moment(row.createdAt) },
    { title: 'Kunjungan terakhir', width: 12, value: ({ day }) => ({ day, clock: null }) },
    { title: 'Antrean', width: 9, value: (row) => row.number },
    { title: 'Ruang', width: 24, value: (row) => row.room },
    { title: 'Ciri atau keluhan', width: 40, value: (row) => row.complaint },
  ],
})

/** People whom one NIK names, until somebody says whether they are one. */
export const sameNik = defineList({
  file: 'nik-sama',
  title: () => 'Catatan dengan NIK yang sama',
  rows: async ({ db }: ListPlace) => (await listSameNik(db, everyone)).pairs,
  columns: [
    { title: 'NIK', width: 19, value: ({ nik }) => nik },
    { title: 'No RM', width: 12, value: ({ first }) => first.recordNo },
    { title: 'Nama', width: 30, value: ({ first }) => first.name },
    { title: 'Tanggal lahir', width: 13, value: ({ first }) => bornOn(first.birth) },
    { title: 'Nama ibu', width: 24, value: ({ first }) => first.motherName },
    { title: 'No RM lainnya', width: 12, value: ({ second }) => second.recordNo },
    { title: 'Nama lainnya', width: 30, value: ({ second }) => second.name },
    { title: 'Tanggal lahir lainnya', width: 13, value: ({ second }) => bornOn(second.birth) },
    { title: 'Nama ibu lainnya', width: 24, value: ({ second }) => second.motherName },
    { title: 'Alasan disimpan', width: 40, value: ({ reason }) => reason },
  ],
})

/** Pairs that somebody found to be two people, with why. */
export const keptApart = defineList({
  file: 'memang-dua-orang',
  title: () => 'Dinyatakan dua orang',
  rows: async ({ db }: ListPlace) => (await listKeptApart(db, mostPairs)).pairs,
  columns: [
    { title: 'No RM', width: 12, value: ({ first }) => first.recordNo },
    { title: 'Nama', width: 30, value: ({ first }) => first.name },
    { title: 'No RM lainnya', width: 12, value: ({ second }) => second.recordNo },
    { title: 'Nama lainnya', width: 30, value: ({ second }) => second.name },
    { title: 'Alasan', width: 40, value: ({ reason }) => reason },
    { title: 'Dinyatakan', width: 17, value: ({ at }, { moment }) => moment(at) },
    { title: 'Oleh', width: 24, value: ({ staffName }) => staffName },
  ],
})

/** What was merged today and stands, for whoever looks through it before the day ends. */
export const mergedToday = defineList({
  file: 'digabung-hari-ini',
  title: () => 'Digabung hari ini',
  rows: ({ db, today }: ListPlace) => listMerges(db, today),
  columns: [
    { title: 'Pukul', width: 9, value: ({ at }, { clock }) => clock(at) },
    { title: 'No RM yang tetap', width: 12, value: ({ kept }) => kept.recordNo },
    { title: 'Nama', width: 30, value: ({ kept }) => kept.name },
    { title: 'No RM yang digabung', width: 12, value: ({ gone }) => gone.recordNo },
    { title: 'Nama di catatan itu', width: 30, value: ({ gone }) => gone.name },
    { title: 'Oleh', width: 24, value: ({ staffName }) => staffName },
  ],
})

/** A day where the day is known; otherwise what is known, in words. */
function bornOn(birth: Birth | null): Cell {
  if (!birth) return null
  return birth.precision === 'exact' ? { day: birth.date, clock: null } : formatBirth(birth)
}

function villageOf({ villageCode }: Pick<ListedPerson, 'villageCode'>, { areas }: ListPlace) {
  return villageCode === null ? null : areas.villageByCode(villageCode)
}

function disabilitiesOf({ disabilities }: ListedPerson): string {
  return disabilities.map((one) => disabilityLabels[one]).join(', ')
}

function dayOf(at: number, { moment }: ListPlace): Cell {
  const when = moment(at)
  return when?.day ? { day: when.day, clock: null } : null
}
