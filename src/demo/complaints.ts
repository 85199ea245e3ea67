import type { PurposeCode } from '#domain/purpose'
import type { EmergencySign, Symptom } from '#domain/routing'
import type { Random } from './random.ts'

export type Group = 'baby' | 'toddler' | 'child' | 'adult' | 'elder' | 'pregnant' | 'delivered'

const sick: Record<Group, readonly string[]> = {
  baby: ['demam sejak kemarin', 'batuk pilek', 'rewel dan muntah', 'kulit kemerahan', 'mata berair'],
  toddler: ['demam 2 hari', 'batuk pilek', 'tidak mau makan', 'gatal di kulit', 'sakit telinga', 'muntah'],
  child: [
    'demam',
    'sakit tenggorokan',
    'sakit perut',
    'gatal-gatal',
    'batuk pilek',
    'pusing',
    'luka lecet di lutut',
  ],
  adult: [
    'nyeri ulu hati',
    'sakit kepala',
    'nyeri pinggang',
    'batuk pilek',
    'demam',
    'gatal di tangan',
    'nyeri sendi',
  ],
  elder: [
    'nyeri lutut',
    'pusing berputar',
    'susah tidur',
    'batuk',
    'badan lemas',
    'penglihatan kabur',
    'kesemutan',
  ],
  pregnant: ['mual dan muntah', 'pusing', 'nyeri pinggang', 'keputihan', 'batuk pilek'],
  delivered: ['nyeri luka jahitan', 'payudara bengkak', 'demam', 'pusing'],
}

const byPurpose: Record<PurposeCode, readonly string[]> = {
  kontrol: ['kontrol tekanan darah', 'kontrol gula darah', 'kontrol luka', 'kontrol asma', 'kontrol rutin'],
  anc: ['periksa kehamilan rutin', 'periksa kehamilan, kaki bengkak'],
  nifas: ['periksa nifas', 'periksa nifas dan bayi'],
  imunisasi: ['imunisasi sesuai jadwal', 'imunisasi kejar'],
  tumbuh_kembang: ['pantau tumbuh kembang', 'timbang dan ukur'],
  kb: ['suntik KB 3 bulan', 'ambil pil KB', 'konsultasi KB', 'kontrol implan'],
  gigi: ['sakit gigi', 'gigi berlubang', 'gusi bengkak', 'gigi goyang'],
  ambil_obat: ['ambil obat rutin'],
  tindakan: ['ganti perban', 'rawat luka', 'angkat jahitan'],
  laboratorium: ['periksa gula darah', 'periksa kolesterol', 'periksa darah rutin'],
  surat_sehat: ['surat sehat untuk melamar kerja', 'surat sehat untuk sekolah'],
  rujukan: ['perpanjang rujukan poli jantung', 'rujukan poli mata', 'rujukan poli saraf'],
}

const bySymptom: Record<Symptom, string> = {
  batuk_2_minggu: 'batuk lebih dari dua minggu',
  demam_ruam: 'demam disertai ruam',
  diare_akut: 'mencret sejak kemarin',
}

const byEmergency: Partial<Record<EmergencySign, string>> = {
  sesak_berat: 'sesak napas berat',
  nyeri_dada: 'nyeri dada menjalar ke lengan',
  kecelakaan: 'jatuh dari sepeda motor',
  kejang: 'kejang demam',
}

/** A few words as a clerk types them; empty where the purpose says all. */
export function inventComplaint(
  random: Random,
  visit: {
    group: Group
    purpose: PurposeCode
    symptoms: readonly Symptom[]
    emergency: readonly EmergencySign[]
  },
): string {
  const [sign] = visit.emergency
  const [symptom] = visit.symptoms
  if (sign) return byEmergency[sign] ?? ''
  if (symptom) return bySymptom[symptom]
  const known = visit.purpose === 'berobat' ? sick[visit.group] : byPurpose[visit.purpose]
  return known ? random.pick(known) : ''
}
