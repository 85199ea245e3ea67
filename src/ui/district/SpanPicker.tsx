import { SegmentedControl, Select } from '@mantine/core'
import { addDays, formatMonth, type LocalDate } from '#domain/local-date'
import { monthOf } from '#domain/whole-months'

type Props = { span: string; today: LocalDate; years: boolean; onChange: (span: string) => void }

const monthsBack = 24

/** A calendar month (`2026-11`) or, where `years`, a year (`2026`): in each, everybody counts once. */
export function SpanPicker({ span, today, years, onChange }: Props) {
  const months = monthsBefore(today)
  const presets = [
    { value: months[0] ?? '', label: 'Bulan ini' },
    { value: months[1] ?? '', label: 'Bulan lalu' },
    ...(years ? [{ value: today.slice(0, 4), label: 'Tahun ini' }] : []),
  ]
  const other = [...months, ...(years ? yearsOf(months) : [])]
  return (
    <>
      <SegmentedControl aria-label="Rentang" data={presets} value={span} onChange={onChange} />
      <Select
        aria-label="Bulan lain"
        w={178}
        allowDeselect={false}
        data={other.map((value) => ({ value, label: spanWord(value) }))}
        value={other.includes(span) ? span : null}
        onChange={(value) => value !== null && onChange(value)}
      />
    </>
  )
}

/** The span in the address, or this month. */
export function readSpan(filters: URLSearchParams, today: LocalDate, years: boolean): string {
  const told = filters.get('bulan') ?? ''
  const fits = /^\d{4}-(0[1-9]|1[0-2])$/.test(told) || (years && /^\d{4}$/.test(told))
  return fits ? told : today.slice(0, 7)
}

/** November 2026, or tahun 2026. */
export function spanWord(span: string): string {
  return span.length === 4 ? `Tahun ${span}` : formatMonth(`${span}-01` as LocalDate)
}

function monthsBefore(today: LocalDate): string[] {
  const months: string[] = []
  for (let first = monthOf(today); months.length < monthsBack; first = monthOf(addDays(first, -1)))
    months.push(first.slice(0, 7))
  return months
}

function yearsOf(months: readonly string[]): string[] {
  return [...new Set(months.map((month) => month.slice(0, 4)))]
}
