import type { LegCard } from '#contract/hub/queue'
import type { SyncRun } from '#contract/hub/sync'
import type { Room } from '#domain/room'
import { emptyValues, type Patient, type PatientValues } from '#ui/desk/register-patient/patient-values.ts'
import { day } from '../domain/fixtures.ts'

/** 21 November 2026, 07.42 in Jakarta. */
export const now = Date.UTC(2026, 10, 21, 0, 42)

export function legOf(changes: Partial<LegCard> = {}): LegCard {
  return {
    legId: 'leg',
    visitId: 'visit',
    number: 'C-018',
    state: 'waiting',
    patientName: 'WAYAN SUDANA',
    recordNo: '07-01-23',
    sex: 'L',
    age: '67 th',
    lifeStage: 'lansia',
    disabilities: [],
    language: null,
    purpose: 'Berobat',
    complaint: '',
    reasons: [],
    priority: null,
    emergency: false,
    apart: false,
    paysAtCashier: false,
    passedCashier: false,
    cameFrom: null,
    returnsTo: null,
    movedTo: null,
    note: null,
    dueAt: null,
    turn: '',
    dueCare: [],
    canNoteCare: false,
    call: null,
    enteredAt: now - 600_000,
    calledAt: null,
    servedAt: null,
    endedAt: null,
    timesCalled: 0,
    ...changes,
  }
}

export function roomOf(name: string, roles: Room['roles'], changes: Partial<Room> = {}): Room {
  return {
    id: name,
    name,
    publicLabel: name,
    cluster: 'k3',
    series: 'C',
    roles,
    ratio: 2,
    active: true,
    ...changes,
  }
}

export function patientOf(changes: Partial<Patient> = {}): Patient {
  return {
    id: 'patient',
    recordNo: '07-01-23',
    name: 'WAYAN SUDANA',
    nik: '5108020203590001',
    nikReason: null,
    sameNikReason: null,
    motherId: null,
    motherName: null,
    motherNik: null,
    birth: { date: day('1959-03-02'), precision: 'exact' },
    sex: 'L',
    villageCode: '5108052001',
    village: 'Kayoa, Kec. Teluk, Kab. Rekaan, Bali',
    insideArea: true,
    address: 'Jl. Melati 4',
    rt: '001',
    rw: '002',
    phone: '081234567890',
    guardian: null,
    payer: 'jkn_pbi',
    cardNo: '0001234567890',
    payerRef: null,
    familyId: null,
    familyRelation: null,
    family: null,
    birthOrder: null,
    passport: null,
    nationality: null,
    religion: null,
    disabilities: [],
    language: null,
    deceasedOn: null,
    temporary: false,
    revision: 1,
    nikWarnings: [],
    membership: { state: 'belum_dicek', checked: null },
    ...changes,
  }
}

/** A form that may be saved as it stands. */
export function valuesOf(changes: Partial<PatientValues> = {}): PatientValues {
  return {
    ...emptyValues,
    name: 'WAYAN SUDANA',
    nik: '5108020203590001',
    birth: '02031959',
    sex: 'L',
    payer: 'umum',
    ...changes,
  }
}

export function runOf(
  state: SyncRun['state'],
  counts: Partial<SyncRun['counts']> = {},
  problem: SyncRun['problem'] = null,
): SyncRun {
  return {
    id: 'run',
    startedAt: now - 5000,
    endedAt: state === 'running' ? null : now,
    state,
    counts: { total: 0, sent: 0, confirmed: 0, waiting: 0, toFix: 0, ...counts },
    problem,
    compared: [],
    tryAgainAt: null,
  }
}
