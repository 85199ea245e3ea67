import type { Consent } from '#contract/hub/document'
import type { ConsentKind, ConsentStanding } from '#domain/consent'
import { relationLabels, speaksForSelf } from '#domain/signer'
import { formatClock } from '#ui/shared/format.ts'

/** 21 November 2026, on the facility's calendar. */
export function sayDay(time: number, timeZone: string): string {
  return new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeZone }).format(time)
}

/** Short enough to stand beside the name of the form. */
export const standingLabels: Record<ConsentStanding<Consent>['state'], string> = {
  missing: 'belum ditanyakan',
  outdated: 'naskah baru, tanyakan lagi',
  agreed: 'sudah',
  refused: 'menolak',
}

/** What is asked for and answered with each form. */
export const formWords: Record<
  ConsentKind,
  Record<'tab' | 'all' | 'agree' | 'refuse' | 'agreed' | 'refused', string>
> = {
  persetujuan_umum: {
    tab: 'Persetujuan umum',
    all: 'Setuju dengan semua butir',
    agree: 'Simpan: setuju',
    refuse: 'Tidak setuju',
    agreed: 'Disetujui',
    refused: 'Tidak disetujui',
  },
  hak_kewajiban: {
    tab: 'Hak dan kewajiban',
    all: 'Semua butir sudah dijelaskan',
    agree: 'Simpan: sudah dijelaskan',
    refuse: 'Tidak mau',
    agreed: 'Dijelaskan',
    refused: 'Tidak mau dijelaskan',
  },
}

/** «Disetujui 21 November 2026, 07.42, oleh Ni Luh (ibu) · petugas Rina» */
export function sayAnswer(answer: Consent, timeZone: string): string {
  const { agreed, refused } = formWords[answer.kind]
  const who = speaksForSelf(answer.relation)
    ? 'pasien sendiri'
    : `${answer.signer} (${relationLabels[answer.relation].toLowerCase()})`
  const when = `${sayDay(answer.at, timeZone)}, ${formatClock(answer.at, timeZone)}`
  return `${answer.agreed ? agreed : refused} ${when}, oleh ${who} · petugas ${answer.staffName}`
}

/** Beside the name of the person: «2 belum», or «setuju 21-11-2026, Rina». */
export function sayAsked(standings: readonly ConsentStanding<Consent>[], timeZone: string): string {
  const open = standings.filter(({ state }) => state === 'missing' || state === 'outdated').length
  if (open > 0) return `${open} belum`
  const answers = standings.flatMap(({ record }) => record ?? [])
  const latest = answers.reduce((newest, answer) => (answer.at > newest.at ? answer : newest))
  const day = new Intl.DateTimeFormat('id-ID', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    timeZone,
  })
  const deed = answers.every(({ agreed }) => agreed) ? 'setuju' : 'menolak'
  return `${deed} ${day.format(latest.at).replaceAll('/', '-')}, ${latest.staffName.split(' ')[0]}`
}
