import { z } from 'zod'
import { clusterCoding, extensionUrls, purposeCoding } from '#contract/fhir'
import type { VisitRow } from '#district/store/encounters'
import type { Body } from '#district/store/schema'
import { clusterCodes } from '#domain/cluster'
import { refuseElement } from './fault.ts'

/** What the dashboard counts, read from one Encounter. */
export type Facts = Omit<VisitRow, 'id' | 'facility' | 'patient'>

const unknownCode = 'tidak_diketahui'
/** SATUSEHAT refuses earlier visits; here the bound keeps a wrong clock from making a partition for the year 1980. */
const firstDay = '2014-06-03'
const hourMs = 3_600_000

const coded = z.object({ coding: z.array(z.looseObject({ system: z.string(), code: z.string() })) })
const readable = z.looseObject({
  status: z.string(),
  period: z.looseObject({ start: z.string().optional() }).optional(),
  serviceType: coded.optional().catch(undefined),
  type: z.array(coded).optional().catch(undefined),
  extension: z
    .array(z.looseObject({ url: z.string() }))
    .optional()
    .catch(undefined),
})
type Readable = z.infer<typeof readable>

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const day = z.iso.date()

/** Reads an Encounter whose required elements were checked. Refuses codes and days that cannot be counted. */
export function factsOf(body: Body, now: Date): Facts {
  const visit = readable.parse(body)
  const extension = (url: string, value: string) =>
    visit.extension?.find((candidate) => candidate.url === url)?.[value]
  return {
    day: dayOf(visit, extension(extensionUrls.visitDay, 'valueDate'), now),
    status: visit.status,
    cluster: demand(z.enum(clusterCodes), codeIn(visit.serviceType, clusterCoding), 'Encounter.serviceType'),
    purpose: demand(code, codeIn(visit.type, purposeCoding) ?? unknownCode, 'Encounter.type'),
    life_stage: demand(
      code,
      extension(extensionUrls.lifeStage, 'valueCode') ?? unknownCode,
      extensionUrls.lifeStage,
    ),
    visit_kind: optional(
      z.enum(['sakit', 'sehat']),
      extension(extensionUrls.visitKind, 'valueCode'),
      'visitKind',
    ),
    first_ever: flag(extension(extensionUrls.firstEver, 'valueBoolean'), 'firstEver'),
    first_this_year: flag(extension(extensionUrls.firstThisYear, 'valueBoolean'), 'firstThisYear'),
    inside_area: flag(extension(extensionUrls.insideArea, 'valueBoolean'), 'insideArea'),
    payer: optional(code, extension(extensionUrls.payer, 'valueCode'), 'payer'),
    service_recorded: flag(extension(extensionUrls.serviceRecorded, 'valueBoolean'), 'serviceRecorded'),
  }
}

function dayOf(visit: Readable, told: unknown, now: Date): string {
  const found = demand(day, told ?? visit.period?.start?.slice(0, 10), 'Encounter.period.start')
  // Jayapura is nine hours ahead of UTC, and a front-desk clock may be wrong by a day.
  const latest = new Date(now.getTime() + (9 + 24) * hourMs).toISOString().slice(0, 10)
  return found >= firstDay && found <= latest ? found : refuseElement('Encounter.period.start')
}

function codeIn(concept: Readable['serviceType'] | Readable['type'], system: string): string | undefined {
  const concepts = Array.isArray(concept) ? concept : concept ? [concept] : []
  return concepts.flatMap((one) => one.coding).find((coding) => coding.system === system)?.code
}

function flag(value: unknown, name: keyof typeof extensionUrls): boolean | null {
  return optional(z.boolean(), value, name)
}

function optional<T>(schema: z.ZodType<T>, value: unknown, name: keyof typeof extensionUrls): T | null {
  return value === undefined ? null : demand(schema, value, extensionUrls[name])
}

function demand<T>(schema: z.ZodType<T>, value: unknown, element: string): T {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : refuseElement(element)
}
