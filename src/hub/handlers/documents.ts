import { checkAnswer, formOn } from '#domain/consent'
import { Refusal, refuse } from '#domain/errors'
import { speaksForSelf } from '#domain/signer'
import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { insertConsent, listConsents, type NewConsent } from '#hub/store/consents'
import { readPatient } from '#hub/store/patients'

export const documents = {
  consents: hub.documents.consents.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    return listConsents(staff.store.db, input.patientId)
  }),

  answer: hub.documents.answer.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { id, at } = { id: staff.system.newId(), at: staff.system.now() }
    await staff.store.write(async (tx) => {
      const patient = (await readPatient(tx, input.patientId)) ?? refuse('patient_unknown')
      const consent: NewConsent = {
        ...input,
        signer: speaksForSelf(input.relation) ? patient.name : input.signer,
        id,
        at,
        staffId: staff.staffId,
      }
      const wrong = checkAnswer(formOn(input.kind, staff.today), consent, patient, staff.today)
      if (wrong) throw new Refusal(wrong.problem, wrong.field)
      await insertConsent(tx, consent)
      const { patientId, kind, version, points, agreed, relation } = consent
      const detail = { patientId, kind, version, points, agreed, relation }
      await auditAs(tx, staff, { action: 'input', subject: 'consent', subjectId: id, detail })
    })
    const all = await listConsents(staff.store.db, input.patientId)
    return all.find((consent) => consent.id === id) ?? refuse('patient_unknown')
  }),

  notePaper: hub.documents.notePaper.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { patientId, ...detail } = input
    await staff.store.write(async (tx) => {
      if (!(await readPatient(tx, patientId))) refuse('patient_unknown')
      await auditAs(tx, staff, { action: 'print', subject: 'patient', subjectId: patientId, detail })
    })
    return { noted: true as const }
  }),
}
