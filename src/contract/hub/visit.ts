import { z } from 'zod'
import { legStates } from '#domain/leg'
import { emergencySigns, symptoms } from '#domain/routing'
import { deskAndRooms, deskClerks } from '../access.ts'
import { base } from '../base.ts'
import {
  chosenPriority,
  cluster,
  estimate,
  id,
  lifeStage,
  localDate,
  motherhood,
  payer,
  sex,
  text,
  time,
} from './shapes.ts'

export const arrival = z.object({
  purpose: z.string().max(40),
  pregnancy: z.object({ weeks: z.int().min(1).max(45).nullable() }).nullable(),
  deliveredOn: localDate.nullable(),
  emergency: z.array(z.enum(emergencySigns)),
  symptoms: z.array(z.enum(symptoms)),
  needsHelp: z.boolean(),
  /** Named by the person or the clerk; absent in visits stored before it existed. */
  chosenPriority: chosenPriority.nullable().default(null),
})

export const route = z.object({
  roomId: id,
  roomName: z.string(),
  cluster,
  clusterLabel: z.string(),
  lifeStage: lifeStage.nullable(),
  motherhood: motherhood.nullable(),
  priority: z.object({ code: z.string(), label: z.string(), reason: z.string() }).nullable(),
  visitKind: z.enum(['sakit', 'sehat']),
  apart: z.boolean(),
  noticeToK4: z.boolean(),
  reasons: z.array(z.string()).min(1),
})

/** What is printed and handed over: never a NIK, never a complaint. */
export const ticket = z.object({
  visitId: id,
  number: z.string(),
  facility: z.string(),
  roomLabel: z.string(),
  day: localDate,
  issuedAt: time,
  ahead: z.int().nonnegative(),
  prioritized: z.boolean(),
  estimate: estimate.nullable(),
  /** The number from the kiosk that the person holds, where the visit has another. */
  replaces: z.string().nullable(),
})

/** Tokens a clerk compared with the person in front: name, birth date, NIK or record number, address, mother's name. */
export const identifiers = ['nama', 'tanggal_lahir', 'nik', 'rm', 'alamat', 'ibu'] as const

const purpose = z.object({ code: z.string(), label: z.string(), healthy: z.boolean() })

const override = z.object({ roomId: id, reason: text(160) })

export const visitRow = z.object({
  visitId: id,
  number: z.string(),
  patientId: id,
  patientName: z.string(),
  sex: sex.nullable(),
  age: z.string().nullable(),
  purpose: z.string(),
  cluster,
  status: z.enum(['open', 'finished', 'cancelled']),
  registeredAt: time,
  /** Where the person is now; null once the visit has ended. */
  at: z.object({ roomId: id, roomName: z.string(), state: z.enum(legStates), since: time }).nullable(),
  temporary: z.boolean(),
})

const namelessRow = z.object({
  patientId: id,
  patientName: z.string(),
  recordNo: z.string(),
  sex: sex.nullable(),
  age: z.string().nullable(),
  /** Of their last visit; its complaint says what was seen of them. */
  number: z.string(),
  day: localDate,
  complaint: z.string(),
})

const recorded = visitRow
  .pick({ visitId: true, number: true, patientId: true, patientName: true, cluster: true, status: true })
  .extend({
    day: localDate,
    recordNo: z.string(),
    purpose: z.string(),
    clusterLabel: z.string(),
    /** Where it began. */
    roomName: z.string(),
    reasons: z.array(z.string()),
    overrideReason: z.string().nullable(),
    complaint: z.string(),
    payer,
    cardNo: z.string().nullable(),
    insideArea: z.boolean().nullable(),
    statusReason: z.string().nullable(),
    registeredAt: time,
    endedAt: time.nullable(),
  })

/** One stay of a visit, in order: where, and how long. */
const stay = z.object({
  roomName: z.string(),
  state: z.enum(legStates),
  enteredAt: time,
  calledAt: time.nullable(),
  servedAt: time.nullable(),
  endedAt: time.nullable(),
  note: z.string().nullable(),
})

export const visits = {
  purposes: base
    .meta({ access: deskClerks })
    .input(z.object({ sex: sex.nullable(), ageYears: z.int().nullable() }))
    .output(z.array(purpose)),
  /** Route without saving; asked again at every change while the clerk types. */
  preview: base
    .meta({ access: deskClerks })
    .input(z.object({ patientId: id, arrival }))
    .output(
      z.object({
        route,
        series: z.string(),
        firstEver: z.boolean(),
        firstThisYear: z.boolean(),
        /** Worth asking again, never a refusal. */
        doubts: z.array(z.string()),
      }),
    ),
  register: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        patientId: id,
        arrival,
        complaint: text(300),
        payer,
        confirmedBy: z.array(z.enum(identifiers)),
        override: override.nullable(),
        /** The number from the kiosk that this person was called by. */
        arrivalId: id.nullable(),
      }),
    )
    .output(ticket),
  /** Straight to the emergency point with a temporary person, who is completed later by `patients.correct`. */
  registerEmergency: base
    .meta({ access: deskClerks })
    .input(
      z.object({
        description: text(120),
        sex: sex.nullable(),
        ageYears: z.int().min(0).max(125).nullable(),
        signs: z.array(arrival.shape.emergency.element).min(1),
      }),
    )
    .output(ticket.extend({ patientId: id })),
  /** The temporary person turned out to be on file: their visits become that patient's, and the empty record is put away. */
  assign: base
    .meta({ access: deskClerks })
    .input(z.object({ visitId: id, patientId: id }))
    .output(ticket),
  /** Takes a registration back within a minute of printing; the number is not used again. */
  undo: base
    .meta({ access: deskClerks })
    .input(z.object({ visitId: id }))
    .output(z.object({ number: z.string() })),
  ticket: base
    .meta({ access: deskClerks })
    .input(z.object({ visitId: id }))
    .output(ticket),
  /** Who came without a name, on whatever day, and is still to be completed; the last to come first. */
  nameless: base.meta({ access: deskClerks }).output(z.array(namelessRow)),
  today: base.meta({ access: deskClerks }).output(z.array(visitRow)),
  /** What was written down of a visit of any day. Refuses `visit_unknown`. */
  recorded: base
    .meta({ access: deskClerks })
    .input(z.object({ visitId: id }))
    .output(recorded),
  /** From the counter to the way home. */
  journey: base
    .meta({ access: deskAndRooms })
    .input(z.object({ visitId: id }))
    .output(z.array(stay)),
  cancel: base
    .meta({ access: deskAndRooms })
    .input(z.object({ visitId: id, reason: text(160) }))
    .output(z.object({ number: z.string() })),
}
