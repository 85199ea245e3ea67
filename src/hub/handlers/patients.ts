import { hitsOfPage, type Patient, type PatientFields } from '#contract/hub/patient'
import { checkBirthDate, checkDeath } from '#domain/birth'
import { type Problem, problem, Refusal, refuse } from '#domain/errors'
import { checkNik, compareNik } from '#domain/nik'
import { normalizePhone } from '#domain/phone'
import { changedFields } from '#hub/changed-fields'
import { asStaff, auditAs, type CallContext, type StaffContext } from '#hub/context'
import { followDeath } from '#hub/deceased'
import { followFamily, followMother, moveHousehold, settleFamily, sharePayer } from '#hub/families'
import { hub } from '#hub/implement'
import { followMembership } from '#hub/memberships'
import { findDuplicates } from '#hub/store/duplicates'
import { summarizeFamily } from '#hub/store/families'
import { forgetMembership, noteMembership, readMembership } from '#hub/store/memberships'
import type { Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { type PatientHit, recentPatients, scanPatients, searchPatients } from '#hub/store/patient-hits'
import {
  insertPatient,
  ownerOfNik,
  ownerOfRecordNo,
  readPatient,
  type StoredPatient,
  updatePatient,
} from '#hub/store/patients'
import { peekRecordNo, takeRecordNo } from '#hub/store/record-numbers'
import { followPerson } from '#hub/store/visits-of-person'
import { isInsideArea } from '#hub/store/working-area'
import { localTime } from '#hub/system'

type Fields = PatientFields & { sameNikReason: string | null; kkNo: string | null }

const recentLimit = 5

export const patients = {
  search: hub.patients.search.handler(async ({ input, context }) => {
    const hits = await searchPatients(context.finder, input.text, input.limit)
    noteSearch(context, input.text, hits.length)
    return hits.map((hit) => withVillage(hit, context))
  }),

  recent: hub.patients.recent.handler(async ({ context }) => {
    const staff = await asStaff(context)
    const hits = await recentPatients(context.store.db, staff.staffId, recentLimit)
    return hits.map((hit) => withVillage(hit, context))
  }),

  scan: hub.patients.scan.handler(async ({ input, context }) => {
    const hits = await scanPatients(context.finder, input.code, hitsOfPage)
    noteSearch(context, input.code, hits.length)
    return hits.map((hit) => withVillage(hit, context))
  }),

  open: hub.patients.open.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.searches.end(context.page.deviceId)
    const patient = (await readPatient(context.store.db, input.id)) ?? refuse('patient_unknown')
    const through = patient.id === input.id ? {} : { through: input.id }
    await context.store.write((tx) => audit(tx, staff, 'view', patient.id, through))
    return present(patient, staff)
  }),

  nextRecordNo: hub.patients.nextRecordNo.handler(async ({ input, context }) => {
    const { store, today } = await asStaff(context)
    return { recordNo: await peekRecordNo(store.db, input, today) }
  }),

  duplicates: hub.patients.duplicates.handler(async ({ input, context }) => {
    const hits = await findDuplicates(context.store.db, context.wordShares, input)
    return hits.map((hit) => withVillage(hit, context))
  }),

  register: hub.patients.register.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    await context.searches.end(context.page.deviceId)
    checkFields(input, staff)
    const saved = await context.store.write(async (tx) => {
      await refuseTakenNik(tx, input, null)
      if (input.recordNo !== null) await refuseTakenRecordNo(tx, input.recordNo)
      const id = staff.system.newId()
      const fields = { ...(await settle(tx, input)), ...(await settleFamily(tx, staff, input, id)) }
      const at = staff.system.now()
      const patient: StoredPatient = {
        ...fields,
        id,
        recordNo: input.recordNo ?? (await takeRecordNo(tx, fields, staff.today)),
        temporary: false,
        revision: 1,
        createdAt: at,
        updatedAt: at,
      }
      await insertPatient(tx, patient)
      await followFamily(tx, staff, null, patient)
      await queueForDistrict(tx, { kind: 'patient', recordId: patient.id, revision: 1, at })
      await audit(tx, staff, 'input', patient.id, noteSharedNik(input))
      return patient
    })
    if (saved.sameNikReason !== null) context.live.announce('doubles')
    return present(saved, staff)
  }),

  noteMembership: hub.patients.noteMembership.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { state } = input
    const id = await staff.store.write(async (tx) => {
      const { id } = (await readPatient(tx, input.id)) ?? refuse('patient_unknown')
      await noteMembership(tx, id, { state, at: staff.system.now(), staffId: staff.staffId })
      await followMembership(tx, staff, id)
      await audit(tx, staff, 'input', id, { membership: state })
      return id
    })
    return membershipOf(staff, id)
  }),

  correct: hub.patients.correct.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const onFile = await readPatient(staff.store.db, input.id)
    // An old system knew no birth date: other facts are corrected without guessing one.
    const undated = onFile !== null && !onFile.temporary && onFile.birth === null
    checkFields(input, staff, { undated })
    const saved = await context.store.write(async (tx) => {
      const before = (await readPatient(tx, input.id)) ?? refuse('patient_unknown')
      // Merged since the form was opened: what was typed about one record is laid over the other first.
      if (before.id !== input.id) refuse('patient_changed')
      await refuseTakenNik(tx, input, input.id)
      const at = staff.system.now()
      const after: StoredPatient = {
        ...before,
        ...(await settle(tx, input)),
        ...(await settleFamily(tx, staff, input, input.id)),
        temporary: false,
        revision: before.revision + 1,
        updatedAt: at,
      }
      if (!(await updatePatient(tx, after, input.revision))) refuse('patient_changed')
      await followPerson(tx, before, after, { since: staff.today, at })
      await followFamily(tx, staff, before, after)
      await followMother(tx, staff, before, after)
      if (input.addressForFamily) await moveHousehold(tx, staff, before, after)
      if (input.payerForFamily) await sharePayer(tx, staff, before, after)
      await queueForDistrict(tx, { kind: 'patient', recordId: after.id, revision: after.revision, at })
      await followDeath(tx, staff, after)
      // What was seen of another card says nothing about this one.
      if (before.cardNo !== null && before.cardNo !== after.cardNo) await forgetMembership(tx, after.id)
      await followMembership(tx, staff, after.id)
      await audit(tx, staff, 'correct', after.id, {
        ...noteSharedNik(input),
        changed: changedFields(before, after),
      })
      return after
    })
    context.live.announce('visits', 'queue', 'doubles')
    return present(saved, staff)
  }),
}

function noteSearch({ page, searches }: CallContext, text: string, hits: number): void {
  const { deviceId, staff } = page
  if (staff && text.trim() !== '') searches.note({ deviceId, staffId: staff.id }, text, hits)
}

function withVillage<H extends PatientHit>({ villageCode, ...hit }: H, { areas }: CallContext) {
  return { ...hit, village: villageCode === null ? null : (areas.villageByCode(villageCode)?.name ?? null) }
}

async function present(patient: StoredPatient, staff: StaffContext): Promise<Patient> {
  const village = patient.villageCode === null ? null : staff.areas.villageByCode(patient.villageCode)
  return {
    ...patient,
    village: village?.label ?? null,
    insideArea: await isInsideArea(staff.store.db, patient.villageCode, staff.today),
    nikWarnings: nikWarnings(patient, staff),
    family: await summarizeFamily(staff.store.db, patient),
    membership: await membershipOf(staff, patient.id),
  }
}

async function membershipOf(
  { store, facility }: StaffContext,
  patientId: string,
): Promise<Patient['membership']> {
  const { state, at, by } = await readMembership(store.db, patientId)
  if (at === null) return { state, checked: null }
  const { day, clock } = localTime(at, facility.timeZone)
  return { state, checked: { on: day, clock, by: by ?? '' } }
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
function checkFields(
  input: Fields,
  { today, areas }: StaffContext,
  { undated }: { undated: boolean } = { undated: false },
): void {
  const found: { field: string; problem: Problem }[] = []
  const add = (field: string, wrong: Problem | null) => {
    if (wrong) found.push({ field, problem: wrong })
  }
  if (input.nik === null && input.nikReason === null) add('nik', problem('nik_or_reason'))
  if (input.sex === null) add('sex', problem('sex_missing'))
  if (input.nikReason === 'wna' && input.nik === null) {
    if (input.nationality === null) add('nationality', problem('nationality_missing'))
    if (input.passport === null) add('passport', problem('passport_missing'))
  }
  add('deceasedOn', checkDeath(input.deceasedOn, input.birth, today))
  if (input.birth !== null) add('birth', checkBirthDate(input.birth.date, today))
  else if (!undated) add('birth', problem('birth_missing'))
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
    motherId: mother?.id ?? null,
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
    payerRef: input.payerRef,
    birthOrder: input.birthOrder,
    passport: input.passport?.trim().toUpperCase() ?? null,
    nationality: input.nationality,
    religion: input.religion,
    disabilities: input.disabilities,
    language: input.language,
    deceasedOn: input.deceasedOn,
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

function audit(
  tx: Tx,
  staff: StaffContext,
  action: string,
  patientId: string,
  detail: Record<string, unknown>,
) {
  return auditAs(tx, staff, { action, subject: 'patient', subjectId: patientId, detail })
}
