import type { ClusterScheme } from '#domain/cluster'
import type { CareItem } from '#domain/due-care'
import type { PriorityClass } from '#domain/priority'
import type { Purpose } from '#domain/purpose'
import type { RoomPreset } from '#domain/room'
import type { RoutingRule } from '#domain/routing'
import care from '#resources/rules/care-schedules.json' with { type: 'json' }
import schemes from '#resources/rules/cluster-schemes.json' with { type: 'json' }
import priorities from '#resources/rules/priority-classes.json' with { type: 'json' }
import purposes from '#resources/rules/purposes.json' with { type: 'json' }
import presets from '#resources/rules/room-presets.json' with { type: 'json' }
import routing from '#resources/rules/routing-rules.json' with { type: 'json' }
import { insertRules } from './store/facility.ts'
import type { Tx } from './store/open.ts'

/** Facts that change by decree, as shipped; setup copies them into the database, where a Puskesmas may date its own. */
export const clusterSchemes = schemes as unknown as ClusterScheme[]
export const roomPresets = presets as unknown as RoomPreset[]

/** Read as shipped: national schedules, which a Puskesmas does not date for itself. */
export const careItems = care as unknown as CareItem[]

/** Null where the schedule has it no more. */
export function findCareItem(id: string): CareItem | null {
  return careItems.find((item) => item.id === id) ?? null
}

export async function seedRules(tx: Tx): Promise<void> {
  await insertRules(tx, 'scheme', clusterSchemes, (scheme) => scheme.code)
  await insertRules(tx, 'purpose', purposes as unknown as Purpose[], (purpose) => purpose.code)
  await insertRules(tx, 'routing', routing as unknown as RoutingRule[], (rule) => rule.id)
  await insertRules(tx, 'priority', priorities as unknown as PriorityClass[], (priority) => priority.code)
}
