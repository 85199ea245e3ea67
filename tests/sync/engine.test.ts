import type { Location, Organization } from 'fhir/r4'
import { describe, expect, test } from 'vitest'
import { nikSystem } from '#contract/fhir'
import {
  account,
  aDay,
  dinkes,
  encounters,
  expectArrived,
  isBatchOf,
  patients,
  puskesmas,
  revisionOf,
  setScene,
  waiting,
} from './scene.ts'

setScene()

describe('a day without trouble', () => {
  test('every patient and visit arrives once, with the Puskesmas and its rooms', async () => {
    const day = await aDay(45)
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'done', problem: null })
    expect(run.counts).toEqual({ total: 93, sent: 93, confirmed: 93, waiting: 0, toFix: 0 })
    await expectArrived(day)
    const [organization] = await dinkes.list<Organization>(account, 'Organization')
    expect(organization?.name).toBe(puskesmas.facility.name)
    const rooms = await dinkes.list<Location>(account, 'Location')
    expect(rooms.map(({ name }) => name).sort()).toEqual(['Poli Umum', 'Ruang Ibu dan Anak'])
    expect(await puskesmas.sync().status()).toMatchObject({ configured: true, waiting: 0 })
  })

  test('batches hold at most 40 entries, and a second run has nothing to send', async () => {
    await aDay(90)
    await puskesmas.send()
    const sizes = dinkes.proxy.seen
      .filter((one) => isBatchOf('Patient', one))
      .map(({ body }) => JSON.parse(body).entry.length)
    expect(sizes).toEqual([1, 40, 40, 9])
    dinkes.proxy.seen.length = 0
    const again = await puskesmas.send()
    expect(again).toMatchObject({ state: 'done', counts: { total: 0, sent: 0 } })
    // It only looks whether what was stored last is still there.
    const lookedAt = expect.stringMatching(/^\/fhir\/Encounter\/[^/]+$/)
    const paths = dinkes.proxy.seen.map(({ path }) => path)
    expect(paths).toEqual(['/fhir/metadata', '/oauth2/token', lookedAt])
  })

  test('a correction and the end of a visit reach the same two records', async () => {
    const [first] = await aDay(1)
    await puskesmas.send()
    await puskesmas.correct(first?.patientId ?? '', { name: 'Siti Rahayu Ningsih' })
    const now = Date.now()
    await puskesmas.change(first?.visitId ?? '', {
      status: 'finished',
      served_at: now,
      ended_at: now,
      service_recorded: 1,
    })
    await puskesmas.send()
    const [[patient, ...others], [visit]] = [await patients(), await encounters()]
    expect(others).toEqual([])
    expect(patient?.name?.[0]?.text).toBe('Siti Rahayu Ningsih')
    expect(revisionOf(patient)).toBe(2)
    expect(visit).toMatchObject({ status: 'finished', meta: { versionId: '2' } })
    expect(visit?.statusHistory?.map(({ status }) => status)).toEqual(['arrived', 'in-progress', 'finished'])
  })

  test('a visit at somebody’s home is told as one, and where it was as a house', async () => {
    const [home] = puskesmas.rooms
    puskesmas
      .store()
      .driver.prepare(`UPDATE service_points SET roles = '["rumah"]' WHERE id = ?`)
      .run(home.id)
    await aDay(1)
    await puskesmas.send()
    expect((await encounters()).map((visit) => visit.class.code)).toEqual(['HH'])
    const places = await dinkes.list<Location>(account, 'Location')
    const kinds = places.map(({ name, physicalType }) => [name, physicalType?.coding?.[0]?.code])
    expect(new Map(kinds as [string, string][])).toEqual(
      new Map([
        ['Poli Umum', 'ho'],
        ['Ruang Ibu dan Anak', 'ro'],
      ]),
    )
  })

  test('a NIK travels in the body and stands in no address', async () => {
    const patient = await puskesmas.register()
    await puskesmas.send()
    const [arrived] = await patients()
    expect(arrived?.identifier).toContainEqual({ use: 'official', system: nikSystem, value: patient.nik })
    expect(dinkes.proxy.seen.filter(({ path }) => path.includes(patient.nik ?? '?'))).toEqual([])
  })

  test('two runs never go on at once', async () => {
    await aDay(1)
    await puskesmas.sync().start('person')
    await expect(puskesmas.sync().start('schedule')).rejects.toThrow('sync_running')
    await puskesmas.sync().whenIdle()
    expect(await waiting()).toBe(0)
  })
})

describe('records that change while they travel', () => {
  test('an edit during the upload stays in the outbox and goes with the next run (F20)', async () => {
    const [first] = await aDay(1)
    const id = first?.patientId ?? ''
    let edited = false
    dinkes.proxy.decide(async (passing) => {
      if (isBatchOf('Patient', passing) && !edited) {
        edited = true
        await puskesmas.correct(id, { name: 'Siti Nurhaliza' })
      }
      return null
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { waiting: 1 } })
    expect(revisionOf((await patients())[0])).toBe(1)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    const people = await patients()
    expect(people.map(({ name }) => name?.[0]?.text)).toEqual(['Siti Nurhaliza'])
    expect(revisionOf(people[0])).toBe(2)
  })

  test('an edit between a lost answer and the next run is not taken for sent', async () => {
    const [first] = await aDay(1)
    let off = false
    dinkes.proxy.decide((passing) => {
      if (off) return { cut: 'before' }
      off = isBatchOf('Patient', passing)
      return off ? { cut: 'after' } : null
    })
    expect(await puskesmas.send()).toMatchObject({ state: 'stopped' })
    await puskesmas.correct(first?.patientId ?? '', { name: 'Siti Hajar' })
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect((await patients()).map(({ name }) => name?.[0]?.text)).toEqual(['Siti Hajar'])
  })

  test('an id the server no longer knows is forgotten and the record found or made again (F22)', async () => {
    const [first] = await aDay(1)
    await puskesmas.send()
    const id = first?.patientId ?? ''
    const gone = '00000000-0000-7000-8000-000000000000'
    puskesmas.store().driver.prepare('UPDATE links SET server_id = ? WHERE record_id = ?').run(gone, id)
    await puskesmas.correct(id, { name: 'Siti Maryam' })
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    expect((await patients()).map(({ name }) => name?.[0]?.text)).toEqual(['Siti Maryam'])
  })

  test('a revision newer than ours, after a backup was restored here, is left for a person to look at', async () => {
    const [first] = await aDay(1)
    await puskesmas.send()
    const id = first?.patientId ?? ''
    await puskesmas.correct(id, { name: 'Siti Baru' })
    await puskesmas.correct(id, { name: 'Siti Lebih Baru' })
    await puskesmas.send()
    const { driver } = puskesmas.store()
    driver.prepare("UPDATE patients SET revision = 1, name = 'Siti Lama' WHERE id = ?").run(id)
    driver.prepare('DELETE FROM links WHERE record_id = ?').run(id)
    await puskesmas.correct(id, { phone: '081299999999' })
    expect(await puskesmas.send()).toMatchObject({ state: 'partly', counts: { toFix: 1 } })
    expect((await puskesmas.sync().report(null)).heldBack[0]?.words).toContain('memegang revisi 3')
    expect((await patients())[0]?.name?.[0]?.text).toBe('Siti Lebih Baru')
  })

  test('people and rooms that changed last before there was a server are sent with the first visit that names them', async () => {
    const day = await aDay(2)
    await puskesmas.store().write((tx) => tx.deleteFrom('outbox').where('kind', '!=', 'encounter').execute())
    expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 7 } })
    await expectArrived(day)
  })

  test('a run that a killed hub left open is shown as stopped, and the next one begins afresh', async () => {
    await aDay(1)
    await puskesmas.send()
    puskesmas.store().driver.exec("UPDATE sync_runs SET state = 'running', ended_at = NULL")
    await puskesmas.reopen()
    expect((await puskesmas.sync().status()).lastRun?.state).toBe('stopped')
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  })

  test('the hub is stopped between two batches: the next one finishes what is left', async () => {
    const day = await aDay(50)
    let batches = 0
    dinkes.proxy.decide(({ path }) => {
      if (path !== '/fhir') return null
      batches += 1
      if (batches === 6) void puskesmas.sync().stop()
      return null
    })
    const run = await puskesmas.send()
    expect(run).toMatchObject({ state: 'stopped', problem: null })
    await puskesmas.reopen()
    dinkes.proxy.decide(null)
    expect(await puskesmas.send()).toMatchObject({ state: 'done' })
    await expectArrived(day)
  })
})
