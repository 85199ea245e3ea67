import { z } from 'zod'
import { legStates } from '#domain/leg'
import { deskAndRooms } from '../access.ts'
import { base } from '../base.ts'
import { cluster, id, lifeStage, sex, time } from './shapes.ts'

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
  purpose: z.string(),
  complaint: z.string(),
  reasons: z.array(z.string()),
  priority: z.string().nullable(),
  apart: z.boolean(),
  paysAtCashier: z.boolean(),
  cameFrom: z.string().nullable(),
  returnsTo: z.string().nullable(),
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
})

const roomLoad = z.object({
  roomId: id,
  name: z.string(),
  cluster,
  waiting: z.int(),
  current: z.string().nullable(),
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
    .input(z.object({ legId: id, toRoomId: id, returns: z.boolean() }))
    .output(legCard),
}
