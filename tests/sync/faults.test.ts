import fc from 'fast-check'
import type { Encounter, Patient } from 'fhir/r4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Fault } from '../support/fault-proxy.ts'
import { type Account, type Dinkes, openDinkes } from './dinkes.ts'
import { openPuskesmas, type Puskesmas } from './puskesmas.ts'
import { forgetful, isBatchOf, localId, revisionOf } from './scene.ts'

let dinkes: Dinkes

beforeAll(async () => {
  dinkes = await openDinkes()
})
afterAll(async () => {
  await dinkes.close()
})

/** What may befall one request; `kill` ends the hub while the server works, `edit` and `end` are people at work. */
const mishaps = [
  'none',
  'cut',
  'lost',
  'busy',
  'portal',
  'expired',
  'broken',
  'kill',
  'edit',
  'edit_lost',
  'end',
  'said_409',
  'said_429',
  'said_500',
  'forgot',
] as const
type Mishap = (typeof mishaps)[number]

const harm: Partial<Record<Mishap, Fault>> = {
  cut: { cut: 'before' },
  lost: { cut: 'after' },
  edit_lost: { cut: 'after' },
  busy: { answer: { status: 503, body: '', headers: { 'retry-after': '1' } } },
  portal: { answer: { status: 200, body: '<html>Masuk Wi-Fi</html>' } },
  expired: { answer: { status: 401, body: '' } },
  broken: { answer: { status: 500, body: '' } },
  // The server has stored the entries, and says otherwise.
  said_409: { rewrite: ({ answer }) => withStatus(answer, '409 Conflict') },
  said_429: { rewrite: ({ answer }) => withStatus(answer, '429') },
  said_500: { rewrite: ({ answer }) => withStatus(answer, '500') },
}

function withStatus(answer: string, status: string): string {
  const body = JSON.parse(answer)
  if (body.type !== 'batch-response') return answer
  return JSON.stringify({ ...body, entry: body.entry.map(() => ({ response: { status } })) })
}

test('whatever befalls the requests, both sides end equal: nothing lost, nothing twice', {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...mishaps), { minLength: 3, maxLength: 30 }),
      async (sequence) => {
        const account = await dinkes.admit('Puskesmas Teluk Harapan')
        const puskesmas = await openPuskesmas(dinkes, account)
        try {
          await sufferAll(puskesmas, sequence)
          expect(await keptAt(account)).toEqual(await keptIn(puskesmas))
        } finally {
          dinkes.proxy.decide(null)
          await puskesmas.close()
        }
      },
    ),
    { numRuns: 20 },
  )
})

/** Sends again and again, until the mishaps are used up and a whole run went well. */
async function sufferAll(puskesmas: Puskesmas, sequence: readonly Mishap[]): Promise<void> {
  const visits: string[] = []
  const people: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const patient = await puskesmas.register()
    people.push(patient.id)
    visits.push(await puskesmas.arrive(patient))
  }
  const left = [...sequence]
  let edits = 0
  dinkes.proxy.decide(async (passing) => {
    // Nothing is at stake in the question every run begins with.
    if (passing.path === '/fhir/metadata') return null
    const mishap = left.shift() ?? 'none'
    edits += 1
    if (mishap === 'kill') void puskesmas.sync().stop()
    if (mishap.startsWith('edit')) {
      for (const id of people) await puskesmas.correct(id, { name: `Siti ${edits}` })
    }
    if (mishap === 'end') {
      for (const id of visits) await puskesmas.change(id, { status: 'finished', ended_at: Date.now() })
    }
    // The server says that visits are stored, and keeps none: only the comparison at the end of a run can tell.
    if (mishap === 'forgot' && isBatchOf('Encounter', passing)) return forgetful(passing.body)
    return harm[mishap] ?? null
  })
  for (let runs = 0; runs < 60; runs += 1) {
    const { state } = await puskesmas.send()
    if (state === 'done' && left.length === 0) return
    await puskesmas.reopen()
  }
  throw new Error('the sync never came to an end')
}

type Kept = Record<string, { revision: number; what: string }>

async function keptAt(account: Account): Promise<Kept> {
  const people = await dinkes.list<Patient>(account, 'Patient')
  const visits = await dinkes.list<Encounter>(account, 'Encounter')
  const nameOf = new Map(people.map((one) => [`Patient/${one.id}`, localId(one, account)]))
  return Object.fromEntries([
    ...people.map((one) => [localId(one, account), { revision: revisionOf(one), what: one.name?.[0]?.text }]),
    ...visits.map((one) => [
      localId(one, account),
      { revision: revisionOf(one), what: `${one.status} ${nameOf.get(one.subject?.reference ?? '')}` },
    ]),
    // Doubles would overwrite each other above, so they are counted.
    ['records', { revision: people.length + visits.length, what: 'records' }],
  ])
}

async function keptIn(puskesmas: Puskesmas): Promise<Kept> {
  const { db } = puskesmas.store()
  const people = await db.selectFrom('patients').select(['id', 'name', 'revision']).execute()
  const visits = await db.selectFrom('visits').select(['id', 'patient_id', 'status', 'revision']).execute()
  return Object.fromEntries([
    ...people.map((one) => [one.id, { revision: one.revision, what: one.name }]),
    ...visits.map((one) => [
      one.id,
      { revision: one.revision, what: `${one.status === 'open' ? 'arrived' : one.status} ${one.patient_id}` },
    ]),
    ['records', { revision: people.length + visits.length, what: 'records' }],
  ])
}
