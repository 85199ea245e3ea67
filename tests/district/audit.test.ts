import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { District } from '#district/district'
import * as initial from '#district/store/migrations/0001-initial'
import * as dashboard from '#district/store/migrations/0002-dashboard'
import * as digests from '#district/store/migrations/0003-digests'
import * as sticks from '#district/store/migrations/0004-sticks'
import * as patientSearch from '#district/store/migrations/0005-patient-search'
import {
  collectLog,
  type DashboardClient,
  databases,
  manager,
  openAsManager,
  openBrowser,
  openRaw,
  type Place,
  startDistrict,
} from './harness.ts'

describe.each(databases)('the audit trail on %s', (_name, prepare) => {
  let place: Place
  let district: District
  let client: DashboardClient

  beforeAll(async () => {
    place = await prepare()
    district = await startDistrict(place.place)
    client = await openAsManager(district)
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  /** Closes the district, touches its database as somebody would who has the password, and opens it again. */
  async function afterTouching(statement: string) {
    await district.close()
    const raw = openRaw(place.place)
    await sql.raw('alter table audit disable trigger all').execute(raw)
    await sql.raw(statement).execute(raw)
    await sql.raw('alter table audit enable trigger all').execute(raw)
    await raw.destroy()
    const log = collectLog()
    district = await startDistrict(place.place, log)
    const browser = openBrowser(district.origin)
    await browser.client.session.signIn(manager)
    return { client: browser.client, check: await browser.client.audit.check(), log: log.text() }
  }

  it('stays one chain however many write at once', async () => {
    const looks = Array.from({ length: 24 }, () => client.dashboard.overview())
    const wrong = { username: manager.username, password: 'bukan-ini' }
    const tries = Array.from({ length: 3 }, () =>
      openBrowser(district.origin)
        .client.session.signIn(wrong)
        .catch(() => null),
    )
    await Promise.all([...looks, ...tries])
    const again = await afterTouching('select 1')
    expect(again.check).toEqual({ broken: null })
    expect(again.log).not.toContain('audit trail broken')
    client = again.client
  })

  it('refuses to be changed or shortened', async () => {
    await district.close()
    const raw = openRaw(place.place)
    for (const statement of ["update audit set action = 'x'", 'delete from audit', 'truncate audit'])
      await expect(sql.raw(statement).execute(raw)).rejects.toThrow('append-only')
    await raw.destroy()
    district = await startDistrict(place.place)
  })

  it('tells a manager, and the log, from which row on it was touched; nobody else may ask', async () => {
    const changed = await afterTouching(`update audit set detail = '{"state":"candidate"}' where seq = 5`)
    expect(changed.check).toEqual({ broken: { row: 5, at: expect.any(Number) } })
    expect(changed.log).toContain('audit trail broken')
    const viewer = { name: 'Agus', username: 'agus', password: 'rahasia-agus' }
    await changed.client.staff.create({ ...viewer, role: 'viewer' })
    const other = openBrowser(district.origin)
    await other.client.session.signIn(viewer)
    await expect(other.client.audit.check()).rejects.toMatchObject({
      data: { problems: [{ code: 'not_allowed' }] },
    })
    const shortened = await afterTouching('delete from audit where seq = 3')
    expect(shortened.check.broken?.row).toBe(4)
  })
})

describe.each(databases)('an audit trail from before the chain on %s', (_name, prepare) => {
  let place: Place

  beforeAll(async () => {
    place = await prepare()
    const raw = openRaw(place.place)
    const migrations = {
      '0001-initial': { up: initial.up },
      '0002-dashboard': { up: dashboard.up },
      '0003-digests': { up: digests.up },
      '0004-sticks': { up: sticks.up },
      '0005-patient-search': { up: patientSearch.up },
    }
    const migrator = new Migrator({ db: raw, provider: { getMigrations: async () => migrations } })
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    await sql`insert into audit values
      ('019f0000-0000-7000-8000-000000000002', '2026-11-20T03:00:00.5Z', null, 'sign_in_failed', '{"b": 1, "a": 2}'),
      ('019f0000-0000-7000-8000-000000000001', '2026-11-20T02:00:00Z', null, 'sign_in_failed', '{}')`.execute(
      raw,
    )
    await raw.destroy()
  })

  afterAll(() => place?.release())

  it('is chained in the order in which it was written', async () => {
    const district = await startDistrict(place.place)
    const client = await openAsManager(district)
    expect(await client.audit.check()).toEqual({ broken: null })
    await district.close()
    const raw = openRaw(place.place)
    const { rows } = await sql<object>`
      select seq, action, at < '2026-11-20T02:30Z' as early from audit order by seq`.execute(raw)
    await raw.destroy()
    expect(rows).toMatchObject([
      { seq: 1, action: 'sign_in_failed', early: true },
      { seq: 2, action: 'sign_in_failed', early: false },
      { seq: 3, action: 'first_account' },
    ])
  })
})
