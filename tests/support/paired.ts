import { request } from 'node:http'
import type { HubInputs } from '#contract/hub/hub'
import type { PairAnswer } from '#contract/hub/pair'
import { clientOf, type TestPage } from './hub.ts'

export type Place = HubInputs['devices']['invite']
export type DisplaySettings = NonNullable<Place['settings']>

export const usualSettings: DisplaySettings = {
  rooms: [],
  area: 'Ruang tunggu',
  theme: 'dark',
  sound: true,
  media: true,
}

export function television(name: string, change: Partial<DisplaySettings> = {}): Place {
  return { surface: 'display', roomId: null, name, settings: { ...usualSettings, ...change } }
}

type Typed = { status: number; answer: PairAnswer; cookie: string }

/** What a device hears that posts `body` to `/pair`; `from` is its address, any of 127.0.0.0/8. */
export function post(origin: string, body: string, from = '127.0.0.1'): Promise<Typed> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), origin }
    const sent = request(`${origin}/pair`, { method: 'POST', headers, localAddress: from }, (response) => {
      let text = ''
      response.on('data', (part) => {
        text += String(part)
      })
      response.on('end', () => {
        const cookie = response.headers['set-cookie']?.[0] ?? ''
        resolve({ status: response.statusCode ?? 0, answer: JSON.parse(text), cookie })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

export function typeCode(origin: string, code: string, from?: string): Promise<Typed> {
  return post(origin, JSON.stringify({ code }), from)
}

/** The code of the refusal that the device hears. */
export function refusalIn({ answer }: Typed): string {
  return 'problems' in answer ? answer.problems[0].code : 'none'
}

/** Code at the desk, code at the device: a page as a television then has it. */
export async function pairDevice(desk: TestPage, place: Place, origin = desk.origin): Promise<TestPage> {
  const { code } = await desk.api.devices.invite(place)
  const { answer, cookie: set } = await typeCode(origin, code)
  if (!('location' in answer)) throw new Error(answer.problems[0].sentence)
  const id = new URL(answer.location, origin).searchParams.get('p') ?? ''
  const cookie = set.split(';')[0] ?? ''
  return { id, cookie, origin, api: clientOf(origin, { 'loket-page': id, cookie }) }
}
