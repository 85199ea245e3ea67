import { refuse } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import type { Tx } from './open.ts'

/** The next number of a counter, inside the transaction that uses it: never count + 1. */
export async function nextOf(tx: Tx, name: string): Promise<number> {
  const row = await tx
    .insertInto('counters')
    .values({ name, last: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ last: eb('counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

/** The next ticket number of a series on a day, 1 to 999; a taken-back number is not used again. */
export async function nextTicketNumber(tx: Tx, day: LocalDate, series: string): Promise<number> {
  const row = await tx
    .insertInto('series_counters')
    .values({ day, series, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['day', 'series']).doUpdateSet((eb) => ({ last: eb('series_counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  if (row.last > 999) refuse('series_full', { series })
  return row.last
}

export function formatTicketNumber(series: string, number: number): string {
  return `${series}-${String(number).padStart(3, '0')}`
}
