import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bundle, FhirResource } from 'fhir/r4'
import type { DistrictOutputs } from '#contract/district/district'
import { type District, openDistrict } from '#district/district'
import type { StorePlace } from '#district/store/open'
import type { DistrictSignIn } from '#domain/district-sign-in'
import { type FaultProxy, openFaultProxy } from '../support/fault-proxy.ts'

export type Account = {
  code: string
  /** OAuth2 where nothing is said. */
  signIn?: DistrictSignIn
  clientId: string
  clientSecret: string
  facilityId: string
}

/** A real district server, on an embedded database unless another is given, and a proxy in front of it that can do harm. */
export type Dinkes = {
  readonly district: District
  proxy: FaultProxy
  /** What a Puskesmas types as the address. */
  baseUrl: string
  /** Under a code of its own, or under one that it has already. */
  admit: (name: string, code?: string) => Promise<Account>
  /** Makes the secret that the Puskesmas holds worthless, with every token made from it. */
  rotateSecret: (account: Account) => Promise<string>
  /** What the office does with a stick: takes it in, and the receipt for the way back. */
  takeStick: (stick: File) => Promise<{ stored: number; refused: number; receipt: File }>
  /** All resources of a type that the server keeps for this Puskesmas. */
  list: <T extends FhirResource>(account: Account, type: T['resourceType']) => Promise<T[]>
  /** What its dashboard says of tonight. */
  overview: () => Promise<DistrictOutputs['dashboard']['overview']>
  /** What the server answers to a GET below /fhir. */
  read: (account: Account, path: string) => Promise<FhirResource>
  /** Closes the server, does that, and opens it again where it was. */
  whileClosed: (work: () => Promise<void>) => Promise<void>
  close: () => Promise<void>
}

/** On an embedded database of its own, or on the one that is given. */
export async function openDinkes(given: StorePlace | null = null): Promise<Dinkes> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-dinkes-'))
  const place = given ?? { folder }
  const logTo = { write: () => {} }
  const open = (port: number) => openDistrict({ place, port, publicOrigin: null, pages: null, logTo })
  let district = await open(0)
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
    get district() {
      return district
    },
    proxy,
    baseUrl: `${proxy.origin}/fhir`,
    admit: async (name, known) => {
      admitted += 1
      const code = known ?? `P82040${String(admitted).padStart(3, '0')}`
      const made = await call<{ id: string; clientId: string; clientSecret: string }>('/facilities', {
        code,
        name,
      })
      return { code, clientId: made.clientId, clientSecret: made.clientSecret, facilityId: made.id }
    },
    overview: async () => {
      const response = await fetch(`${district.origin}/api/dashboard/overview`, { headers: { cookie } })
      return (await response.json()) as DistrictOutputs['dashboard']['overview']
    },
    rotateSecret: async ({ facilityId }) => {
      const rotated = await call<{ clientSecret: string }>(`/facilities/${facilityId}/secret`, {})
      return rotated.clientSecret
    },
    takeStick: async (stick) => {
      const form = new FormData()
      form.set('file', stick)
      const answer = await fetch(`${district.origin}/api/sticks`, {
        method: 'POST',
        headers: { cookie },
        body: form,
      })
      if (!answer.ok) throw new Error(await answer.text())
      const { id, stored, refused } = (await answer.json()) as { id: string; stored: number; refused: number }
      const back = await fetch(`${district.origin}/api/sticks/${id}/receipt`, { headers: { cookie } })
      return { stored, refused, receipt: new File([await back.blob()], 'tanda-terima') }
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
    read: async (account, path) => {
      const authorization = `Bearer ${await signIn(district, account)}`
      return await (await fetch(`${district.origin}/fhir/${path}`, { headers: { authorization } })).json()
    },
    whileClosed: async (work) => {
      const port = Number(new URL(district.origin).port)
      await district.close()
      await work()
      district = await open(port)
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
