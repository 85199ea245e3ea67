import { request as requestTo } from 'node:http'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { District } from '#district/district'
import { openLimits, openMeter } from '#district/limits'
import { lockFacility } from '#district/store/facilities'
import { openStore, type Store } from '#district/store/open'
import { machine } from '#district/system'
import {
  addSender,
  askToken,
  bundleOf,
  connectSender,
  countOf,
  createEntry,
  type DashboardClient,
  databases,
  entriesOf,
  openAsManager,
  type Place,
  patientOf,
  problemOf,
  type Sender,
  startDistrict,
} from './harness.ts'

describe('what a sender may ask', () => {
  const clock = { ms: 0 }
  const open = () => openMeter({ burst: 3, perSecond: 2 }, () => new Date(clock.ms))

  it('is a burst at once, and then what grows back', () => {
    const meter = open()
    expect([1, 2, 3, 4, 5].map(() => meter.take('a'))).toEqual([0, 0, 0, 1, 1])
    clock.ms += 500
    expect([1, 2].map(() => meter.take('a'))).toEqual([0, 1])
    clock.ms += 3_600_000
    expect([1, 2, 3, 4].map(() => meter.take('a'))).toEqual([0, 0, 0, 1])
  })

  it('is each sender’s own', () => {
    const meter = open()
    for (const _ of Array(4)) meter.take('a')
    expect([meter.take('a'), meter.take('b')]).toEqual([1, 0])
  })

  it('is paid back after a large body, and the wait says how long that takes', () => {
    const meter = open()
    expect(meter.take('a')).toBe(0)
    meter.charge('a', 10)
    expect(meter.take('a')).toBe(5)
    clock.ms += 4_000
    expect(meter.take('a')).toBe(1)
    clock.ms += 500
    expect(meter.take('a')).toBe(0)
  })

  it('does not shrink when the clock is set back', () => {
    const meter = open()
    meter.take('a')
    clock.ms -= 86_400_000
    expect([1, 2, 3].map(() => meter.take('a'))).toEqual([0, 0, 1])
    clock.ms += 86_400_000
  })
})

describe('the work of one Puskesmas', () => {
  it('is done one after another, also after a failure, and holds up nobody else’s', async () => {
    const { inTurn } = openLimits(machine.now)
    const order: string[] = []
    const gate = Promise.withResolvers<void>()
    const first = inTurn('a', async () => {
      await gate.promise
      order.push('a1')
      throw new Error('a1 failed')
    })
    const second = inTurn('a', async () => void order.push('a2'))
    await inTurn('b', async () => void order.push('b1'))
    gate.resolve()
    await expect(first).rejects.toThrow('a1 failed')
    await second
    expect(order).toEqual(['b1', 'a1', 'a2'])
  })

  it('holds one connection of the database, so that those who wait leave the others to their neighbours', async () => {
    const prepare = databases.find(([name]) => name === 'PostgreSQL')?.[1] ?? expect.fail('no PostgreSQL')
    const { release, place } = await prepare()
    const { promise: store, resolve: opened } = Promise.withResolvers<Store>()
    const open: typeof openStore = async (at, events) => {
      const made = await openStore(at, events)
      opened(made)
      return made
    }
    const district = await startDistrict(place, undefined, { open })
    const client = await openAsManager(district)
    const add = (code: string) => addSender(district.origin, client, code)
    const stuck = [await add('P3404010'), await add('P3404020')]
    const neighbour = await add('P3404030')
    const [locked, unlock] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    try {
      const holding = (await store).write(async (tx) => {
        for (const { facilityId } of stuck) await lockFacility(tx, facilityId, new Date())
        locked.resolve()
        await unlock.promise
      })
      await locked.promise
      // More than the pool has connections; the ninth of each is refused, so eight of each are waiting.
      const asked = stuck.map((sender) =>
        Array.from({ length: 9 }, async () => (await sender.ask('POST', '', good(sender))).status),
      )
      expect(await Promise.all(asked.map((nine) => Promise.race(nine)))).toEqual([429, 429])
      expect((await neighbour.ask('POST', '', good(neighbour))).status).toBe(200)
      unlock.resolve()
      await holding
      for (const nine of asked) expect((await Promise.all(nine)).sort()).toEqual([...Array(8).fill(200), 429])
    } finally {
      unlock.resolve()
      await district.close()
      await release()
    }
  })
})

describe.each(databases)('one sender and the others on %s', (_name, prepare) => {
  const clock = { standing: Date.now() }
  let place: Place
  let district: District
  let client: DashboardClient
  let broken: Sender
  let neighbour: Sender

  beforeAll(async () => {
    place = await prepare()
    const system = { ...machine, now: () => new Date(clock.standing) }
    district = await startDistrict(place.place, undefined, { system })
    client = await openAsManager(district)
    broken = await addSender(district.origin, client, 'P3404010')
    neighbour = await addSender(district.origin, client, 'P3404020')
  })

  afterAll(async () => {
    await district?.close()
    await place?.release()
  })

  it('serves the others while one sends bundle after bundle that the database refuses', async () => {
    const poisoned = () => {
      const entries = Array.from({ length: 60 }, () =>
        createEntry({ ...patientOf(broken.code), name: [{ text: '\0' }] }),
      )
      return bundleOf('batch', entries)
    }
    const order: string[] = []
    const poison = Array.from({ length: 8 }, async () => {
      const answer = await broken.ask('POST', '', poisoned())
      order.push('broken')
      return entriesOf(answer).map(({ response }) => response.status)
    })
    const before = Number(await countOf(neighbour, 'Patient'))
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await neighbour.ask('POST', '', good(neighbour))
      expect(entriesOf(answer).map(({ response }) => response.status)).toEqual(['201', '201'])
    }
    order.push('neighbour')
    expect((await Promise.all(poison)).flat()).toEqual(Array(480).fill('422'))
    expect(order.at(-1)).toBe('broken')
    expect(await countOf(neighbour, 'Patient')).toBe(before + 6)
    expect(await countOf(broken, 'Patient')).toBe(0)
  })

  it('lets one sender have eight requests open and tells the ninth to wait, and nobody else', async () => {
    const held = Array.from({ length: 8 }, () => holdBack(district.origin, broken))
    await expect.poll(async () => (await broken.ask('GET', '/Patient?_summary=count')).status).toBe(429)
    const ninth = await broken.ask('POST', '', good(broken))
    expect([ninth.status, ninth.headers.get('retry-after'), problemOf(ninth.body)]).toEqual([
      429,
      '1',
      'fhir_too_fast',
    ])
    expect((await askToken(district.origin, broken.credentials)).status).toBe(429)
    expect((await neighbour.ask('POST', '', good(neighbour))).status).toBe(200)
    const answers = await Promise.all(held.map((one) => one.finish(JSON.stringify(good(broken)))))
    expect(answers).toEqual(Array(8).fill(200))
    expect(await countOf(broken, 'Patient')).toBe(16)
  })

  it('makes a sender of large bodies wait until they are paid for, while the others go on', async () => {
    const large = 'x'.repeat(4_900_000)
    let answer = await broken.ask('POST', '', large)
    for (let turn = 0; answer.status === 400 && turn < 40; turn += 1)
      answer = await broken.ask('POST', '', large)
    expect([answer.status, problemOf(answer.body)]).toEqual([429, 'fhir_too_fast'])
    expect((await neighbour.ask('POST', '', good(neighbour))).status).toBe(200)
    clock.standing += Number(answer.headers.get('retry-after')) * 1000
    expect((await broken.ask('POST', '', good(broken))).status).toBe(200)
  })

  it('limits strangers by address, and nobody with a right token or secret for their sake', async () => {
    const stranger = () =>
      fetch(`${district.origin}/fhir/Patient`, { headers: { authorization: 'Bearer tidak-ada' } })
    let answer = await stranger()
    for (let turn = 0; answer.status === 401 && turn < 200; turn += 1) {
      await answer.text()
      answer = await stranger()
    }
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1'])
    expect(problemOf(await answer.json())).toBe('fhir_too_fast')
    const wrong = await askToken(district.origin, { ...broken.credentials, clientSecret: 'salah' })
    expect([wrong.status, problemOf(wrong.body)]).toEqual([429, 'fhir_too_fast'])
    expect((await fetch(`${district.origin}/fhir/metadata`)).status).toBe(200)
    const again = await connectSender(district.origin, neighbour)
    expect((await again.ask('GET', '/Patient?_summary=count')).status).toBe(200)
  })
})

describe('behind a proxy that speaks TLS', () => {
  it('tells strangers apart by the address that the proxy saw', async () => {
    const { release, place } = await (databases[0]?.[1] ?? expect.fail('no database'))()
    const standing = new Date()
    const district = await startDistrict(place, undefined, {
      publicOrigin: 'https://dinkes.example.go.id',
      system: { ...machine, now: () => standing },
    })
    const ask = async (forwarded: string) => {
      const headers = { 'x-forwarded-for': forwarded }
      const answer = await fetch(`${district.origin}/fhir/Patient`, { headers })
      await answer.text()
      return answer.status
    }
    try {
      // What stands before the last address is what the stranger wrote.
      let last = 401
      for (let turn = 0; last === 401 && turn < 200; turn += 1)
        last = await ask(`10.0.0.${turn}, 203.0.113.7`)
      expect(last).toBe(429)
      expect(await ask('203.0.113.8')).toBe(401)
    } finally {
      await district.close()
      await release()
    }
  })
})

function good({ code }: Sender) {
  return bundleOf('batch', [createEntry(patientOf(code)), createEntry(patientOf(code))])
}

/** A bundle whose head has gone out and whose body has not: the request is open until it is finished. */
function holdBack(origin: string, { token }: Sender): { finish: (body: string) => Promise<number> } {
  const request = requestTo(`${origin}/fhir`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
    agent: false,
  })
  request.flushHeaders()
  return {
    finish: (body) =>
      new Promise((resolve, reject) => {
        request.on('error', reject)
        request.on('response', async (response) => {
          await textOf(response)
          resolve(response.statusCode ?? 0)
        })
        request.end(body)
      }),
  }
}
