import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle, FhirResource } from 'fhir/r4'
import { type District, openDistrict } from '#district/district'
import { type FaultProxy, openFaultProxy } from '../support/fault-proxy.ts'

export type Account = { code: string; clientId: string; clientSecret: string; facilityId: string }

/** A real district server on an embedded database, and a proxy in front of it that can do harm. */
export type Dinkes = {
  district: District
  proxy: FaultProxy
  /** What a Puskesmas types as the address. */
  baseUrl: string
  admit: (name: string) => Promise<Account>
  /** Makes the secret that the Puskesmas holds worthless, with every token made from it. */
  rotateSecret: (account: Account) => Promise<string>
  /** All resources of a type that the server keeps for this Puskesmas. */
  list: <T extends FhirResource>(account: Account, type: T['resourceType']) => Promise<T[]>
  close: () => Promise<void>
}

export async function openDinkes(): Promise<Dinkes> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-dinkes-'))
  const district = await openDistrict({
    place: { folder },
    port: 0,
    publicOrigin: null,
    pages: null,
    logTo: { write: () => {} },
  })
  const proxy = await openFaultProxy(district.origin)
  const opened = await fetch(district.url, { redirect: 'manual' })
  let cookie = cookieOf(opened)
  let admitted = 0

  async function call<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${district.origin}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    // Signing in changes the session, and with it the cookie.
    cookie = cookieOf(response) || cookie
    return (await response.json()) as T
  }

  await call('/session/first-account', {
    name: 'Sari Wulandari',
    username: 'sari',
    password: 'dinkes-kayoa-1',
  })
  return {
    district,
    proxy,
    baseUrl: `${proxy.origin}/fhir`,
    admit: async (name) => {
      admitted += 1
      const code = `P82040${String(admitted).padStart(3, '0')}`
      const made = await call<{ id: string; clientId: string; clientSecret: string }>('/facilities', {
        code,
        name,
      })
      return { code, clientId: made.clientId, clientSecret: made.clientSecret, facilityId: made.id }
    },
    rotateSecret: async ({ facilityId }) => {
      const rotated = await call<{ clientSecret: string }>(`/facilities/${facilityId}/secret`, {})
      return rotated.clientSecret
    },
    list: async <T extends FhirResource>(account: Account, type: T['resourceType']) => {
      const token = await signIn(district, account)
      const found: T[] = []
      for (let next: string | undefined = `${district.origin}/fhir/${type}`; next; ) {
        const response = await fetch(next, { headers: { authorization: `Bearer ${token}` } })
        const page = (await response.json()) as Bundle<T>
        found.push(...(page.entry ?? []).flatMap(({ resource }) => resource ?? []))
        next = page.link?.find(({ relation }) => relation === 'next')?.url
      }
      return found
    },
    close: async () => {
      await proxy.close()
      await district.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function cookieOf(response: Response): string {
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

async function signIn({ origin }: District, { clientId, clientSecret }: Account): Promise<string> {
  const response = await fetch(`${origin}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    }),
  })
  return ((await response.json()) as { access_token: string }).access_token
}
