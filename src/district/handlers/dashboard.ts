import { longestPeriodDays } from '#contract/district/dashboard'
import type { DistrictInputs, DistrictOutputs } from '#contract/district/district'
import { type Context, entryOf } from '#district/context'
import { insertAudit } from '#district/store/audit'
import { listFacilities, sumDeliveries } from '#district/store/facilities'
import { countVisits, describeDays } from '#district/store/rollups'
import { refuse } from '#domain/errors'

const dayMs = 86_400_000
/** Holds 28 days before a last complete day that is up to two weeks old. */
const lookBackDays = 45

export async function describeFacilities(
  context: Context,
): Promise<DistrictOutputs['dashboard']['overview']> {
  const { store, system } = context
  const now = system.now()
  await store.write((tx) => insertAudit(tx, entryOf(context, 'overview_viewed')))
  const since = new Date(now.getTime() - lookBackDays * dayMs).toISOString().slice(0, 10)
  const [facilities, days, delivered] = await Promise.all([
    listFacilities(store.db),
    describeDays(store.db, since),
    sumDeliveries(store.db, new Date(now.getTime() - dayMs)),
  ])
  return facilities.map(({ id, code, name, last_contact_at }) => {
    const known = days.find((row) => row.facility === id)
    const tonight = delivered.find((row) => row.facility === id)
    return {
      facilityId: id,
      code,
      name,
      lastContactAt: last_contact_at?.getTime() ?? null,
      lastCompleteDay: known?.last_complete_day ?? null,
      visitsOnLastCompleteDay: known?.visits_on_day ?? 0,
      tonight: {
        newVisits: tonight?.new_visits ?? 0,
        created: tonight?.created ?? 0,
        updated: tonight?.updated ?? 0,
        refused: tonight?.refused ?? 0,
      },
      usualVisitsPerDay: known?.usual ?? 0,
    }
  })
}

export async function listVisits(
  context: Context,
  { from, to, facilityId }: DistrictInputs['dashboard']['visits'],
): Promise<DistrictOutputs['dashboard']['visits']> {
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1 || days > longestPeriodDays) refuse('period_invalid', { most: longestPeriodDays })
  const { store } = context
  await store.write((tx) =>
    insertAudit(tx, entryOf(context, 'visits_viewed', { from, to, facility: facilityId ?? null })),
  )
  const [facilities, rows] = await Promise.all([
    listFacilities(store.db),
    countVisits(store.db, { from, to }, facilityId ?? null),
  ])
  const places = new Map(facilities.map(({ id, code, name }) => [id, { facilityId: id, code, name }]))
  const perDay = rows.flatMap(({ facility, day, visits }) => {
    const place = facility && places.get(facility)
    return place && day ? [{ ...place, day, visits }] : []
  })
  return {
    total: perDay.reduce((sum, row) => sum + row.visits, 0),
    days: perDay,
    clusters: rows.flatMap(({ cluster, visits }) => (cluster ? [{ cluster, visits }] : [])),
    lifeStages: rows.flatMap(({ life_stage, visits }) =>
      life_stage ? [{ lifeStage: life_stage, visits }] : [],
    ),
    purposes: rows.flatMap(({ purpose, visits }) => (purpose ? [{ purpose, visits }] : [])),
  }
}
