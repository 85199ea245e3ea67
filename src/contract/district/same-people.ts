import { z } from 'zod'
import { duplicateLevels } from '#domain/duplicate'
import { base, patientReaders } from './base.ts'

const record = z.object({
  patientId: z.uuid(),
  facility: z.string(),
  recordNo: z.string().nullable(),
  name: z.string(),
  nik: z.string().nullable(),
  sex: z.enum(['L', 'P']).nullable(),
  /** As the Puskesmas sent it: YYYY, YYYY-MM or YYYY-MM-DD. */
  birth: z.string().nullable(),
  village: z.string().nullable(),
  address: z.string().nullable(),
})

const states = ['candidate', 'same', 'different'] as const

/** Two records of two Puskesmas. */
const pair = z.object({
  one: record,
  other: record,
  level: z.enum(duplicateLevels),
  evidence: z.array(z.object({ agrees: z.boolean(), words: z.string() })),
  state: z.enum(states),
  decidedBy: z.string().nullable(),
  /** Milliseconds since 1970 UTC. */
  decidedAt: z.int().nullable(),
})

/** Persons are shown here and nowhere else on the dashboard; every answer is a view in the audit trail. */
export const samePeople = {
  /** `waiting` of `records` came in since and are not compared yet; the server does so by itself. */
  list: base
    .route({ method: 'GET', path: '/same-people' })
    .meta({ access: patientReaders })
    .input(z.object({ state: z.enum(states) }))
    .output(z.object({ pairs: z.array(pair), total: z.int(), waiting: z.int(), records: z.int() })),
  /** A person's word about two records; nothing is merged. Refuses `same_people_unknown`. */
  decide: base
    .route({ method: 'POST', path: '/same-people/decision' })
    .meta({ access: patientReaders })
    .input(z.object({ one: z.uuid(), other: z.uuid(), state: z.enum(states) }))
    .output(z.object({ state: z.enum(states) })),
}
