import type { Role } from '#contract/access'
import { type Room, usualRatio } from '#domain/room'
import { hashPassword } from '#hub/password'
import { roomPresets, seedRules } from '#hub/rule-resources'
import { appendAudit } from '#hub/store/audit'
import { type Facility, insertFacility, insertRooms } from '#hub/store/facility'
import type { Store } from '#hub/store/open'
import { queueForDistrict } from '#hub/store/outbox'
import { insertStaff } from '#hub/store/staff'
import { inventId } from './identity.ts'
import { inventName } from './names.ts'
import type { DemoPlace } from './place.ts'
import { createRandom, type Random } from './random.ts'

export type Account = { id: string; username: string; name: string; role: Role; password: string }

const posts: readonly { username: string; role: Role }[] = [
  { username: 'kepala', role: 'head' },
  { username: 'loket', role: 'clerk' },
  { username: 'perawat', role: 'nurse' },
]

/** First setup as the desk does it, with the full preset of rooms; passwords are of the seed, for printing once. */
export async function writeFacility(
  store: Store,
  place: DemoPlace,
  { seed, at }: { seed: string; at: number },
): Promise<{ facility: Facility; rooms: [Room, ...Room[]]; accounts: Account[] }> {
  const random = createRandom(`${seed}/facility`)
  const facility: Facility = {
    id: inventId(random, at),
    code: place.code,
    name: place.name,
    timeZone: place.timeZone,
    scheme: '4-klaster',
    suspectsGoToK4: false,
    revision: 1,
    createdAt: at,
  }
  const rooms = presetRooms(random, at)
  const accounts = posts.map((post) => inventAccount(random, post, place, at))
  const hashes = await Promise.all(accounts.map(({ password }) => hashPassword(password)))
  await store.write(async (tx) => {
    await seedRules(tx)
    await insertFacility(tx, facility, place.inside)
    await insertRooms(tx, rooms)
    for (const [post, { password: _secret, ...account }] of accounts.entries())
      await insertStaff(tx, { ...account, passwordHash: hashes[post] ?? '', at })
    await queueForDistrict(tx, { kind: 'organization', recordId: facility.id, revision: 1, at })
    for (const room of rooms)
      await queueForDistrict(tx, { kind: 'location', recordId: room.id, revision: 1, at })
    await appendAudit(tx, {
      at,
      staffId: accounts[0]?.id ?? null,
      deviceId: null,
      action: 'input',
      subject: 'facility',
      subjectId: facility.id,
      detail: { code: facility.code, rooms: rooms.length, villages: place.inside.length, demo: seed },
    })
  })
  return { facility, rooms, accounts }
}

function presetRooms(random: Random, at: number): [Room, ...Room[]] {
  const preset = roomPresets.find(({ code }) => code === 'lengkap')
  const [first, ...rest] = (preset?.rooms ?? []).map(
    (room): Room => ({ ...room, id: inventId(random, at), ratio: usualRatio, active: true }),
  )
  if (!first) throw new Error('the preset of rooms for a full Puskesmas is missing')
  return [first, ...rest]
}

function inventAccount(random: Random, post: (typeof posts)[number], place: DemoPlace, at: number): Account {
  const bearer = { flavour: place.flavour, sex: random.pick(['L', 'P'] as const), surname: null, order: 0 }
  const words = ['melati', 'kenanga', 'cempaka', 'dahlia', 'seroja', 'anggrek', 'kamboja', 'teratai']
  return {
    ...post,
    id: inventId(random, at),
    name: inventName(random, { ...bearer, birthYear: 1988 }),
    password: `${random.pick(words)}-${random.pick(words)}-${random.int(1000, 9999)}`,
  }
}
