import { createHash } from 'node:crypto'
import { isContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Access, type Meta, type Role, roles, type Surface, surfaces } from '#contract/access'
import { hubContract } from '#contract/hub/hub'
import { denyAccess, isWorkedOn } from '#hub/access'
import { head, openPage, setUp, startHub, type TestHub, type TestPage } from '../support/hub.ts'

type Procedure = { path: string; access: Access | undefined }

function walk(node: object, path: string[] = []): Procedure[] {
  if (isContractProcedure(node))
    return [{ path: path.join('/'), access: (node['~orpc'].meta as Meta).access }]
  return Object.entries(node).flatMap(([key, child]) => walk(child, [...path, key]))
}

const procedures = walk(hubContract)

let hub: TestHub
let desk: TestPage
const pages = new Map<Surface, TestPage>()

beforeAll(async () => {
  hub = await startHub()
  desk = await openPage(hub.hub.newDeskUrl())
  await setUp(desk)
  const { facility } = await desk.api.session.current()
  const roomId = facility?.rooms[1]?.id ?? ''
  pages.set('desk', await openPage(hub.hub.newDeskUrl()))
  pages.set('room', await openPage((await desk.api.pages.open({ surface: 'room', roomId })).url))
  for (const surface of ['display', 'kiosk'] as const) {
    pages.set(surface, await openPage((await desk.api.pages.open({ surface })).url))
  }
  for (const role of ['clerk', 'nurse'] as const) {
    await desk.api.staff.create({ name: `Petugas ${role}`, username: role, password: 'kunci-loket-2', role })
  }
})
afterAll(() => hub.close())

async function statusOf(page: TestPage, path: string): Promise<number> {
  const answer = await fetch(`${page.origin}/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'loket-page': page.id, cookie: page.cookie },
    body: '{}',
  })
  await answer.arrayBuffer()
  return answer.status
}

test('every procedure of the contract names the surfaces and people it is for', () => {
  expect(procedures.length).toBeGreaterThan(30)
  expect(procedures.filter(({ access }) => !access || access.surfaces.length === 0)).toEqual([])
})

test('a caller without a page gets nothing from any procedure', async () => {
  for (const { path } of procedures) {
    expect([path, await statusOf({ ...desk, cookie: 'x=y' }, path)]).toEqual([path, 401])
    expect([path, await statusOf({ ...desk, id: 'nobody' }, path)]).toEqual([path, 401])
  }
})

test('a page where nobody has signed in reaches only what the contract opens to its surface', async () => {
  for (const surface of surfaces) {
    const page = pages.get(surface)
    if (!page) throw new Error(surface)
    for (const { path, access } of procedures) {
      const status = await statusOf(page, path)
      if (!access?.surfaces.includes(surface)) expect([surface, path, status]).toEqual([surface, path, 403])
      else if (access.who !== 'page') expect([surface, path, status]).toEqual([surface, path, 401])
      else expect([401, 403]).not.toContain(status)
    }
  }
})

test('a signed-in person reaches only what the contract opens to the role', async () => {
  const page = pages.get('desk')
  if (!page) throw new Error('desk')
  const shut = procedures.filter(({ path }) => path !== 'session/signOut')
  for (const role of ['clerk', 'nurse'] as const) {
    await page.api.session.signIn({ username: role, password: 'kunci-loket-2' })
    for (const { path, access } of shut) {
      const allowed =
        access?.surfaces.includes('desk') && (access.who === 'page' || access.who.includes(role))
      if (!allowed) expect([role, path, await statusOf(page, path)]).toEqual([role, path, 403])
    }
  }
})

test('a kiosk can reach no procedure that shows a person', () => {
  const open = procedures.filter(({ access }) => access?.surfaces.includes('kiosk')).map(({ path }) => path)
  expect(open.sort()).toEqual(['kiosk/giveBack', 'kiosk/print', 'kiosk/start', 'kiosk/take'])
})

test('what names no access is closed to everyone', () => {
  for (const surface of surfaces) {
    for (const role of roles satisfies readonly Role[]) {
      const staff = { id: 'x', name: 'x', role }
      expect(denyAccess(undefined, { deviceId: 'd', surface, roomId: null, staff })?.status).toBe(403)
    }
  }
})

test('only a desk or a room with somebody signed in counts as work, which the nightly catch-up waits for', () => {
  const staff = { id: 'x', name: 'x', role: 'nurse' as const }
  const worked = surfaces.filter((surface) => isWorkedOn({ deviceId: 'd', surface, roomId: null, staff }))
  expect(worked).toEqual(['desk', 'room'])
  for (const surface of surfaces) {
    expect(isWorkedOn({ deviceId: 'd', surface, roomId: null, staff: null })).toBe(false)
  }
})

test('display pages can reach no procedure that is not made for them', () => {
  const open = procedures.filter(({ access }) => access?.surfaces.includes('display')).map(({ path }) => path)
  expect(open.sort()).toEqual(['display/board', 'display/confirm', 'display/sound'])
})

test('an address opens one page, once', async () => {
  const url = hub.hub.newDeskUrl()
  await openPage(url)
  const again = await fetch(url, { redirect: 'manual' })
  expect(again.status).toBe(410)
  const page = await again.text()
  expect(page).toContain('Halaman ini belum dibuka dari Loket')
  const look = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? ''
  const hash = createHash('sha256').update(look).digest('base64')
  expect(again.headers.get('content-security-policy')).toBe(`default-src 'none'; style-src 'sha256-${hash}'`)
})

test('a foreign Origin and a rebound Host are turned away', async () => {
  const { origin } = new URL(hub.hub.newDeskUrl())
  const foreign = await fetch(`${origin}/api/session/current`, {
    method: 'POST',
    headers: { origin: 'http://evil.test' },
  })
  expect(foreign.status).toBe(403)
  const { request } = await import('node:http')
  const rebound = await new Promise<number | undefined>((resolve) => {
    request(`${origin}/desk/`, { headers: { host: 'loket.test' } }, (answer) =>
      resolve(answer.statusCode),
    ).end()
  })
  expect(rebound).toBe(403)
})

test('five wrong passwords lock the account for five minutes, for the right password too', async () => {
  const page = await openPage(hub.hub.newDeskUrl())
  const attempt = (password: string) => page.api.session.signIn({ username: head.username, password })
  for (let failure = 0; failure < 5; failure += 1) {
    await expect(attempt('salah')).rejects.toMatchObject({ data: { problems: [{ code: 'sign_in_failed' }] } })
  }
  await expect(attempt(head.password)).rejects.toMatchObject({ data: { problems: [{ code: 'locked_out' }] } })
  hub.clock.advance(5 * 60_000 + 1000)
  await expect(attempt(head.password)).resolves.toMatchObject({ role: 'head' })
})
