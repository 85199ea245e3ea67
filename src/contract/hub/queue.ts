import { z } from 'zod'
import { careMeasures } from '#domain/care-values'
import { disabilities } from '#domain/disability'
import { legStates } from '#domain/leg'
import { deskAndRooms } from '../access.ts'
import { base } from '../base.ts'
import { callReceipt, cluster, estimate, id, lifeStage, localDate, sex, text, time } from './shapes.ts'

const dueCare = z.object({
  /** Of the schedule. */
  item: z.string(),
  label: z.string(),
  reason: z.string(),
  asks: z.array(z.enum(careMeasures)),
  /** What this Puskesmas has noted of it, at this visit (`here`) or at one that still counts; null while it is due. */
  given: z
    .object({
      at: time,
      day: localDate,
      by: z.string(),
      room: z.string(),
      here: z.boolean(),
      values: z.object({
        weight: z.number().nullable(),
        systolic: z.number().nullable(),
        diastolic: z.number().nullable(),
        glucose: z.number().nullable(),
      }),
    })
    .nullable(),
})

/** One stay of a visit at one room, as the person who serves it sees it. */
export const legCard = z.object({
  legId: id,
  visitId: id,
  number: z.string(),
  state: z.enum(legStates),
  patientName: z.string(),
  recordNo: z.string(),
  sex: sex.nullable(),
  age: z.string().nullable(),
  lifeStage: lifeStage.shape.primary.nullable(),
  disabilities: z.array(z.enum(disabilities)),
  /** The language this person needs help in; null when Indonesian will do. */
  language: z.string().nullable(),
  purpose: z.string(),
  complaint: z.string(),
  reasons: z.array(z.string()),
  priority: z.string().nullable(),
  emergency: z.boolean(),
  apart: z.boolean(),
  paysAtCashier: z.boolean(),
  /** Was at the cashier on this visit already. */
  passedCashier: z.boolean(),
  cameFrom: z.string().nullable(),
  returnsTo: z.string().nullable(),
  /** The room this leg was moved on to. */
  movedTo: z.string().nullable(),
  /** Written by the station before, for this one. */
  note: z.string().nullable(),
  /** Of a booking; null for whoever just came. */
  dueAt: time.nullable(),
  /** Why this person stands where they stand in the line; empty once called. */
  turn: z.string(),
  /** Care due by age and pregnancy today; to be compared with the person's own booklet. */
  dueCare: z.array(dueCare),
  /** Has been called in, and the visit is open. */
  canNoteCare: z.boolean(),
  /** The last call of this leg. */
  call: callReceipt.nullable(),
  enteredAt: time,
  calledAt: time.nullable(),
  servedAt: time.nullable(),
  endedAt: time.nullable(),
  timesCalled: z.int(),
})
export type LegCard = z.infer<typeof legCard>

const roomState = z.object({
  roomId: id,
  /** Called or in service, newest first: normally one. */
  active: z.array(legCard),
  /** In the order in which they will be called. */
  waiting: z.array(legCard),
  skipped: z.array(legCard),
  recentlyDone: z.array(legCard),
  estimate: estimate.nullable(),
})

const roomLoad = z.object({
  roomId: id,
  name: z.string(),
  cluster,
  waiting: z.int(),
  current: z.string().nullable(),
  /** For somebody who would come now. */
  estimate: estimate.nullable(),
  /** Whole minutes that the longest-waiting person has waited. */
  longestWait: z.int().nullable(),
  /** Where people wait longest now; at most one room. */
  bottleneck: z.boolean(),
})

/** Somebody to be followed up by klaster 4: contact tracing and reporting (KMK 2015/2023, BAB VI). */
const notice = z.object({
  visitId: id,
  number: z.string(),
  patientName: z.string(),
  age: z.string().nullable(),
  symptoms: z.array(z.string()),
  room: z.string(),
  at: time,
})

/** Moves a person at a screen can make with one leg; `close` belongs to the end of the day. */
export const moves = ['call', 'recall', 'serve', 'skip', 'rejoin', 'undo', 'finish'] as const

export const queue = {
  loads: base.meta({ access: deskAndRooms }).output(z.array(roomLoad)),
  /** A room page sees its own room only; the desk may look into any. */
  room: base
    .meta({ access: deskAndRooms })
    .input(z.object({ roomId: id }))
    .output(roomState),
  /** Today's visits with a suspected infectious disease, for the rooms of klaster 4 and the desk. */
  notices: base.meta({ access: deskAndRooms }).output(z.array(notice)),
  callNext: base
    .meta({ access: deskAndRooms })
    .input(z.object({ roomId: id }))
    .output(legCard),
  move: base
    .meta({ access: deskAndRooms })
    .input(z.object({ legId: id, move: z.enum(moves) }))
    .output(legCard),
  /** To another room; with `returns` the person comes back here when that room has finished. */
  transfer: base
    .meta({ access: deskAndRooms })
    .input(z.object({ legId: id, toRoomId: id, returns: z.boolean(), note: text(200).nullable() }))
    .output(legCard),
}
