import type { StructureDefinition } from 'fhir/r4'
import { extensionUrls, fhirTypes } from '#contract/fhir'

type Described = {
  title: string
  description: string
  value: 'integer' | 'date' | 'dateTime' | 'code' | 'boolean'
  on: readonly string[]
}

const encounter = ['Encounter'] as const

/** What each extension says, where, and as which type; the test of the fields holds both against what is sent. */
const described: Record<keyof typeof extensionUrls, Described> = {
  sourceRevision: {
    title: 'Revisi rekam asal',
    description:
      'Revisi rekam di Puskesmas yang dikirim ini. Kedua pihak membandingkannya di akhir pengiriman; revisi yang lebih tinggi menang.',
    value: 'integer',
    on: fhirTypes,
  },
  visitDay: {
    title: 'Hari kunjungan',
    description:
      'Tanggal kunjungan menurut kalender Puskesmas; kunjungan dan pelayanannya dihitung pada hari itu.',
    value: 'date',
    on: ['Encounter', 'Immunization', 'Observation'],
  },
  lifeStage: {
    title: 'Tahap hidup',
    description: 'Kode CodeSystem tahap-hidup. Tidak ada bila tanggal lahir tidak diketahui.',
    value: 'code',
    on: encounter,
  },
  visitKind: {
    title: 'Kunjungan sakit atau sehat',
    description: 'sakit: berobat. sehat: promotif dan preventif, tanpa keluhan (kunjSakit di P-Care).',
    value: 'code',
    on: encounter,
  },
  firstEver: {
    title: 'Kunjungan pertama',
    description: 'Kunjungan pertama orang ini ke Puskesmas ini.',
    value: 'boolean',
    on: encounter,
  },
  firstThisYear: {
    title: 'Kunjungan pertama tahun ini',
    description: 'Kunjungan pertama orang ini dalam tahun kalender.',
    value: 'boolean',
    on: encounter,
  },
  insideArea: {
    title: 'Dalam wilayah kerja',
    description: 'Orang ini tinggal di wilayah kerja Puskesmas. Tidak ada bila alamatnya tidak diketahui.',
    value: 'boolean',
    on: encounter,
  },
  payer: {
    title: 'Penjamin kunjungan',
    description: 'Kode CodeSystem penjamin: siapa yang membayar kunjungan ini.',
    value: 'code',
    on: encounter,
  },
  serviceRecorded: {
    title: 'Pelayanan tercatat',
    description: 'false: kunjungan selesai, tetapi tidak satu ruangan pun mencatat pelayanannya.',
    value: 'boolean',
    on: encounter,
  },
  checkedAt: {
    title: 'Waktu pengecekan kepesertaan',
    description: 'Kapan kepesertaan terakhir dilihat petugas.',
    value: 'dateTime',
    on: ['Coverage'],
  },
  membership: {
    title: 'Hasil pengecekan kepesertaan',
    description: 'aktif, tidak_aktif, atau tidak_diketahui (sudah dicek, belum ada jawaban).',
    value: 'code',
    on: ['Coverage'],
  },
}

/** The extensions of Loket's own as FHIR defines them; those of SATUSEHAT are defined there. */
export const structureDefinitions: readonly StructureDefinition[] = (
  Object.entries(described) as [keyof typeof extensionUrls, Described][]
).map(([key, { title, description, value, on }]) => {
  const url = extensionUrls[key]
  return {
    resourceType: 'StructureDefinition',
    url,
    name: `${key.charAt(0).toUpperCase()}${key.slice(1)}`,
    title,
    status: 'active',
    publisher: 'Loket',
    description,
    fhirVersion: '4.0.1',
    kind: 'complex-type',
    abstract: false,
    context: on.map((expression) => ({ type: 'element', expression })),
    type: 'Extension',
    baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Extension',
    derivation: 'constraint',
    differential: {
      element: [
        { id: 'Extension', path: 'Extension', short: title, definition: description, min: 0, max: '1' },
        { id: 'Extension.extension', path: 'Extension.extension', max: '0' },
        { id: 'Extension.url', path: 'Extension.url', fixedUri: url },
        { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, type: [{ code: value }] },
      ],
    },
  }
})
