import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SyncRun } from '#contract/hub/sync'
import type { LocalDate } from '#domain/local-date'
import type { Room } from '#domain/room'
import type { Arrival, Route } from '#domain/routing'
import { type Calls, createCalls } from '#hub/calls'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { type Facility, insertFacility, insertRooms } from '#hub/store/facility'
import { type Actor, findOpenLeg, insertLeg, moveLeg } from '#hub/store/legs'
import { joinRecords, type Merge, partRecords } from '#hub/store/merges'
import { openStore, type Store, type Tx } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import {
  insertPatient,
  nothingKnown,
  readPatient,
  type StoredPatient,
  updatePatient,
} from '#hub/store/patients'
import { insertStaff } from '#hub/store/staff'
import { changeVisit, insertVisit, type NewVisit } from '#hub/store/visits'
import { saveDestination } from '#hub/sync/destination'
import { createSync, type Sync, type Trigger } from '#hub/sync/engine'
import { sealingKey } from '#hub/sync/seal'
import { localTime, machine, type System } from '#hub/system'
import type { Account } from './dinkes.ts'

const silentLog = { info: () => {}, error: () => {} }

/** Records of one Puskesmas in a real encrypted file, written by the hub's own store functions. */
export type Puskesmas = {
  facility: Facility
  rooms: readonly [Room, Room]
  key: Buffer
  /** Of the screens of this Puskesmas. */
  calls: Calls
  /** Changes with `reopen`. */
  store: () => Store
  sync: () => Sync
  register: (change?: Partial<StoredPatient>) => Promise<StoredPatient>
  arrive: (patient: StoredPatient, change?: Partial<NewVisit>) => Promise<string>
  /** Serves the visit where it is and sends it on to another room. */
  moveOn: (visitId: string, room: Room) => Promise<void>
  correct: (id: string, change: Partial<StoredPatient>) => Promise<void>
  change: (visitId: string, change: Parameters<typeof changeVisit>[3]) => Promise<void>
  merge: (keptId: string, goneId: string) => Promise<Merge>
  part: (merge: Merge) => Promise<void>
  /** Sends and waits for the end. */
  send: (trigger?: Trigger) => Promise<SyncRun>
  /** Leaves everything as a killed hub leaves it and opens the folder again. */
  reopen: () => Promise<void>
  /** Copies the folder as it is; what comes back goes back to it. */
  backUp: () => Promise<() => Promise<void>>
  close: () => Promise<void>
}

/** The waits that the sync asked for between attempts, in milliseconds asked by the server or null. */
export const pauses: (number | null)[] = []

export async function openPuskesmas(
  server: { baseUrl: string },
  account: Account,
  system: System = machine,
): Promise<Puskesmas> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-sync-'))
  const keyHex = keyFromFile(folder)
  const key = sealingKey(keyHex)
  const facility = facilityOf(account.code)
  const rooms = [roomOf('Poli Umum', 'A'), roomOf('Ruang Ibu dan Anak', 'B')] as const
  const staffId = machine.newId()
  const calls = createCalls()
  let opened = open()

  function open() {
    const data = openDataFolder(folder, keyHex)
    const store = openStore(data.driver, () => {})
    const pause = async (_attempt: number, afterMs: number | null) => void pauses.push(afterMs)
    const sync = createSync({ store, system, log: silentLog, key, calls, announce: () => {}, pause })
    return { data, store, sync }
  }

  await opened.store.write(async (tx) => {
    const at = system.now()
    await insertFacility(tx, facility, ['8204022004'])
    await insertRooms(tx, rooms)
    await insertStaff(tx, {
      id: staffId,
      username: 'rina',
      name: 'Rina Lestari',
      role: 'clerk',
      passwordHash: '-',
      at,
    })
    const { signIn = 'oauth2', clientId, clientSecret: secret } = account
    await saveDestination(
      tx,
      key,
      { baseUrl: server.baseUrl, signIn, clientId, secret, kbitPerSecond: null },
      at,
    )
  })

  function actor(): Actor {
    const at = system.now()
    return { staffId, at, today: localTime(at, facility.timeZone).day }
  }

  async function enter(tx: Tx, visitId: string, room: Room, cameFrom: string | null): Promise<void> {
    const now = actor()
    const stay = { visitId, roomId: room.id, place: now.at, priority: false, cameFrom, returnsTo: null }
    await insertLeg(tx, { ...stay, id: machine.newId(), note: null, dueAt: null }, now)
  }

  /** Does that to the folder while nobody uses it. */
  async function whileClosed(work: () => void): Promise<void> {
    await close()
    work()
    opened = open()
  }

  async function close(): Promise<void> {
    await opened.sync.stop()
    await opened.store.close()
    opened.data.release()
  }

  return {
    facility,
    rooms,
    key,
    calls,
    store: () => opened.store,
    sync: () => opened.sync,
    register: (change = {}) =>
      opened.store.write(async (tx) => {
        const patient = { ...personOf(system.now()), ...change }
        await insertPatient(tx, patient)
        await queueForDistrict(tx, {
          kind: 'patient',
          recordId: patient.id,
          revision: 1,
          at: patient.createdAt,
        })
        return patient
      }),
    arrive: (patient, change = {}) =>
      opened.store.write(async (tx) => {
        const visit = { ...visitOf(patient, rooms[0], facility, { staffId, at: system.now() }), ...change }
        await insertVisit(tx, visit)
        await enter(tx, visit.id, visit.route.room, null)
        return visit.id
      }),
    moveOn: (visitId, room) =>
      opened.store.write(async (tx) => {
        const leg = await findOpenLeg(tx, visitId)
        if (!leg) throw new Error('no such visit')
        const serving = await moveLeg(tx, leg, 'serve', actor())
        await moveLeg(tx, serving, 'move', actor())
        await enter(tx, visitId, room, leg.room_id)
      }),
    correct: (id, change) =>
      opened.store.write(async (tx) => {
        const before = await readPatient(tx, id)
        if (!before) throw new Error('no such patient')
        const revision = before.revision + 1
        await updatePatient(tx, { ...before, ...change, revision }, before.revision)
        await queueForDistrict(tx, { kind: 'patient', recordId: id, revision, at: system.now() })
      }),
    merge: (keptId, goneId) =>
      opened.store.write(async (tx) => {
        const [kept, gone] = [await readPatient(tx, keptId), await readPatient(tx, goneId)]
        if (!kept || !gone) throw new Error('no such patient')
        const { at, today: day } = actor()
        const id = machine.newId()
        await joinRecords(tx, { id, kept, gone, taken: [], day, at, staffId })
        return { id, keptId, goneId, day }
      }),
    part: async (merge) => {
      await opened.store.write((tx) => partRecords(tx, merge, { at: system.now(), staffId }))
    },
    change: (visitId, change) => opened.store.write((tx) => changeVisit(tx, visitId, system.now(), change)),
    send: async (trigger = 'person') => {
      await opened.sync.start(trigger)
      await opened.sync.whenIdle()
      const { run } = await opened.sync.report(null)
      if (!run) throw new Error('no run was kept')
      return run
    },
    reopen: () => whileClosed(() => {}),
    backUp: async () => {
      const copy = `${folder}.cadangan`
      await whileClosed(() => cpSync(folder, copy, { recursive: true }))
      return () =>
        whileClosed(() => {
          rmSync(folder, { recursive: true })
          cpSync(copy, folder, { recursive: true })
          rmSync(copy, { recursive: true })
        })
    },
    close: async () => {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function facilityOf(code: string): Facility {
  return {
    id: machine.newId(),
    code,
    name: `Puskesmas Teluk Harapan ${code}`,
    timeZone: 'Asia/Jayapura',
    scheme: '4-klaster',
    suspectsGoToK4: false,
    revision: 1,
    createdAt: machine.now(),
  }
}

function roomOf(name: string, series: string): Room {
  const cluster = series === 'A' ? 'k3' : 'k2'
  return {
    id: machine.newId(),
    name,
    publicLabel: name,
    cluster,
    series,
    roles: ['dewasa'],
    ratio: 2,
    active: true,
  }
}

const names = ['Siti Rahayu', 'Budi', 'Maria Wenda', 'La Ode Hasan', 'Ni Luh Ayu', 'Slamet']
let people = 0

export function personOf(at: number = machine.now()): StoredPatient {
  people += 1
  return {
    id: machine.newId(),
    recordNo: `00-${String(people).padStart(4, '0')}`,
    nik: `820402150380${String(people).padStart(4, '0')}`,
    nikReason: null,
    sameNikReason: null,
    motherNik: null,
    name: `${names[people % names.length]} ${people}`,
    sex: 'P',
    birth: { date: '1980-03-15' as LocalDate, precision: 'exact' },
    motherId: null,
    motherName: null,
    villageCode: '8204022004',
    address: 'Jl. Pantai',
    rt: '003',
    rw: '005',
    phone: '081200000001',
    guardian: null,
    payer: 'jkn_pbi',
    cardNo: '0001234567890',
    ...nothingKnown,
    temporary: false,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
}

export const noArrival: Arrival = {
  purpose: 'berobat',
  pregnancy: null,
  deliveredOn: null,
  emergency: [],
  symptoms: [],
  needsHelp: false,
}

export function routeTo(room: Room): Route {
  return {
    room,
    cluster: room.cluster,
    lifeStage: { primary: 'dewasa', tags: ['dewasa'] },
    motherhood: null,
    priority: null,
    visitKind: 'sakit',
    apart: false,
    noticeToK4: false,
    ruleId: 'uji',
    reasons: ['dewasa'],
  }
}

function visitOf(
  patient: StoredPatient,
  room: Room,
  facility: Facility,
  { staffId, at }: { staffId: string; at: number },
): NewVisit {
  return {
    id: machine.newId(),
    patientId: patient.id,
    day: localTime(at, facility.timeZone).day,
    series: room.series,
    number: null,
    complaint: '',
    arrival: noArrival,
    route: routeTo(room),
    overrideReason: null,
    payer: patient.payer,
    cardNo: patient.cardNo,
    insideArea: true,
    confirmedBy: ['nama', 'tanggal_lahir'],
    at,
    staffId,
  }
}
