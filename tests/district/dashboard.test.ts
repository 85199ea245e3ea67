import { isContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusedProblem } from '#contract/base'
import type { Meta } from '#contract/district/base'
import { type DistrictOutputs, districtContract } from '#contract/district/district'
import { admit } from '#district/access'
import type { District } from '#district/district'
import {
  addressIn,
  addSender,
  bundleOf,
  createEntry,
  type DashboardClient,
  databases,
  encounterOf,
  entriesOf,
  identity,
  manager,
  openAsManager,
  openBrowser,
  type Place,
  patientOf,
  type Sender,
  sendPatient,
  startDistrict,
  usualVisit,
} from './harness.ts'

describe.each(databases)('the dashboard on %s', (_name, prepare) => {
  let place: Place
  let district: District
  let client: DashboardClient
  let loket: Sender
  let quiet: Sender

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  it('lets nobody make the first account but the page opened with the one-time code, and only once', async () => {
    const stranger = openBrowser(district.origin)
    expect(await stranger.client.session.me()).toEqual({ state: 'setup', canSetUp: false })
    await expect(stranger.client.session.createFirstAccount(manager)).rejects.toMatchObject(
      refusal('first_account_by_link'),
    )
    client = await openAsManager(district)
    expect(await client.session.me()).toMatchObject({ state: 'signed_in', person: { role: 'manager' } })
    await expect(client.session.createFirstAccount(manager)).rejects.toMatchObject(
      refusal('first_account_exists'),
    )
    expect((await stranger.open(district.url)).status).toBe(403)
  })

  it('refuses every procedure that is not public to a caller without a session', async () => {
    for (const { route, meta } of procedures()) {
      if (meta.access === 'public') continue
      const path = route.path?.replace('{id}', '019f0000-0000-7000-8000-000000000000')
      const answer = await fetch(`${district.origin}/api${path}`, { method: route.method ?? 'POST' })
      expect([401, 403], `${route.method} ${path}`).toContain(answer.status)
    }
  })

  it('refuses a viewer everything that only a manager may', async () => {
    await client.staff.create({ name: 'Agus', username: 'agus', password: 'rahasia-agus', role: 'viewer' })
    const { client: viewer } = openBrowser(district.origin)
    await viewer.session.signIn({ username: 'agus', password: 'rahasia-agus' })
    await expect(viewer.facilities.create({ code: 'P3404030', name: 'Lain' })).rejects.toMatchObject(
      refusal('not_allowed'),
    )
    await expect(viewer.staff.list()).rejects.toMatchObject(refusal('not_allowed'))
    expect(await viewer.dashboard.overview()).toEqual([])
    await viewer.session.signOut()
    await expect(viewer.dashboard.overview()).rejects.toMatchObject(refusal('signed_out'))
  })

  it('changes what an account may do at once, also where it is signed in, and never leaves the office without a manager', async () => {
    const dewi = await client.staff.create({
      name: 'Dewi',
      username: 'dewi',
      password: 'rahasia-dewi',
      role: 'viewer',
    })
    const { client: signedIn } = openBrowser(district.origin)
    await signedIn.session.signIn({ username: 'dewi', password: 'rahasia-dewi' })
    await expect(signedIn.staff.setRole({ id: dewi.id, role: 'manager' })).rejects.toMatchObject(
      refusal('not_allowed'),
    )
    const me = await client.session.me()
    const sri = me.state === 'signed_in' ? me.person.id : ''
    await expect(client.staff.setRole({ id: sri, role: 'viewer' })).rejects.toMatchObject(
      refusal('last_manager'),
    )
    expect(await client.staff.setRole({ id: dewi.id, role: 'manager' })).toMatchObject({ role: 'manager' })
    expect(await signedIn.session.me()).toMatchObject({ person: { role: 'manager' } })
    expect(await signedIn.staff.list()).toHaveLength(3)
    const each = [
      client.staff.setRole({ id: dewi.id, role: 'viewer' }),
      signedIn.staff.setRole({ id: sri, role: 'viewer' }),
    ]
    const said = await Promise.allSettled(each)
    expect(said.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const kept = said[0]?.status === 'fulfilled' ? client : signedIn
    expect((await kept.staff.list()).filter(({ role }) => role === 'manager')).toHaveLength(1)
    await kept.staff.setRole({ id: sri, role: 'manager' })
    await client.staff.setRole({ id: dewi.id, role: 'viewer' })
    await expect(signedIn.staff.list()).rejects.toMatchObject(refusal('not_allowed'))
    const nobody = '019f0000-0000-7000-8000-000000000000'
    await expect(client.staff.setRole({ id: nobody, role: 'viewer' })).rejects.toMatchObject(
      refusal('member_unknown'),
    )
  })

  it('locks an account after five wrong passwords, even for the right one', async () => {
    await client.staff.create({ name: 'Budi', username: 'budi', password: 'rahasia-budi', role: 'viewer' })
    const { client: guesser } = openBrowser(district.origin)
    for (let guess = 0; guess < 5; guess += 1) {
      const attempt = guesser.session.signIn({ username: 'budi', password: `tebakan-${guess}` })
      await expect(attempt).rejects.toMatchObject(refusal('sign_in_failed'))
    }
    await expect(
      guesser.session.signIn({ username: 'budi', password: 'rahasia-budi' }),
    ).rejects.toMatchObject(refusal('locked_out'))
    const unknown = guesser.session.signIn({ username: 'tidak.ada', password: 'rahasia-budi' })
    await expect(unknown).rejects.toMatchObject(refusal('sign_in_failed'))
  })

  it('says in a sentence which field is wrong', async () => {
    await expect(client.facilities.create({ code: 'X!', name: 'Puskesmas' })).rejects.toMatchObject({
      data: {
        problems: [{ code: 'facility_code_invalid', field: 'code', sentence: expect.stringMatching(/Kode/) }],
      },
    })
  })

  it('shows which Puskesmas sent what, per day and by all that is counted', async () => {
    loket = await addSender(district.origin, client, 'P3404010')
    quiet = await addSender(district.origin, client, 'P3404020')
    await expect(client.facilities.create({ code: 'P3404010', name: 'Kembar' })).rejects.toMatchObject(
      refusal('facility_code_taken'),
    )
    const patient = await sendPatient(loket, { ...patientOf(loket.code), ...addressIn('3404062004') })
    const visits = [
      encounterOf(loket.code, patient, {
        day: '2026-11-18',
        lifeStage: 'balita',
        cluster: 'k2',
        purpose: 'imunisasi',
      }),
      encounterOf(loket.code, patient, {
        day: '2026-11-18',
        lifeStage: 'balita',
        cluster: 'k2',
        purpose: 'imunisasi',
      }),
      encounterOf(loket.code, patient, { day: '2026-11-19' }),
      encounterOf(loket.code, patient, { day: '2026-11-19', status: 'cancelled' }),
      encounterOf(loket.code, patient, { day: '2026-11-20', status: 'in-progress' }),
    ]
    await loket.ask(
      'POST',
      '',
      bundleOf(
        'batch',
        visits.map((visit) => createEntry(visit)),
      ),
    )
    const period = { from: '2026-11-01', to: '2026-11-30' }
    const place = { facilityId: loket.facilityId, code: loket.code, name: 'Puskesmas P3404010' }
    const answer = await client.dashboard.visits(period)
    expect(answer).toMatchObject({
      total: 4,
      leftOut: 0,
      trend: {
        grain: 'day',
        rows: [
          { start: '2026-11-18', visits: 2 },
          { start: '2026-11-19', visits: 1 },
          { start: '2026-11-20', visits: 1 },
        ],
      },
      facilities: [
        { ...place, visits: 4 },
        { facilityId: quiet.facilityId, visits: 0 },
      ],
    })
    expect(countedBy(answer)).toEqual({
      cluster: { k2: 2, k3: 2 },
      life_stage: { balita: 2, dewasa: 2 },
      purpose: { berobat: 2, imunisasi: 2 },
      sex: { P: 4 },
      village: { '3404062004': 4 },
      payer: { jkn_pbi: 4 },
      visit_kind: { sakit: 4 },
      first_ever: { tidak: 4 },
      first_this_year: { tidak_diketahui: 4 },
      inside_area: { ya: 4 },
      service_recorded: { ya: 4 },
    })
    const village = answer.tables.find(({ dimension }) => dimension === 'village')
    expect(village?.rows[0]?.name).toEqual(expect.stringMatching(/^[A-Z]/))
    expect(await client.dashboard.visits({ ...period, facilityId: quiet.facilityId })).toMatchObject({
      total: 0,
      trend: { rows: [] },
    })
  })

  it('tells when a Puskesmas last called, its last complete day, and tonight beside what is usual', async () => {
    const [first, second] = await client.dashboard.overview()
    expect(first).toMatchObject({
      facilityId: loket.facilityId,
      // The 20th still has a visit under way.
      lastCompleteDay: '2026-11-19',
      visitsOnLastCompleteDay: 1,
      usualVisitsPerDay: 2,
      tonight: { newVisits: 5, created: 6, updated: 0, refused: 0 },
    })
    expect(first?.lastContactAt).toBeGreaterThan(0)
    expect(second).toMatchObject({
      facilityId: quiet.facilityId,
      lastCompleteDay: null,
      tonight: { newVisits: 0 },
    })
  })

  it('refuses a period that is reversed or too long', async () => {
    for (const period of [
      { from: '2026-11-20', to: '2026-11-19' },
      { from: '2025-01-01', to: '2026-11-19' },
    ]) {
      await expect(client.dashboard.visits(period)).rejects.toMatchObject(refusal('period_invalid'))
    }
  })

  it('never hands out identity, whatever a Puskesmas sent', async () => {
    const patient = patientOf(loket.code)
    const sent = entriesOf(await loket.ask('POST', '', bundleOf('batch', [createEntry(patient)])))
    const id = sent[0]?.response.location?.split('/')[1] ?? ''
    const smuggler = encounterOf(loket.code, id, { purpose: identity.name, lifeStage: identity.nik })
    expect((await loket.ask('POST', '/Encounter', smuggler)).status).toBe(422)
    const shown = JSON.stringify([
      await client.dashboard.overview(),
      await client.dashboard.visits({ from: '2026-11-01', to: usualVisit.day }),
      await client.dashboard.contacts({ month: '2026-11' }),
      await client.dashboard.villages({ period: '2026' }),
      await client.facilities.list(),
    ])
    for (const secret of [...Object.values(identity), id, patient.identifier[0]?.value ?? '']) {
      expect(shown).not.toContain(secret)
    }
  })

  it('refuses calls under a foreign host or from another site’s page', async () => {
    const post = (headers: Record<string, string>) => fetch(`${district.origin}/api/session`, { headers })
    expect((await post({ origin: 'https://jahat.example' })).status).toBe(403)
    expect((await post({ origin: district.origin })).status).toBe(200)
  })

  it('describes itself as OpenAPI', async () => {
    const description = await (await fetch(`${district.origin}/api/openapi.json`)).json()
    expect(Object.keys(description.paths)).toContain('/dashboard/visits')
  })
})

describe('the contract', () => {
  it('names who may call each procedure', () => {
    expect(procedures().filter(({ meta }) => meta.access === undefined)).toEqual([])
  })

  it('closes a procedure that names nobody, even to a manager', () => {
    const person = { id: '1', username: 'sri', name: 'Sri', role: 'manager' as const }
    expect(() => admit({}, { opened: true, person, tokenHash: 'x' })).toThrow('not_allowed')
  })
})

/** What is not zero, by dimension and value. */
function countedBy({ tables }: DistrictOutputs['dashboard']['visits']) {
  return Object.fromEntries(
    tables.map(({ dimension, rows }) => [
      dimension,
      Object.fromEntries(
        rows.filter(({ visits }) => visits !== 0).map(({ value, visits }) => [value, visits]),
      ),
    ]),
  )
}

type Procedure = { route: { method?: string; path?: string }; meta: Meta }

function procedures(node: unknown = districtContract): Procedure[] {
  if (isContractProcedure(node)) return [node['~orpc'] as Procedure]
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(procedures) : []
}

function refusal(code: RefusedProblem['code']) {
  return { defined: true, data: { problems: [{ code }] } }
}
