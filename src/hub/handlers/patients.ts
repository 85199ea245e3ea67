import type { HubInputs } from '#contract/hub/hub'
import type { Patient } from '#contract/hub/patient'
import { checkBirthDate } from '#domain/birth'
import { type Problem, problem, Refusal, refuse } from '#domain/errors'
import { checkNik, compareNik } from '#domain/nik'
import { normalizePhone } from '#domain/phone'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { hub } from '#hub/implement'
import { isInsideArea } from '#hub/store/facility'
import type { Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { findDuplicates, type PatientHit, searchPatients } from '#hub/store/patient-hits'
import {
  insertPatient,
  ownerOfNik,
  ownerOfRecordNo,
  peekRecordNo,
  readPatient,
  type StoredPatient,
  takeRecordNo,
  updatePatient,
} from '#hub/store/patients'
import { followPerson } from '#hub/store/visits-of-person'

type Fields = Omit<HubInputs['patients']['register'], 'recordNo'>

const searchLimit = 20

export const patients = {
  search: hub.patients.search.handler(async ({ input, context }) => {
    const hits = await searchPatients(context.store.db, input.text, searchLimit)
    const { deviceId, staff } = context.page
    if (staff && input.text.trim() !== '') {
      context.searches.note({ deviceId, staffId: staff.id }, input.text, hits.length)
    }
    return hits.map((hit) => withVillage(hit, context))
  }),

  open: hub.patients.open.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.searches.end(context.page.deviceId)
    const patient = (await readPatient(context.store.db, input.id)) ?? refuse('patient_unknown')
    await context.store.write((tx) => audit(tx, staff, 'view', patient.id, {}))
    return present(patient, staff)
  }),

  nextRecordNo: hub.patients.nextRecordNo.handler(async ({ context }) => ({
    recordNo: await peekRecordNo(context.store.db),
  })),

  duplicates: hub.patients.duplicates.handler(async ({ input, context }) => {
    const hits = await findDuplicates(context.store.db, input)
    return hits.map((hit) => withVillage(hit, context))
  }),

  register: hub.patients.register.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.searches.end(context.page.deviceId)
    checkFields(input, staff)
    const saved = await context.store.write(async (tx) => {
      await refuseTakenNik(tx, input, null)
      if (input.recordNo !== null) await refuseTakenRecordNo(tx, input.recordNo)
      const recordNo = input.recordNo ?? (await takeRecordNo(tx))
      const at = staff.system.now()
      const patient: StoredPatient = {
        ...(await settle(tx, input)),
        id: staff.system.newId(),
        recordNo,
        temporary: false,
        revision: 1,
        createdAt: at,
        updatedAt: at,
      }
      await insertPatient(tx, patient)
      await queueForDistrict(tx, { kind: 'patient', recordId: patient.id, revision: 1, at })
      await audit(tx, staff, 'input', patient.id, noteSharedNik(input))
      return patient
    })
    return present(saved, staff)
  }),

  correct: hub.patients.correct.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    checkFields(input, staff)
    const saved = await context.store.write(async (tx) => {
      const before = (await readPatient(tx, input.id)) ?? refuse('patient_unknown')
      await refuseTakenNik(tx, input, input.id)
      const at = staff.system.now()
      const after: StoredPatient = {
        ...before,
        ...(await settle(tx, input)),
        temporary: false,
        revision: before.revision + 1,
        updatedAt: at,
      }
      if (!(await updatePatient(tx, after, input.revision))) refuse('patient_changed')
      await followPerson(tx, before, after, { since: staff.today, at })
      await queueForDistrict(tx, { kind: 'patient', recordId: after.id, revision: after.revision, at })
      await audit(tx, staff, 'correct', after.id, {
        ...noteSharedNik(input),
        changed: changedFields(before, after),
      })
      return after
    })
    context.live.announce('visits', 'queue')
    return present(saved, staff)
  }),
}

function withVillage<H extends PatientHit>({ villageCode, ...hit }: H, { areas }: CallContext) {
  return { ...hit, village: villageCode === null ? null : (areas.villageByCode(villageCode)?.name ?? null) }
}

async function present(patient: StoredPatient, staff: StaffContext): Promise<Patient> {
  const village = patient.villageCode === null ? null : staff.areas.villageByCode(patient.villageCode)
  return {
    ...patient,
    village: village?.label ?? null,
    insideArea: await isInsideArea(staff.store.db, patient.villageCode),
    nikWarnings: nikWarnings(patient, staff),
  }
}

function nikWarnings(patient: StoredPatient, { today }: StaffContext): string[] {
  if (patient.nik === null) return []
  const checked = checkNik(patient.nik, today)
  if ('error' in checked) return []
  const exact = patient.birth?.precision === 'exact' ? patient.birth.date : null
  const differs = compareNik(checked.nik, { birth: exact, sex: patient.sex }, today)
  return [...checked.warnings, ...differs].map((warning) => warning.sentence)
}

/** All that is wrong at once, each at its field, so that a clerk corrects once. */
function checkFields(input: Fields, { today, areas }: StaffContext): void {
  const found: { field: string; problem: Problem }[] = []
  const add = (field: string, wrong: Problem | null) => {
    if (wrong) found.push({ field, problem: wrong })
  }
  if (input.nik === null && input.nikReason === null) add('nik', problem('nik_or_reason'))
  if (input.sex === null) add('sex', problem('sex_missing'))
  add('birth', input.birth === null ? problem('birth_missing') : checkBirthDate(input.birth.date, today))
  if (input.nikReason === 'bayi_baru_lahir' && input.nik === null && input.motherId === null)
    add('motherId', problem('mother_missing'))
  if (input.villageCode !== null && !areas.villageByCode(input.villageCode))
    add('villageCode', problem('village_unknown'))
  const [first, ...others] = found
  if (first) throw new Refusal(first.problem, first.field, others)
}

/** Input as it is stored: numbers normalised, and a newborn's mother looked up for her name and NIK. */
async function settle(tx: Tx, input: Fields) {
  const mother = input.motherId === null ? null : await readPatient(tx, input.motherId)
  if (input.motherId !== null && !mother) refuse('mother_missing')
  return {
    name: input.name,
    nik: input.nik?.replace(/\s/g, '') ?? null,
    nikReason: input.nik === null ? input.nikReason : null,
    sameNikReason: input.sameNikReason,
    motherId: input.motherId,
    motherName: mother?.name ?? input.motherName,
    motherNik: mother?.nik ?? null,
    birth: input.birth,
    sex: input.sex,
    villageCode: input.villageCode,
    address: input.address,
    rt: input.rt,
    rw: input.rw,
    phone: input.phone === null ? null : normalizePhone(input.phone),
    guardian: input.guardian,
    payer: input.payer,
    cardNo: input.cardNo?.replace(/\s/g, '') ?? null,
  }
}

/** Two people may claim one NIK: the second save shows the first person, saving anyway needs a reason. */
async function refuseTakenNik(tx: Tx, input: Fields, exceptId: string | null): Promise<void> {
  if (input.nik === null || input.sameNikReason !== null) return
  const owner = await ownerOfNik(tx, input.nik.replace(/\s/g, ''), exceptId)
  if (owner)
    throw new Refusal(
      problem('nik_taken', { name: owner.name, recordNo: owner.recordNo, id: owner.id }),
      'nik',
    )
}

async function refuseTakenRecordNo(tx: Tx, recordNo: string): Promise<void> {
  const owner = await ownerOfRecordNo(tx, recordNo)
  if (owner)
    throw new Refusal(problem('record_no_taken', { recordNo: owner.recordNo, name: owner.name }), 'recordNo')
}

function noteSharedNik(input: Fields): Record<string, unknown> {
  return input.sameNikReason === null ? {} : { sameNikReason: input.sameNikReason }
}

/** Which fields a correction touched, with what stood there before: the original stays traceable. */
function changedFields(before: StoredPatient, after: StoredPatient): Record<string, unknown> {
  const keys = Object.keys(before) as (keyof StoredPatient)[]
  const untold = new Set<string>(['revision', 'updatedAt'])
  const differs = (key: keyof StoredPatient) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  return Object.fromEntries(
    keys.filter((key) => !untold.has(key) && differs(key)).map((key) => [key, before[key]]),
  )
}

function audit(
  tx: Tx,
  staff: StaffContext,
  action: string,
  patientId: string,
  detail: Record<string, unknown>,
) {
  return auditAs(tx, staff, { action, subject: 'patient', subjectId: patientId, detail })
}
