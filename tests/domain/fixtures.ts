import type { Birth, BirthPrecision } from '#domain/birth'
import type { ClusterScheme } from '#domain/cluster'
import { type LocalDate, parseLocalDate } from '#domain/local-date'
import type { PriorityClass } from '#domain/priority'
import type { Purpose } from '#domain/purpose'
import type { Room, RoomPreset } from '#domain/room'
import type { Arrival, RoutedPerson, RoutingRule, RuleBook } from '#domain/routing'
import { schemeOn } from '#domain/rule-book'
import type { Sex } from '#domain/sex'
import schemeData from '#resources/rules/cluster-schemes.json' with { type: 'json' }
import priorityData from '#resources/rules/priority-classes.json' with { type: 'json' }
import purposeData from '#resources/rules/purposes.json' with { type: 'json' }
import presetData from '#resources/rules/room-presets.json' with { type: 'json' }
import ruleData from '#resources/rules/routing-rules.json' with { type: 'json' }

export const schemes = schemeData as unknown as ClusterScheme[]
export const rules = ruleData as unknown as RoutingRule[]
export const purposes = purposeData as unknown as Purpose[]
export const priorities = priorityData as unknown as PriorityClass[]
export const presets = presetData as RoomPreset[]

export const today = day('2026-11-21')

export function day(text: string): LocalDate {
  const date = parseLocalDate(text)
  if (!date) throw new Error(`not a date: ${text}`)
  return date
}

export function person(
  birthDate: string | null,
  sex: Sex | null,
  precision: BirthPrecision = 'exact',
): RoutedPerson {
  const birth: Birth | null = birthDate === null ? null : { date: day(birthDate), precision }
  return { birth, sex }
}

export function arrival(changes: Partial<Arrival> = {}): Arrival {
  return {
    purpose: 'berobat',
    pregnancy: null,
    deliveredOn: null,
    emergency: [],
    symptoms: [],
    needsHelp: false,
    ...changes,
  }
}

export function bookOf(options: { scheme?: string; suspectsGoToK4?: boolean } = {}): RuleBook {
  const scheme = schemeOn(schemes, options.scheme ?? '4-klaster', today)
  if (!scheme) throw new Error(`no scheme ${options.scheme}`)
  return { rules, purposes, priorities, scheme, options: { suspectsGoToK4: options.suspectsGoToK4 ?? false } }
}

export function roomsOf(presetCode: string): [Room, ...Room[]] {
  const preset = presets.find((candidate) => candidate.code === presetCode)
  const [first, ...rest] = (preset?.rooms ?? []).map((room) => ({
    ...room,
    id: room.name,
    ratio: 2,
    active: true,
  }))
  if (!first) throw new Error(`no preset ${presetCode}`)
  return [first, ...rest]
}
