import { expect, test } from 'vitest'
import type { Passing } from '../support/fault-proxy.ts'
import { aDay, dinkes, expectArrived, isBatchOf, localId, patients, puskesmas, setScene } from './scene.ts'
import { batchAnswer, type EntryAnswer, entriesOf, passEntries } from './seeded/wire.ts'

setScene()

/**
 * How the Go server answers (fhir-servers.md §3): status with words; locations absolute, versioned for what it wrote; never
 * the resource; for what it had already neither ETag nor version; no outcome.
 */
function terse(method: 'POST' | 'PUT', { response }: EntryAnswer): EntryAnswer {
  const { status, location = '', etag } = response
  const [, type, id] = /([A-Z][A-Za-z]+)\/([^/]+)/.exec(location) ?? []
  if (!id) return { response }
  const absolute = `https://fhir.example.go.id/${type}/${id}`
  if (method === 'POST' && status.startsWith('200'))
    return { response: { status: '200 OK', location: absolute } }
  const version = /"(.+)"/.exec(etag ?? '')?.[1]
  return {
    response: {
      status: method === 'POST' ? '201 Created' : '200 OK',
      location: `${absolute}/_history/${version}`,
      etag: `W/"${version}"`,
    },
  }
}

async function answerTersely(passing: Passing) {
  const entries = entriesOf(passing)
  if (!entries) return null
  const answers = await passEntries(dinkes.district.origin, passing, entries)
  if (!Array.isArray(answers)) return answers
  return batchAnswer(answers.map((answer, at) => terse(entries[at]?.request.method ?? 'POST', answer)))
}

test('a server of few words gets everything once, corrections in their place and no second version of anything', async () => {
  const day = await aDay(5)
  dinkes.proxy.decide(answerTersely)
  expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { confirmed: 13 } })
  await expectArrived(day)
  const [first] = day
  await puskesmas.correct(first?.patientId ?? '', { name: 'Siti Rahayu Ningsih' })
  expect(await puskesmas.send()).toMatchObject({ state: 'done', counts: { sent: 1, confirmed: 1 } })
  const people = await patients()
  expect(people.map(({ meta }) => meta?.versionId).sort()).toEqual(['1', '1', '1', '1', '2'])
  expect(people.filter(({ name }) => name?.[0]?.text === 'Siti Rahayu Ningsih')).toHaveLength(1)
})

test('its bare «200 OK» after a lost answer is looked into: an edit made meanwhile is not taken for stored', async () => {
  const day = await aDay(4)
  let off = false
  dinkes.proxy.decide(async (passing) => {
    if (off) return { cut: 'before' }
    const answer = await answerTersely(passing)
    off = isBatchOf('Patient', passing)
    return off ? { cut: 'before' } : answer
  })
  expect(await puskesmas.send()).toMatchObject({ state: 'stopped' })
  const stored = (await patients()).map((one) => localId(one))
  expect(stored).toHaveLength(1)
  await puskesmas.correct(stored[0] ?? '', { name: 'Siti Hajar' })
  dinkes.proxy.decide(answerTersely)
  expect(await puskesmas.send()).toMatchObject({ state: 'done' })
  await expectArrived(day)
  expect((await patients()).filter(({ name }) => name?.[0]?.text === 'Siti Hajar')).toHaveLength(1)
})
