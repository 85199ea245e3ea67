import type { Consent } from '#contract/hub/document'
import type { Db, Tx } from './open.ts'
import type { Schema } from './schema.ts'

export type NewConsent = Omit<Consent, 'staffName'> & { patientId: string; staffId: string }

function toRow(consent: NewConsent): Schema['consents'] {
  return {
    id: consent.id,
    patient_id: consent.patientId,
    kind: consent.kind,
    version: consent.version,
    points: JSON.stringify(consent.points),
    signer: consent.signer,
    signer_relation: consent.relation,
    agreed: consent.agreed ? 1 : 0,
    at: consent.at,
    staff_id: consent.staffId,
  }
}

function consents(db: Db) {
  return db
    .selectFrom('consents')
    .innerJoin('staff', 'staff.id', 'consents.staff_id')
    .select([
      'consents.id',
      'consents.kind',
      'consents.version',
      'consents.points',
      'consents.signer',
      'consents.signer_relation as relation',
      'consents.agreed',
      'consents.at',
      'staff.name as staffName',
    ])
}

type ConsentRow = Awaited<ReturnType<ReturnType<typeof consents>['execute']>>[number]

function fromRow(row: ConsentRow): Consent {
  return { ...row, points: JSON.parse(row.points) as string[], agreed: row.agreed === 1 }
}

export async function insertConsent(tx: Tx, consent: NewConsent): Promise<void> {
  await tx.insertInto('consents').values(toRow(consent)).execute()
}

/** The newest first; ids are made in the order of time, so they part answers of the same moment. */
export async function listConsents(db: Db, patientId: string): Promise<Consent[]> {
  const rows = await consents(db)
    .where('consents.patient_id', '=', patientId)
    .orderBy('consents.at', 'desc')
    .orderBy('consents.id', 'desc')
    .execute()
  return rows.map(fromRow)
}
