/** What a column of another system's export can be taken for; the order is that of a form. */
export const importFields = [
  'name',
  'nik',
  'recordNo',
  'birth',
  'age',
  'sex',
  'motherName',
  'address',
  'rt',
  'rw',
  'rtRw',
  'village',
  'district',
  'regency',
  'phone',
  'cardNo',
  'payer',
  'religion',
  'nationality',
  'passport',
  'disability',
  'language',
  'kkNo',
  'familyRelation',
  'headName',
  'guardianName',
  'alive',
  'died',
  'diedOn',
  'toldOn',
] as const
export type ImportField = (typeof importFields)[number]

export const importFieldLabels: Record<ImportField, string> = {
  name: 'Nama pasien',
  nik: 'NIK',
  recordNo: 'Nomor RM',
  birth: 'Tanggal lahir',
  age: 'Umur',
  sex: 'Jenis kelamin',
  motherName: 'Nama ibu',
  address: 'Alamat',
  rt: 'RT',
  rw: 'RW',
  rtRw: 'RT/RW',
  village: 'Desa/kelurahan',
  district: 'Kecamatan',
  regency: 'Kabupaten/kota',
  phone: 'Telepon',
  cardNo: 'Nomor kartu JKN',
  payer: 'Penjamin',
  religion: 'Agama',
  nationality: 'Kewarganegaraan',
  passport: 'Nomor paspor',
  disability: 'Disabilitas',
  language: 'Perlu bantuan bahasa',
  kkNo: 'Nomor KK',
  familyRelation: 'Hubungan dalam keluarga',
  headName: 'Nama kepala keluarga',
  guardianName: 'Penanggung jawab',
  alive: 'Status hidup',
  died: 'Meninggal',
  diedOn: 'Tanggal meninggal',
  toldOn: 'Tanggal kunjungan/daftar (saat umur dicatat)',
}

/** Which field each column of the file is taken for; null: the column is left behind. */
export type Columns = readonly (ImportField | null)[]

/** Without these nobody can be registered, so a file without their columns is not begun; each may come from several. */
const needed: readonly { label: string; from: readonly ImportField[] }[] = [
  { label: 'nama pasien', from: ['name'] },
  { label: 'tanggal lahir atau umur', from: ['birth', 'age'] },
  { label: 'jenis kelamin', from: ['sex'] },
]

/** What still has no column, in a clerk's words. */
export function missingColumns(columns: Columns): string[] {
  return needed
    .filter(({ from }) => !columns.some((field) => field && from.includes(field)))
    .map(({ label }) => label)
}
