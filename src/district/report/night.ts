import type { DistrictOutputs } from '#contract/district/district'
import { type Context, seesAll } from '#district/context'
import { listFacilities, sumDeliveries } from '#district/store/facilities'
import { countRefused } from '#district/store/refused'
import { listDays } from '#district/store/rollups'
import { describeDelivery, historyDays } from '#domain/delivery-days'
import { addDays, type LocalDate } from '#domain/local-date'
import { roughly } from './tables.ts'
import { placeOf } from './visits.ts'

const dayMs = 86_400_000
/** It is tomorrow in Jayapura nine hours before it is in Greenwich. */
const farthestEastMs = 9 * 3_600_000

/** Who sent what, and which days are missing. */
export async function readNight(context: Context): Promise<DistrictOutputs['dashboard']['overview']> {
  const { store, system } = context
  const now = system.now().getTime()
  const exact = seesAll(context)
  const today = new Date(now + farthestEastMs).toISOString().slice(0, 10) as LocalDate
  const [facilities, days, delivered, refused] = await Promise.all([
    listFacilities(store.db),
    listDays(store.db, addDays(today, -historyDays)),
    sumDeliveries(store.db, new Date(now - dayMs)),
    countRefused(store.db),
  ])
  const byFacility = Map.groupBy(days, ({ facility }) => facility)
  return facilities.map((facility) => {
    const arrived = byFacility.get(facility.id) ?? []
    const told = describeDelivery(new Map(arrived.map(({ day, ...rest }) => [day as LocalDate, rest])), today)
    const tonight = delivered.find((row) => row.facility === facility.id)
    return {
      ...placeOf(facility),
      ...told,
      visitsOnLastCompleteDay: roughly(told.visitsOnLastCompleteDay, exact),
      usualVisitsPerDay: roughly(told.usualVisitsPerDay, exact),
      unmended: refused.find((row) => row.facility === facility.id)?.count ?? 0,
      waiting: facility.waiting,
      lastContactAt: facility.last_contact_at?.getTime() ?? null,
      tonight: {
        newVisits: roughly(tonight?.new_visits ?? 0, exact),
        created: roughly(tonight?.created ?? 0, exact),
        updated: roughly(tonight?.updated ?? 0, exact),
        refused: tonight?.refused ?? 0,
      },
    }
  })
}
