import { refuse } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import type { Db, Tx } from './open.ts'

/** The last number a counter has given; 0 before the first. */
export async function lastOf(db: Db, name: string): Promise<number> {
  const row = await db.selectFrom('counters').select('last').where('name', '=', name).executeTakeFirst()
  return row?.last ?? 0
}

/** Moves a counter on to the number just given, in the transaction that gives it; never back. */
export async function moveCounter(tx: Tx, name: string, given: number): Promise<void> {
  await tx
    .insertInto('counters')
    .values({ name, last: given })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ last: given }).where('counters.last', '<', given),
    )
    .execute()
}

/**
 * The next ticket number of a series on a day, 1 to 999; a taken-back number is not used again. Numbers that are
 * printed for a day without power are passed over: they may be in somebody's hand.
 */
export async function nextTicketNumber(tx: Tx, day: LocalDate, series: string): Promise<number> {
  const { last } = await tx
    .insertInto('series_counters')
    .values({ day, series, last: 1 })
    .onConflict((conflict) =>
      conflict.columns(['day', 'series']).doUpdateSet((eb) => ({ last: eb('series_counters.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  const number = await passReserved(tx, series, last)
  if (number > 999) refuse('series_full', { series })
  if (number > last) {
    const counter = tx.updateTable('series_counters').set({ last: number })
    await counter.where('day', '=', day).where('series', '=', series).execute()
  }
  return number
}

async function passReserved(tx: Tx, series: string, number: number): Promise<number> {
  const blocks = await tx
    .selectFrom('reserved_blocks')
    .select(['first', 'last'])
    .where('series', '=', series)
    .where('last', '>=', number)
    .orderBy('first')
    .execute()
  return blocks.reduce((free, { first, last }) => (first <= free && free <= last ? last + 1 : free), number)
}

export function formatTicketNumber(series: string, number: number): string {
  return `${series}-${String(number).padStart(3, '0')}`
}
