import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createORPCClient, isDefinedError, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { RefusedProblem } from '#contract/base'
import { type HubContract, type HubInputs, hubContract } from '#contract/hub/hub'
import { keyFromFile } from '#hub/data-folder'
import { type Hub, openHub } from '#hub/hub'
import { machine, type System } from '#hub/system'

const root = resolve(import.meta.dirname, '..', '..')

/** A clock that tests set: it runs with the machine's from the moment given. */
export type TestClock = System & { set: (iso: string) => void; advance: (ms: number) => void }

export function createClock(startIso: string): TestClock {
  let offset = Date.parse(startIso) - Date.now()
  return {
    ...machine,
    now: () => Date.now() + offset,
    set: (iso) => {
      offset = Date.parse(iso) - Date.now()
    },
    advance: (ms) => {
      offset += ms
    },
  }
}

/** A Saturday morning in Ternate (WIT, UTC+9): 07:30. */
export const saturdayMorning = '2026-11-20T22:30:00Z'

export type TestHub = {
  hub: Hub
  folder: string
  clock: TestClock
  logs: string[]
  close: () => Promise<void>
}

/**
 * A real hub on a real encrypted file in a folder of its own (or one given, to open it again). `hasty`: its sync does not
 * wait between attempts.
 */
export async function startHub(
  options: { folder?: string; at?: string; port?: number; hasty?: boolean } = {},
): Promise<TestHub> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'loket-hub-'))
  const clock = createClock(options.at ?? saturdayMorning)
  const logs: string[] = []
  const hub = await openHub({
    folder,
    keyHex: keyFromFile(folder),
    port: options.port ?? 0,
    resources: join(root, 'resources'),
    screens: join(root, 'out', 'renderer'),
    system: clock,
    ...(options.hasty ? { syncPause: async () => {} } : {}),
    logTo: { write: (line) => void logs.push(line) },
  })
  return { hub, folder, clock, logs, close: () => hub.close() }
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

export type Client = ContractRouterClient<HubContract>
export type TestPage = { id: string; cookie: string; origin: string; api: Client }

/** Opens a page as a browser would: spends the one-time code, keeps the cookie, speaks for that page. */
export async function openPage(url: string): Promise<TestPage> {
  const { origin } = new URL(url)
  const opened = await fetch(url, { redirect: 'manual' })
  const cookie = opened.headers.get('set-cookie')?.split(';')[0]
  const id = new URL(opened.headers.get('location') ?? '', origin).searchParams.get('p')
  if (!cookie || !id) throw new Error(`the page did not open: ${opened.status}`)
  return { id, cookie, origin, api: clientOf(origin, { 'loket-page': id, cookie }) }
}

export function clientOf(origin: string, headers: Record<string, string>): Client {
  return createORPCClient(new OpenAPILink(hubContract, { url: `${origin}/api`, headers: () => headers }))
}

/** What a call was refused with; fails when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<RefusedProblem[]> {
  try {
    await call
  } catch (fault) {
    if (fault instanceof ORPCError && isDefinedError(fault)) return fault.data.problems
    throw fault
  }
  throw new Error('the call was not refused')
}

export const head = { name: 'Rina Lestari', username: 'rina', password: 'kunci-loket-1' }

/** Kecamatan Kayoa, Halmahera Selatan; the full room preset; signed in as head. */
export async function setUp(
  page: TestPage,
  change: Partial<HubInputs['setup']['complete']> = {},
): Promise<void> {
  const { schemes, rooms } = await page.api.setup.presets()
  const villages = await page.api.area.villagesOfDistrict({ code: '820402' })
  const preset = rooms.find(({ code }) => code === 'lengkap') ?? rooms[0]
  const scheme = schemes[0]
  if (!preset || !scheme) throw new Error('no presets')
  await page.api.setup.complete({
    name: 'Puskesmas Teluk Harapan',
    code: 'P8204011',
    timeZone: 'Asia/Jayapura',
    villages: villages.map(({ code }) => code),
    scheme: scheme.code,
    suspectsGoToK4: false,
    rooms: preset.rooms,
    account: head,
    ...change,
  })
}

export type NewPatient = HubInputs['patients']['register']

/** A complete, valid new patient; tests change what they are about. */
export function newPatient(change: Partial<NewPatient> = {}): NewPatient {
  return {
    name: 'Wayan Sudana',
    nik: null,
    nikReason: 'tidak_dibawa',
    recordNo: null,
    birth: { date: '1959-03-02' as never, precision: 'exact' },
    sex: 'L',
    motherId: null,
    motherName: null,
    villageCode: '8204022004',
    address: null,
    rt: '3',
    rw: '5',
    phone: null,
    guardian: null,
    payer: 'umum',
    cardNo: null,
    sameNikReason: null,
    ...change,
  }
}

export type NewArrival = HubInputs['visits']['register']['arrival']

export function newArrival(change: Partial<NewArrival> = {}): NewArrival {
  return {
    purpose: 'berobat',
    pregnancy: null,
    deliveredOn: null,
    emergency: [],
    symptoms: [],
    needsHelp: false,
    ...change,
  }
}

/** Registers a patient and the visit in one go; the ticket as printed. */
export async function admit(
  page: TestPage,
  patient: Partial<NewPatient> = {},
  arrival: Partial<NewArrival> = {},
) {
  const { id, payer } = await page.api.patients.register(newPatient(patient))
  const ticket = await page.api.visits.register({
    patientId: id,
    arrival: newArrival(arrival),
    complaint: '',
    payer,
    confirmedBy: ['nama', 'tanggal_lahir'],
    override: null,
    arrivalId: null,
  })
  return { patientId: id, ...ticket }
}

/** A number for the counter, as the guard gives it; `priority` is the code of a class. */
export async function handNumber(desk: TestPage, priority: string | null = null) {
  const { ticket } = await desk.api.kiosk.hand({
    requestId: machine.newId(),
    priority: priority === null ? null : { code: priority, reason: null },
  })
  return ticket
}
