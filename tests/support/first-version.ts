import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { keyFromFile } from '#hub/data-folder'
import { hashPassword } from '#hub/password'
import { initial } from '#hub/store/migrations/0001-initial'
import { openDriver } from '#hub/store/open'
import { sha256 } from '#hub/system'
import schemes from '#resources/rules/cluster-schemes.json' with { type: 'json' }
import priorities from '#resources/rules/priority-classes.json' with { type: 'json' }
import purposes from '#resources/rules/purposes.json' with { type: 'json' }
import routing from '#resources/rules/routing-rules.json' with { type: 'json' }
import { head } from './hub.ts'

/** A morning at a Puskesmas as the first version of Loket left it in its file. */
export type FirstVersion = {
  pages: Record<'desk' | 'room' | 'display', { id: string; token: string }>
  rooms: Record<'ibu' | 'dewasa' | 'darurat', string>
  visits: Record<'waiting' | 'called' | 'back', { id: string; number: string; legId: string }>
}

type Row = Record<string, string | number | null>

/** Writes a file of version 1 into an empty folder: people in every state, calls, pages and sign-ins. */
export async function writeFirstVersion(folder: string, day: string, at: number): Promise<FirstVersion> {
  const keyHex = keyFromFile(folder)
  const driver = openDriver(join(folder, 'loket.db'), keyHex)
  driver.exec(initial)
  driver.pragma('user_version = 1')

  function insert(table: string, row: Row): void {
    const columns = Object.keys(row)
    const values = columns.map(() => '?').join()
    driver.prepare(`INSERT INTO ${table} (${columns.join()}) VALUES (${values})`).run(...Object.values(row))
  }

  writeFacility(insert, at)
  const rooms = { ibu: randomUUID(), dewasa: randomUUID(), darurat: randomUUID() }
  writeRoom(insert, rooms.ibu, {
    name: 'Ruang Ibu',
    cluster: 'k2',
    series: 'A',
    roles: '["ibu","anak"]',
    sort: 0,
  })
  writeRoom(insert, rooms.dewasa, {
    name: 'Ruang Dewasa',
    cluster: 'k3',
    series: 'C',
    roles: '["dewasa"]',
    sort: 1,
  })
  writeRoom(insert, rooms.darurat, {
    name: 'Tindakan',
    cluster: 'lk',
    series: 'E',
    roles: '["darurat"]',
    sort: 2,
  })
  const staff = randomUUID()
  const { name, username } = head
  const account = { id: staff, name, username, role: 'head', active: 1, failures: 0, created_at: at }
  insert('staff', { ...account, password_hash: await hashPassword(head.password) })
  const pages = {
    desk: writePage(insert, 'desk', null, at),
    room: writePage(insert, 'room', rooms.dewasa, at),
    display: writePage(insert, 'display', null, at),
  }
  for (const { id } of [pages.desk, pages.room])
    insert('sessions', { id: randomUUID(), device_id: id, staff_id: staff, started_at: at })

  const queued = { revision: 1, queued_at: at, held: 0, attempts: 0, words: null }
  insert('outbox', { ...queued, kind: 'location', record_id: rooms.ibu, layer: 1 })
  const refused = { held: 1, attempts: 2, words: 'nama ruangan tidak dikenal' }
  insert('outbox', { ...queued, ...refused, kind: 'location', record_id: rooms.darurat, layer: 1 })

  const visit = (number: number, name: string) => writeVisit(insert, { number, name, staff, rooms, day, at })
  const leg = (visitId: string, change: Row) => {
    const id = randomUUID()
    const times = { entered_at: at, times_called: 0, place: at, priority: 0 }
    insert('legs', {
      id,
      visit_id: visitId,
      room_id: rooms.dewasa,
      day,
      state: 'waiting',
      ...times,
      ...change,
    })
    insert('leg_moves', { leg_id: id, move: 'enter', to_state: 'waiting', at, staff_id: staff })
    return id
  }
  const [waiting, called, back] = [
    visit(1, 'Masih Menunggu'),
    visit(2, 'Sudah Dipanggil'),
    visit(3, 'Dari Tindakan'),
  ]
  const visits = {
    waiting: { ...waiting, legId: leg(waiting.id, {}) },
    called: { ...called, legId: leg(called.id, { state: 'called', called_at: at, times_called: 1 }) },
    back: { ...back, legId: '' },
  }
  leg(back.id, { room_id: rooms.darurat, state: 'moved', called_at: at, served_at: at, ended_at: at })
  visits.back.legId = leg(back.id, {
    entered_at: at + 1,
    place: at + 1,
    came_from: rooms.darurat,
    priority: 1,
  })
  const call = {
    leg_id: visits.called.legId,
    room_id: rooms.dewasa,
    day,
    number: called.number,
    at,
    recall: 0,
  }
  insert('calls', call)
  insert('series_counters', { day, series: 'C', last: 3 })
  driver.close()
  return { pages, rooms, visits }
}

type Insert = (table: string, row: Row) => void

function writeFacility(insert: Insert, at: number): void {
  const place = { time_zone: 'Asia/Jayapura', scheme: '4-klaster', suspects_go_to_k4: 0 }
  const facility = {
    only: 1,
    id: randomUUID(),
    code: 'P8204011',
    name: 'Puskesmas Teluk Harapan',
    revision: 1,
  }
  insert('facility', { ...facility, ...place, created_at: at })
  const kinds = {
    scheme: schemes,
    purpose: purposes,
    routing: routing.map((rule) => ({ ...rule, code: rule.id })),
    priority: priorities.filter(({ code }) => code !== 'lainnya').map(({ atKiosk: _new, ...old }) => old),
  }
  for (const [kind, items] of Object.entries(kinds)) {
    for (const { code, effectiveFrom: effective_from, ...rest } of items)
      insert('rules', {
        kind,
        code,
        effective_from,
        body: JSON.stringify({ code, effectiveFrom: effective_from, ...rest }),
      })
  }
}

function writeRoom(insert: Insert, id: string, { name, ...room }: Row): void {
  insert('service_points', {
    id,
    name: name ?? '',
    public_label: name ?? '',
    active: 1,
    revision: 1,
    ...room,
  })
}

function writePage(insert: Insert, surface: string, roomId: string | null, at: number) {
  const page = { id: randomUUID(), token: randomUUID() }
  insert('devices', { id: page.id, surface, room_id: roomId, token_hash: sha256(page.token), created_at: at })
  return page
}

type NewVisit = {
  number: number
  name: string
  staff: string
  rooms: FirstVersion['rooms']
  day: string
  at: number
}

function writeVisit(insert: Insert, { number, name, staff, rooms, day, at }: NewVisit) {
  const [id, patientId] = [randomUUID(), randomUUID()]
  insert('patients', {
    id: patientId,
    record_no: `00-00-0${number}`,
    record_key: `00000${number}`,
    name,
    name_key: name.toLowerCase(),
    sex: 'L',
    birth_date: '1980-01-01',
    birth_precision: 'exact',
    payer: 'umum',
    temporary: 0,
    revision: 1,
    created_at: at,
    updated_at: at,
  })
  const arrival = {
    purpose: 'berobat',
    pregnancy: null,
    deliveredOn: null,
    emergency: [],
    symptoms: [],
    needsHelp: false,
  }
  insert('visits', {
    id,
    patient_id: patientId,
    day,
    series: 'C',
    number,
    purpose: 'berobat',
    complaint: 'pusing',
    arrival: JSON.stringify(arrival),
    cluster: 'k3',
    life_stage: 'dewasa',
    first_room_id: rooms.dewasa,
    route_rule: 'dewasa',
    reasons: '["dewasa"]',
    visit_kind: 'sakit',
    apart: 0,
    notice_to_k4: 0,
    payer: 'umum',
    first_ever: 1,
    first_this_year: 1,
    confirmed_by: '["nama","rm"]',
    status: 'open',
    service_recorded: 0,
    registered_at: at,
    registered_by: staff,
    revision: 1,
  })
  return { id, number: `C-00${number}` }
}
