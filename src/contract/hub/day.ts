import { z } from 'zod'
import { deskClerks } from '../access.ts'
import { base } from '../base.ts'
import { cluster, localDate, sex, time } from './shapes.ts'

const dayState = z.object({
  day: localDate,
  registered: z.int(),
  finished: z.int(),
  cancelled: z.int(),
  /** Still somewhere in the house; closing the day ends these. */
  open: z.int(),
  /** Of the open ones, those no room has touched: they go out as "pelayanan tidak tercatat". */
  untouched: z.int(),
  temporary: z.int(),
  closedAt: time.nullable(),
})

/** One line of the register kunjungan; columns as ilp.md §7.2. */
export const registerRow = z.object({
  no: z.int(),
  number: z.string(),
  time: z.string(),
  recordNo: z.string(),
  nik: z.string().nullable(),
  name: z.string(),
  sex: sex.nullable(),
  age: z.string().nullable(),
  address: z.string(),
  insideArea: z.boolean().nullable(),
  payer: z.string(),
  cardNo: z.string().nullable(),
  firstEver: z.boolean(),
  firstThisYear: z.boolean(),
  visitKind: z.enum(['sakit', 'sehat']),
  lifeStage: z.string().nullable(),
  cluster,
  clusterLabel: z.string(),
  /** Empty where the scheme of that day does not count it. */
  clusterNumeral: z.string(),
  room: z.string(),
  purpose: z.string(),
  /** What others must know: symptoms, kept apart, told to klaster 4. */
  notes: z.string(),
  outcome: z.string(),
})
export type RegisterRow = z.infer<typeof registerRow>

const dayInput = z.object({ day: localDate })

export const days = {
  state: base.meta({ access: deskClerks }).input(dayInput).output(dayState),
  close: base.meta({ access: deskClerks }).input(dayInput).output(dayState),
  register: base.meta({ access: deskClerks }).input(dayInput).output(z.array(registerRow)),
}
