import type { FhirResource } from 'fhir/r4'
import { classCoding, extensionUrls, type FhirType } from '#contract/fhir'
import type { Fault, Passing } from '../../support/fault-proxy.ts'
import { chooseManner, inManner } from './manner.ts'
import type { Random } from './random.ts'
import {
  batchAnswer,
  createdId,
  type Entry,
  type EntryAnswer,
  entriesOf,
  outcome,
  pass,
  passEntries,
  refusal,
} from './wire.ts'

/** What befalls the requests of one Puskesmas, by chance of a seed; the F-numbers are those of the fault list. */
export type Trouble = {
  decide: (passing: Passing) => Promise<Fault | null>
  /** From now on the server only has its manner. */
  end: () => void
  /** Records that the server says it holds twice, by local id (F4). */
  doubled: ReadonlySet<string>
  /** The district has put its doubles in order. */
  tidyUp: () => void
  /** A receipt has named the one record of each of these; nobody is told of two any more, also where a request is under way. */
  nameOne: (recordIds: readonly string[]) => void
  /** Rules of sending that were broken. */
  broken: string[]
}

type Surroundings = {
  random: Random
  origin: string
  history: string[]
  /** People at work while a request is under way (F20). */
  work: () => Promise<void>
  /** How many requests out of a hundred fare badly. */
  share: number
}

const html = (status: number, headers: Record<string, string> = {}): Fault => ({
  answer: { status, body: `<html><title>${status}</title></html>`, headers },
})
const aMomentLater = () => new Date(Date.now() + 2000).toUTCString()

const onAny: Record<string, () => Fault> = {
  unplugged: () => ({ cut: 'before' }),
  'F8 busy, two seconds': () => html(429, { 'retry-after': '2' }),
  'F8 busy until': () => html(429, { 'retry-after': aMomentLater() }),
  'F8 busy': () => ({ answer: { status: 429, body: JSON.stringify(outcome('throttled', 'Too many')) } }),
  'F8 busy, by RateLimit': () => html(429, { ratelimit: '"default";r=0;t=2', 'ratelimit-reset': '2' }),
  'F1 out of service': () => html(503),
  'F10 token ended': () => ({ answer: { status: 401, body: JSON.stringify(outcome('login', 'expired')) } }),
  'F25 portal': () => html(200),
  'fault of the server': () => html(500),
}
const onToken: Record<string, () => Fault> = {
  'F11 no tokens': () => html(500),
  'F11 page': () => html(200),
  'F11 busy': () => html(429),
  'F11 busy until': () => ({ answer: { status: 503, body: '', headers: { 'retry-after': '1' } } }),
}
const refusedEntries = [
  refusal('400', 'invalid', 'Nama tidak sah.'),
  refusal('409 Conflict', 'conflict', 'could not serialize access'),
  refusal('400', 'invalid', 'Assigned ID is already in use'),
  refusal('412', 'conflict', 'version conflict'),
  refusal('422', 'business-rule', 'Tidak sah.'),
  { response: { status: '429' } },
  { response: { status: '500' } },
  { response: { status: '503 Service Unavailable' } },
]
/** Of what was stored all the same. */
const belied = ['409 Conflict', '429', '500', '502'].map((status) => ({ response: { status } }))

const twoOfOne = 'F4 two of one'

export function stirTrouble(surroundings: Surroundings): Trouble {
  const { random, origin, history, work, share } = surroundings
  const manner = chooseManner(random)
  history.push(`the server${manner.names === 'as it is' ? '' : ' (F21)'}: ${JSON.stringify(manner)}`)
  const doubled = new Set<string>()
  const named = new Set<string>()
  const broken: string[] = []
  let underWay = 0
  let ended = false

  async function send(passing: Passing, entries: readonly Entry[]): Promise<EntryAnswer[] | Fault> {
    const answers = await passEntries(origin, passing, entries)
    if (!Array.isArray(answers)) return answers
    return entries.flatMap((entry, index) => {
      const answer = answers[index]
      if (!answer) return []
      return doubled.has(createdId(entry) ?? '') ? twoOf() : inManner(manner, entry, answer)
    })
  }

  /** Some entries are stored, the others answered in their stead. */
  async function sendSome(
    passing: Passing,
    entries: readonly Entry[],
    instead: (entry: Entry) => EntryAnswer | null,
  ): Promise<Fault> {
    const verdicts = entries.map(instead)
    const sent = await send(
      passing,
      entries.filter((_, index) => verdicts[index] === null),
    )
    if (!Array.isArray(sent)) return sent
    const left = [...sent]
    return batchAnswer(verdicts.flatMap((verdict) => verdict ?? left.shift() ?? []))
  }

  const sendAll = (passing: Passing, entries: readonly Entry[]) => sendSome(passing, entries, () => null)
  const sometimes = (share: number, answers: readonly EntryAnswer[]) => () =>
    random.chance(share) ? (random.pick(answers) ?? null) : null

  const twoOf = (): EntryAnswer =>
    random.pick([
      refusal('412', 'multiple-matches', 'matched 2 resources'),
      refusal('409', 'conflict', 'HAPI-0550'),
      { response: { status: '200' } },
    ]) ?? { response: { status: '412' } }

  const onBatch: Record<string, (passing: Passing, entries: readonly Entry[]) => Promise<Fault>> = {
    'F1 answer lost': async (passing, entries) => {
      if (entries.some(({ request }) => request.method === 'PUT')) history.push('    of a change (F2)')
      await send(passing, entries)
      return { cut: 'before' }
    },
    'F1 gateway in between': async (passing, entries) => {
      await send(passing, entries)
      return html(504)
    },
    'F25 portal in place of the answer': async () => html(200),
    'F3 another writer': async (passing, entries) => {
      const change = random.pick([same, older, other]) ?? same
      const twins = entries.filter((entry) => createdId(entry) !== null).map(change)
      const [, ours] = await Promise.all([passEntries(origin, passing, twins), sendAll(passing, entries)])
      return ours
    },
    [twoOfOne]: (passing, entries) => sendAll(passing, entries),
    'F6 entries refused': (passing, entries) => sendSome(passing, entries, sometimes(0.5, refusedEntries)),
    'F6 stored, and said not to be': async (passing, entries) => {
      const sent = await send(passing, entries)
      const lie = sometimes(0.6, belied)
      return Array.isArray(sent) ? batchAnswer(sent.map((answer) => lie() ?? answer)) : sent
    },
    'F7 applied in part': async (passing, entries) => {
      await send(passing, entries.slice(0, random.below(entries.length + 1)))
      return random.chance(0.5) ? { cut: 'before' } : html(500)
    },
    'F9 too large today': async (passing, entries) =>
      entries.length > 1 ? html(413) : await sendAll(passing, entries),
    'F18 what it names is refused': (passing, entries) =>
      sendSome(passing, entries, ({ resource }) =>
        JSON.stringify(resource).includes('"reference"')
          ? refusal(random.chance(0.5) ? '409' : '422', 'business-rule', 'Unknown reference')
          : null,
      ),
  }

  /** What befalls a request, by name; batches carry what matters, and mostly suffer what only they can. */
  function choose(passing: Passing, entries: readonly Entry[] | null): string | undefined {
    if (ended || !random.chance(entries ? share * 2 : share)) return undefined
    const own = entries ? Object.keys(onBatch) : passing.path === '/oauth2/token' ? Object.keys(onToken) : []
    const any = Object.keys(onAny)
    const names = own.length > 0 && random.chance(0.75) ? own : [...own, ...any]
    return random.pick(names)
  }

  async function meet(passing: Passing): Promise<Fault | null> {
    const entries = entriesOf(passing)
    const name = choose(passing, entries)
    if (name !== undefined) history.push(`  ${passing.method} ${passing.path}: ${name}`)
    // People go on working while their records travel (F20).
    const isBusy = entries !== null && !ended && random.chance(0.4)
    if (isBusy) history.push('  people at work meanwhile (F20):')
    if (entries && name === twoOfOne) double(entries)
    for (let deeds = isBusy ? 1 + random.below(2) : 0; deeds > 0; deeds -= 1) await work()
    if (entries && entries.length > manner.mostEntries) {
      history.push('  too many entries (F9)')
      return manner.tooMany
    }
    const alike = onAny[name ?? ''] ?? onToken[name ?? '']
    if (alike) return alike()
    if (entries) return await (onBatch[name ?? ''] ?? sendAll)(passing, entries)
    return passing.path.endsWith('/_search') ? await search(passing) : null
  }

  /** Before people work on: a receipt that they bring meanwhile settles it. */
  function double(entries: readonly Entry[]): void {
    const id = createdId(random.pick(entries) ?? entries[0] ?? ({} as Entry))
    if (id !== null && !named.has(id)) doubled.add(id)
  }

  async function search(passing: Passing): Promise<Fault | null> {
    const id = new URLSearchParams(passing.body).get('identifier')?.split('|')[1] ?? ''
    if (!doubled.has(id)) return null
    const said = await pass(origin, passing)
    const bundle = JSON.parse(said.body) as { entry?: { resource: FhirResource }[] }
    const [one] = bundle.entry ?? []
    if (!one) return { answer: said }
    const twin = { resource: { ...one.resource, id: `${one.resource.id?.slice(0, -4)}0000` } }
    return { answer: { ...said, body: JSON.stringify({ ...bundle, entry: [twin, one] }) } }
  }

  return {
    decide: async (passing) => {
      broken.push(...brokenRules(passing, underWay))
      underWay += 1
      try {
        return await meet(passing)
      } finally {
        underWay -= 1
      }
    },
    end: () => {
      ended = true
    },
    doubled,
    tidyUp: () => doubled.clear(),
    nameOne: (recordIds) => {
      doubled.clear()
      for (const id of recordIds) named.add(id)
    },
    broken,
  }
}

const same = (entry: Entry): Entry => entry
/** As an earlier hub, or another PC with the same data, would have written it. */
export const other = (entry: Entry): Entry => {
  const { resource } = entry
  const change = {
    Organization: { name: 'Nama Lain' },
    Location: { name: 'Nama Lain' },
    Patient: { name: [{ text: 'Nama Lain' }] },
    Encounter: { class: { system: classCoding, code: 'HH' } },
    Coverage: { status: 'entered-in-error' },
    Immunization: { status: 'entered-in-error' },
    Observation: { status: 'entered-in-error' },
  }[resource.resourceType as FhirType]
  return { ...entry, resource: { ...resource, ...change } as FhirResource }
}
export const older = (entry: Entry): Entry => {
  const { resource } = other(entry)
  const extensions = 'extension' in resource ? (resource.extension ?? []) : []
  const extension = extensions.map((one) =>
    one.url === extensionUrls.sourceRevision ? { ...one, valueInteger: 0 } : one,
  )
  return { ...entry, resource: { ...resource, extension } as FhirResource }
}

function brokenRules(passing: Passing, underWay: number): string[] {
  const entries = entriesOf(passing)
  const wrong: [string, boolean][] = [
    ['two requests at once', underWay > 0],
    ['a NIK in an address', /\d{16}/.test(passing.path)],
    ['no batch', entries !== null && !passing.body.includes('"type":"batch"')],
    ['more than 40 entries', (entries?.length ?? 0) > 40],
    ['more than a megabyte', passing.body.length > 1_100_000],
    [
      'an id of our own',
      entries?.some(({ request, resource }) => request.method === 'POST' && resource.id !== undefined) ??
        false,
    ],
    [
      'a record twice in one batch',
      entries !== null && new Set(entries.map((entry) => idOf(entry))).size < entries.length,
    ],
  ]
  return wrong.flatMap(([rule, broken]) => (broken ? `${rule}: ${passing.method} ${passing.path}` : []))
}

function idOf(entry: Entry): string {
  return createdId(entry) ?? entry.request.url
}
