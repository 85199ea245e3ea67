import { generateKeyPairSync } from 'node:crypto'
import { join } from 'node:path'
import type { Coverage, Encounter, Observation, Patient } from 'fhir/r4'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { recordSystem } from '#contract/fhir'
import type { LocalDate } from '#domain/local-date'
import { keyFromFile } from '#hub/data-folder'
import { openDriver } from '#hub/store/open'
import { machine } from '#hub/system'
import { stickKeysOf } from '#stick/keys'
import { ivBytes, openStick, readStick, sealLines } from '#stick/stick-file'
import {
  admit,
  head,
  newPatient,
  openPage,
  removeFolder,
  setUp,
  startHub,
  type TestHub,
  type TestPage,
} from '../support/hub.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'

let dinkes: Dinkes
let account: Account
let hub: TestHub
let desk: TestPage
/** Each test is a Puskesmas of its own. */
let stays = 0

beforeAll(async () => {
  dinkes = await openDinkes()
})
afterAll(() => dinkes.close())
beforeEach(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  stays += 1
  const code = `P82041${String(stays).padStart(2, '0')}`
  await setUp(desk, { code })
  account = await dinkes.admit('Puskesmas Teluk Harapan', code)
  await connect(account.clientSecret)
})
afterEach(async () => {
  await hub.close()
  removeFolder(hub.folder)
})

function connect(secret: string) {
  const { clientId } = account
  const baseUrl = dinkes.baseUrl
  return desk.api.sync.saveSettings({ baseUrl, signIn: 'oauth2', clientId, secret, kbitPerSecond: null })
}

const patients = () => dinkes.list<Patient>(account, 'Patient')
const encounters = () => dinkes.list<Encounter>(account, 'Encounter')
const waiting = async () => (await desk.api.sync.status()).waiting

/** A run over the line to its end. */
async function sendOverTheLine() {
  await desk.api.sync.start()
  const ended = expect.poll(async () => (await desk.api.sync.status()).lastRun?.state, { timeout: 15_000 })
  await ended.not.toBe('running')
  return (await desk.api.sync.report({ runId: null })).run
}

test('a morning goes to the district on a stick, and its receipt leaves nothing for the line to send', async () => {
  const people = [await admit(desk, { name: 'Wayan Sudana' }), await admit(desk, { name: 'Siti Aminah' })]
  const stick = await desk.api.sync.takeAlong()
  expect(stick.name).toMatch(/^loket-.+-2026-11-21\.kiriman$/)
  expect(Buffer.from(await stick.arrayBuffer()).toString('latin1')).not.toMatch(/Wayan|Patient/)
  expect(await waiting()).toBeGreaterThan(0)

  const { stored, refused, receipt } = await dinkes.takeStick(stick)
  expect(refused).toBe(0)
  expect((await patients()).map(({ name }) => name?.[0]?.text).sort()).toEqual([
    'Siti Aminah',
    'Wayan Sudana',
  ])
  const known = new Set((await patients()).map(({ id }) => `Patient/${id}`))
  const visits = await encounters()
  expect(visits).toHaveLength(people.length)
  expect(visits.every(({ subject }) => known.has(subject?.reference ?? ''))).toBe(true)

  expect(await desk.api.sync.bringBack({ file: receipt })).toMatchObject({ confirmed: stored, refused: 0 })
  expect(await desk.api.sync.status()).toMatchObject({ waiting: 0, toProve: false })
  const { run } = await desk.api.sync.report({ runId: null })
  expect(run).toMatchObject({ state: 'done', counts: { toFix: 0 } })
  expect(run?.compared.map(({ type, how, same, here }) => [type, how, same, here])).toEqual([
    ['Organization', 'digest', true, 1],
    ['Location', 'digest', true, expect.any(Number)],
    ['Patient', 'digest', true, 2],
    ['Encounter', 'digest', true, 2],
  ])
  expect(await sendOverTheLine()).toMatchObject({ state: 'done', counts: { sent: 0 }, compared: [] })
})

test('a receipt that tells of other visits than the Puskesmas has sent is said, and they go once more', async () => {
  await admit(desk, { name: 'Wayan Sudana' })
  const { receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  const { contents } = stickKeysOf(account.clientSecret)
  const stick = readStick(Buffer.from(await receipt.arrayBuffer()))
  const lines = stick && openStick(stick, contents)
  if (!stick || !lines) throw new Error('no receipt')
  const others: unknown[] = []
  for await (const line of lines) {
    const isOfVisits = JSON.stringify(line).startsWith('{"type":"Encounter","day"')
    others.push(isOfVisits ? { ...(line as object), count: 2, digest: '0'.repeat(16) } : line)
  }
  const sealing = { header: stick.header, iv: Buffer.alloc(ivBytes), contents, signer: null }
  await desk.api.sync.bringBack({ file: new File([await sealLines(sealing, others)], 'tanda-terima') })
  const { run } = await desk.api.sync.report({ runId: null })
  expect(run?.state).toBe('partly')
  expect(run?.compared.map(({ type, same, here, there }) => [type, same, here, there]).at(-1)).toEqual([
    'Encounter',
    false,
    1,
    2,
  ])
  expect(await desk.api.sync.status()).toMatchObject({ waiting: 1, toProve: true })
})

test('care that was noted and a membership that was looked up go along, whatever they name goes first', async () => {
  const { rooms } = (await desk.api.session.current()).facility ?? { rooms: [] }
  const roomId = rooms.find(({ roles }) => roles.includes('lansia'))?.id ?? ''
  const birth = { date: '1950-06-15' as LocalDate, precision: 'exact' as const }
  const card = { payer: 'jkn_pbi', cardNo: '0001112223334' } as const
  const { patientId } = await admit(desk, { name: 'Nenek Siti', birth, ...card })
  await desk.api.patients.noteMembership({ id: patientId, state: 'aktif' })
  const room = await openPage((await desk.api.pages.open({ surface: 'room', roomId })).url)
  await room.api.session.signIn(head)
  const { legId } = await room.api.queue.callNext({ roomId })
  await room.api.queue.move({ legId, move: 'serve' })
  await room.api.care.note({ legId, item: 'geriatri' })

  const { refused, receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  expect(refused).toBe(0)
  const [person] = await patients()
  const [visit] = await encounters()
  const [cover] = await dinkes.list<Coverage>(account, 'Coverage')
  const [care] = await dinkes.list<Observation>(account, 'Observation')
  expect(cover?.beneficiary.reference).toBe(`Patient/${person?.id}`)
  expect(care?.subject?.reference).toBe(`Patient/${person?.id}`)
  expect(care?.encounter?.reference).toBe(`Encounter/${visit?.id}`)
  await desk.api.sync.bringBack({ file: receipt })
  expect(await waiting()).toBe(0)
})

test('what the line told of records that wait no longer holds after a stick', async () => {
  const said = async () =>
    (await dinkes.overview()).find(({ facilityId }) => facilityId === account.facilityId)?.waiting
  await admit(desk)
  await sendOverTheLine()
  expect(await said()).toBe(0)
  await admit(desk)
  await dinkes.takeStick(await desk.api.sync.takeAlong())
  expect(await said()).toBeNull()
})

test('the same stick, and the same receipt, may come twice', async () => {
  await admit(desk)
  const stick = await desk.api.sync.takeAlong()
  const first = await dinkes.takeStick(stick)
  const second = await dinkes.takeStick(stick)
  expect(second).toMatchObject({ stored: first.stored, refused: 0 })
  expect(await patients()).toHaveLength(1)
  expect(await encounters()).toHaveLength(1)
  await desk.api.sync.bringBack({ file: second.receipt })
  expect(await desk.api.sync.bringBack({ file: first.receipt })).toMatchObject({ confirmed: 0, refused: 0 })
  expect(await waiting()).toBe(0)
  await expect(desk.api.sync.takeAlong()).rejects.toMatchObject({
    data: { problems: [{ code: 'stick_nothing' }] },
  })
})

test('what changes while the stick is on its way still waits, and goes with the next', async () => {
  const { patientId } = await admit(desk, { name: 'Made Rai' })
  const stick = await desk.api.sync.takeAlong()
  await rename(patientId, 'Made Raka')
  const { receipt } = await dinkes.takeStick(stick)
  await desk.api.sync.bringBack({ file: receipt })
  expect(await waiting()).toBe(1)
  await dinkes.takeStick(await desk.api.sync.takeAlong())
  expect((await patients()).map(({ name }) => name?.[0]?.text)).toEqual(['Made Raka'])
})

test('a stick that arrives late changes nothing that is newer at the district', async () => {
  const { patientId } = await admit(desk, { name: 'Made Rai' })
  const stick = await desk.api.sync.takeAlong()
  await rename(patientId, 'Made Raka')
  await sendOverTheLine()
  const { refused, receipt } = await dinkes.takeStick(stick)
  expect(refused).toBe(0)
  expect((await patients()).map(({ name }) => name?.[0]?.text)).toEqual(['Made Raka'])
  await desk.api.sync.bringBack({ file: receipt })
  expect(await sendOverTheLine()).toMatchObject({ state: 'done', counts: { sent: 0 } })
})

test('records that became one name each other, whatever came first', async () => {
  const kept = await desk.api.patients.register(newPatient({ name: 'Komang Ayu' }))
  const gone = await desk.api.patients.register(newPatient({ name: 'Komang Ayu S' }))
  await desk.api.merges.merge({
    keptId: kept.id,
    goneId: gone.id,
    take: [],
    keptRevision: kept.revision,
    goneRevision: gone.revision,
  })
  const { refused, receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  expect(refused).toBe(0)
  const [first, second] = (await patients()).toSorted((a) => (a.active ? -1 : 1))
  expect(first?.link).toEqual([{ other: { reference: `Patient/${second?.id}` }, type: 'replaces' }])
  expect(second?.link).toEqual([{ other: { reference: `Patient/${first?.id}` }, type: 'replaced-by' }])
  await desk.api.sync.bringBack({ file: receipt })
  expect(await waiting()).toBe(0)
})

test('a record that the district cannot take is set apart in its words, and the others arrive', async () => {
  const { patientId } = await admit(desk, { name: 'Rusak Satu' })
  await admit(desk, { name: 'Baik Saja' })
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder))
  driver.prepare("UPDATE patients SET address = 'a' || char(0) || 'b' WHERE id = ?").run(patientId)
  driver.close()
  const { refused, receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  expect(refused).toBe(2)
  expect((await patients()).map(({ name }) => name?.[0]?.text)).toEqual(['Baik Saja'])
  expect(await desk.api.sync.bringBack({ file: receipt })).toMatchObject({ refused: 2 })
  const { heldBack } = await desk.api.sync.report({ runId: null })
  expect(heldBack.map(({ kind }) => kind).sort()).toEqual(['encounter', 'patient'])
  expect(heldBack.every(({ words }) => words.length > 10)).toBe(true)
})

test('a stick that somebody has touched, or whose secret was renewed, is refused and nothing of it stored', async () => {
  await admit(desk)
  const stick = await desk.api.sync.takeAlong()
  const bytes = Buffer.from(await stick.arrayBuffer())
  for (const at of [bytes.indexOf('"code"') + 9, 140, bytes.length - 1]) {
    const touched = Buffer.from(bytes)
    touched[at] = (touched[at] ?? 0) ^ 1
    await expect(dinkes.takeStick(new File([touched], stick.name))).rejects.toThrow(/stick_/)
  }
  await expect(dinkes.takeStick(new File([bytes.subarray(0, 200)], stick.name))).rejects.toThrow(/stick_/)
  await expect(dinkes.takeStick(new File(['NIK;Nama'], 'pasien.csv'))).rejects.toThrow(/stick_unreadable/)
  const renewed = await dinkes.rotateSecret(account)
  await expect(dinkes.takeStick(stick)).rejects.toThrow(/stick_forged/)
  expect(await dinkes.list({ ...account, clientSecret: renewed }, 'Patient')).toEqual([])
  await connect(renewed)
  expect((await dinkes.takeStick(await desk.api.sync.takeAlong())).refused).toBe(0)
})

test('a stick with a line that this district cannot read is refused whole', async () => {
  const { clientId, clientSecret, code } = account
  const { contents, signer } = stickKeysOf(clientSecret)
  const madeAt = new Date().toISOString()
  const header = { format: 1, kind: 'kiriman', clientId, code, madeAt, offset: 9, era: 0 } as const
  const lineOf = (type: 'Organization' | 'Location') => {
    const recordId = machine.newId()
    const identifier = [{ system: recordSystem(code, type), value: recordId }]
    return { type, recordId, revision: 1, resource: { resourceType: type, identifier, name: 'Puskesmas' } }
  }
  const lines = [
    lineOf('Organization'),
    // Another type behind it: the first would be stored by now.
    lineOf('Location'),
    { type: 'Appointment', recordId: machine.newId(), revision: 1, resource: {} },
  ]
  const sealed = await sealLines({ header, iv: Buffer.alloc(ivBytes), contents, signer }, lines)
  await expect(dinkes.takeStick(new File([sealed], 'x.kiriman'))).rejects.toThrow(/stick_unreadable/)
  expect(await dinkes.list(account, 'Organization')).toEqual([])
  const whole = await sealLines({ header, iv: Buffer.alloc(ivBytes, 1), contents, signer }, lines.slice(0, 1))
  expect(await dinkes.takeStick(new File([whole], 'x.kiriman'))).toMatchObject({ stored: 1, refused: 0 })
})

test.each([
  ['by somebody who knows the key of the contents only', () => generateKeyPairSync('ed25519').privateKey],
  ['by nobody', () => null],
])(
  'a stick that is sealed as it should be and signed %s is refused, and nothing of it stored',
  async (_by, signer) => {
    const { clientId, clientSecret, code } = account
    const madeAt = new Date().toISOString()
    const header = { format: 1, kind: 'kiriman', clientId, code, madeAt, offset: 9, era: 0 } as const
    const recordId = machine.newId()
    const identifier = [{ system: recordSystem(code, 'Organization'), value: recordId }]
    const resource = { resourceType: 'Organization', identifier, name: 'Puskesmas' }
    const sealing = { header, iv: Buffer.alloc(ivBytes), contents: stickKeysOf(clientSecret).contents }
    const lines = [{ type: 'Organization', recordId, revision: 1, resource }]
    const forged = await sealLines({ ...sealing, signer: signer() }, lines)
    await expect(dinkes.takeStick(new File([forged], 'x.kiriman'))).rejects.toThrow(/stick_forged/)
    expect(await dinkes.list(account, 'Organization')).toEqual([])
  },
)

test('a receipt for somebody else, or of an older secret, is refused', async () => {
  await admit(desk)
  const { receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  const bytes = Buffer.from(await receipt.arrayBuffer())
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  const codeOf = (file: File) =>
    desk.api.sync.bringBack({ file }).then(
      () => null,
      (refusal) => refusal.data.problems[0].code,
    )
  expect(await codeOf(new File([bytes], 'tanda-terima'))).toBe('stick_foreign')
  expect(await codeOf(new File(['x'], 'tanda-terima'))).toBe('stick_unreadable')
  await connect(await dinkes.rotateSecret(account))
  expect(await codeOf(receipt)).toBe('stick_foreign')
  expect(await waiting()).toBeGreaterThan(0)
})

test('what only sticks have carried goes again, once the district was set back to a backup', async () => {
  await admit(desk)
  const { stored, receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  await desk.api.sync.bringBack({ file: receipt })
  expect(await waiting()).toBe(0)
  loseLandmark()
  expect((await sendOverTheLine())?.counts).toMatchObject({ confirmed: stored, waiting: 0 })
})

test('a receipt from before the district was set back to a backup settles nothing', async () => {
  await admit(desk)
  await sendOverTheLine()
  await admit(desk)
  const { receipt } = await dinkes.takeStick(await desk.api.sync.takeAlong())
  loseLandmark()
  await sendOverTheLine()
  await admit(desk)
  const before = await waiting()
  expect(before).toBeGreaterThan(0)
  await expect(desk.api.sync.bringBack({ file: receipt })).rejects.toMatchObject({
    data: { problems: [{ code: 'stick_outdated' }] },
  })
  expect(await waiting()).toBe(before)
  // What is taken along since then is answered as ever.
  const next = await dinkes.takeStick(await desk.api.sync.takeAlong())
  await desk.api.sync.bringBack({ file: next.receipt })
  expect(await waiting()).toBe(0)
})

/** What the district stored last is no longer there, as after a restore. */
function loseLandmark(): void {
  const driver = openDriver(join(hub.folder, 'loket.db'), keyFromFile(hub.folder))
  driver
    .prepare(
      "UPDATE settings SET value = json_set(value, '$.newestFirst[0].serverId', '00000000-0000-7000-8000-000000000000') WHERE key = 'sync.landmark'",
    )
    .run()
  driver.close()
}

async function rename(id: string, name: string): Promise<void> {
  const { revision, nikWarnings: _, ...person } = await desk.api.patients.open({ id })
  await desk.api.patients.correct({ ...newPatient(), ...person, name, id, revision })
}
