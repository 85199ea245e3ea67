import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import type { ListFormat } from '#contract/list-format'
import type { Context } from '#district/context'
import type { LocalDate } from '#domain/local-date'
import type { Shown } from '#domain/small-numbers'
import { targetGroupLabels, targetGroups } from '#domain/village-target'
import {
  dimensionLabels,
  lifeStageWord,
  programmePurposes,
  purposeWord,
  valuesOf,
  valueWord,
} from '#domain/visit-words'
import { type Cell, type List, writeListFile } from '#files/list-file'
import { readContacts } from './contacts.ts'
import { readNight } from './night.ts'
import { readVillages } from './villages.ts'
import { readVisits } from './visits.ts'

type Table = DistrictInputs['dashboard']['take']['table']
type Only<N extends Table['name']> = Extract<Table, { name: N }>

/** The numbers of a screen as a file: what the screen may not show, the file does not hold. */
export async function writeFile(
  context: Context,
  table: Table,
  format: ListFormat,
): Promise<{ name: string; file: Blob; rows: number }> {
  const { stem, list } = await listOf(context, table)
  return { name: `${stem}.${format}`, ...(await list(format)) }
}

type Reached = DistrictOutputs['dashboard']['villages']['villages'][number]['reached']
type Written = { stem: string; list: (format: ListFormat) => Promise<{ file: Blob; rows: number }> }

async function listOf(context: Context, table: Table): Promise<Written> {
  switch (table.name) {
    case 'tonight':
      return await nightList(context)
    case 'visits':
      return await visitList(context, table)
    case 'contacts':
      return await contactList(context, table)
    case 'villages':
      return await villageList(context, table)
  }
}

function written<Row>(stem: string, { title, columns }: Omit<List<Row>, 'batches'>, rows: Row[]): Written {
  return { stem, list: (format) => writeListFile({ title, columns, batches: [rows] }, format) }
}

async function nightList(context: Context): Promise<Written> {
  const facilities = await readNight(context)
  const title = 'Kiriman Puskesmas'
  const columns = [
    { title: 'Kode', width: 14, value: (row: (typeof facilities)[number]): Cell => row.code },
    { title: 'Puskesmas', width: 30, value: (row: (typeof facilities)[number]) => row.name },
    {
      title: 'Hari lengkap terakhir',
      width: 20,
      value: (row: (typeof facilities)[number]) => dayCell(row.lastCompleteDay),
    },
    {
      title: 'Kunjungan hari itu',
      width: 18,
      value: (row: (typeof facilities)[number]) => row.visitsOnLastCompleteDay,
    },
    {
      title: 'Hari yang belum ada',
      width: 40,
      value: (row: (typeof facilities)[number]) => row.missingDays.join(' '),
    },
    {
      title: 'Hari yang belum selesai',
      width: 40,
      value: (row: (typeof facilities)[number]) => row.openDays.join(' '),
    },
    {
      title: 'Ditolak 24 jam ini',
      width: 18,
      value: (row: (typeof facilities)[number]) => row.tonight.refused,
    },
    {
      title: 'Ditolak, belum diperbaiki',
      width: 24,
      value: (row: (typeof facilities)[number]) => row.unmended,
    },
    {
      title: 'Menunggu di Puskesmas',
      width: 22,
      value: (row: (typeof facilities)[number]) => row.waiting,
    },
  ]
  return written('kiriman', { title, columns }, facilities)
}

type VisitLine = { table: string; label: string; visits: Shown }

async function visitList(context: Context, { name: _, ...input }: Only<'visits'>): Promise<Written> {
  const { total, trend, facilities, tables } = await readVisits(context, input)
  const to = input.to as LocalDate
  const rows: VisitLine[] = [
    { table: 'Semua', label: 'Kunjungan', visits: total },
    ...trend.rows.map(({ start, visits }) => ({
      table: trend.grain === 'day' ? 'Per hari' : 'Per bulan',
      label: trend.grain === 'day' ? start : start.slice(0, 7),
      visits,
    })),
    ...facilities.map(({ name, visits }) => ({ table: 'Per Puskesmas', label: name, visits })),
    ...tables.flatMap(({ dimension, rows }) =>
      rows.map(({ value, name, visits }) => ({
        table: dimensionLabels[dimension],
        label: name ?? valueWord(dimension, value, to),
        visits,
      })),
    ),
  ]
  const columns = [
    { title: 'Tabel', width: 30, value: ({ table }: VisitLine): Cell => table },
    { title: 'Golongan', width: 34, value: ({ label }: VisitLine) => label },
    { title: 'Kunjungan', width: 12, value: ({ visits }: VisitLine) => shownCell(visits) },
  ]
  const place = input.facilityId === undefined ? 'semua Puskesmas' : (facilities[0]?.name ?? '')
  const title = `Kunjungan ${input.from} s.d. ${input.to} · ${place}`
  return written(`kunjungan-${input.from}-${input.to}`, { title, columns }, rows)
}

async function contactList(context: Context, { month }: Only<'contacts'>): Promise<Written> {
  const facilities = await readContacts(context, { month })
  type Row = (typeof facilities)[number]
  const rate = (value: number | null): Cell => (value === null ? null : Number(value.toFixed(1)))
  const columns = [
    { title: 'Kode', width: 14, value: ({ code }: Row): Cell => code },
    { title: 'Puskesmas', width: 30, value: ({ name }: Row) => name },
    { title: 'Peserta JKN terdaftar', width: 20, value: ({ participants }: Row) => participants },
    { title: 'Peserta yang kontak', width: 20, value: ({ jknPeople }: Row) => shownCell(jknPeople) },
    { title: 'Angka kontak (‰)', width: 16, value: (row: Row) => rate(row.rate) },
    { title: 'Bulan sebelumnya (‰)', width: 20, value: (row: Row) => rate(row.rateBefore) },
    { title: 'Semua orang dilayani', width: 20, value: ({ people }: Row) => shownCell(people) },
  ]
  return written(`angka-kontak-${month}`, { title: `Angka kontak ${month}`, columns }, facilities)
}

async function villageList(context: Context, { name: _, ...input }: Only<'villages'>): Promise<Written> {
  const { villages, elsewhere, reachedThrough } = await readVillages(context, input)
  const outside = {
    ...elsewhere,
    code: '',
    name: 'Luar wilayah atau tidak diketahui',
    district: '',
    facility: null,
    reached: {} as Reached,
  }
  type Row = (typeof villages)[number] | typeof outside
  const columns = [
    { title: 'Kode', width: 14, value: ({ code }: Row): Cell => code },
    { title: 'Desa/kelurahan', width: 26, value: ({ name }: Row) => name },
    { title: 'Kecamatan', width: 22, value: ({ district }: Row) => district },
    { title: 'Puskesmas', width: 26, value: ({ facility }: Row) => facility?.name ?? null },
    { title: 'Kunjungan', width: 12, value: ({ visits }: Row) => shownCell(visits) },
    { title: 'Orang', width: 12, value: ({ people }: Row) => shownCell(people) },
    ...(valuesOf('life_stage') ?? []).map((stage) => ({
      title: lifeStageWord(stage),
      width: 14,
      value: ({ lifeStages }: Row) => shownCell(lifeStages === null ? 'hidden' : (lifeStages[stage] ?? 0)),
    })),
    ...programmePurposes.map((purpose) => ({
      title: purposeWord(purpose),
      width: 16,
      value: ({ programmes }: Row) => shownCell(programmes === null ? 'hidden' : (programmes[purpose] ?? 0)),
    })),
  ]
  const groups = targetGroups.filter((group) => villages.some(({ reached }) => reached[group]))
  const targetColumns = groups.flatMap((group) => {
    const title = targetGroupLabels[group]
    const of = ({ reached }: Row) => reached[group]
    return [
      { title: `Sasaran ${title}`, width: 16, value: (row: Row): Cell => of(row)?.target ?? null },
      {
        title: `Garis ${title} s.d. ${reachedThrough}`,
        width: 22,
        value: (row: Row): Cell => of(row)?.due ?? null,
      },
      {
        title: `${title} tercapai`,
        width: 18,
        value: (row: Row): Cell => shownCell(of(row)?.people ?? null),
      },
      { title: `${title} (%)`, width: 12, value: (row: Row): Cell => percentCell(of(row)) },
    ]
  })
  const rows: Row[] = [...villages, outside]
  return written(
    `pws-${input.period}`,
    { title: `PWS desa ${input.period}`, columns: [...columns, ...targetColumns] },
    rows,
  )
}

/** «<5», and «•» for a number that would tell one. */
function shownCell(shown: Shown | null): Cell {
  if (shown === null || typeof shown === 'number') return shown
  return shown === 'few' ? '<5' : '•'
}

function percentCell(reached: { target: number; people: Shown } | undefined): Cell {
  if (typeof reached?.people !== 'number') return null
  return Number(((100 * reached.people) / reached.target).toFixed(1))
}

function dayCell(day: string | null): Cell {
  return day === null ? null : { day: day as LocalDate, clock: null }
}
