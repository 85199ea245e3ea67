import type { HubInputs } from '#contract/hub/hub'
import { problem, Refusal, refuse } from '#domain/errors'
import { checkPublicLabel } from '#domain/public-label'
import { checkRooms, type Room, usualRatio } from '#domain/room'
import { schemeOn } from '#domain/rule-book'
import type { CallContext } from '#hub/context'
import { hub } from '#hub/implement'
import { hashPassword } from '#hub/password'
import { clusterSchemes, roomPresets, seedRules } from '#hub/rule-resources'
import { appendAudit } from '#hub/store/audit'
import { startSession } from '#hub/store/devices'
import { type Facility, insertFacility, insertRooms, readFacility } from '#hub/store/facility'
import { queueForDistrict } from '#hub/store/outbox'
import { insertStaff } from '#hub/store/staff'
import { localTime } from '#hub/system'

type SetupInput = HubInputs['setup']['complete']

export const setup = {
  presets: hub.setup.presets.handler(({ context }) => {
    const today = localTime(context.system.now(), 'Asia/Jakarta').day
    const codes = [...new Set(clusterSchemes.map((scheme) => scheme.code))]
    const schemes = codes.flatMap((code) => schemeOn(clusterSchemes, code, today) ?? [])
    return {
      schemes,
      rooms: roomPresets.map((preset) => ({ ...preset, rooms: preset.rooms.map(withRoles) })),
    }
  }),

  complete: hub.setup.complete.handler(async ({ input, context }) => {
    if (await readFacility(context.store.db)) refuse('setup_done')
    checkSetup(input, context)
    const passwordHash = await hashPassword(input.account.password)
    await context.store.write(async (tx) => {
      if (await readFacility(tx)) refuse('setup_done')
      const at = context.system.now()
      const facility = facilityOf(input, context)
      const rooms: Room[] = input.rooms.map((room) => ({
        ...room,
        id: context.system.newId(),
        ratio: usualRatio,
        active: true,
      }))
      await seedRules(tx)
      await insertFacility(tx, facility, input.villages)
      await insertRooms(tx, rooms)
      const { name, username } = input.account
      const head = await insertStaff(tx, {
        id: context.system.newId(),
        name,
        username,
        role: 'head',
        passwordHash,
        at,
      })
      await queueForDistrict(tx, { kind: 'organization', recordId: facility.id, revision: 1, at })
      for (const room of rooms)
        await queueForDistrict(tx, { kind: 'location', recordId: room.id, revision: 1, at })
      const { deviceId } = context.page
      await startSession(tx, { id: context.system.newId(), deviceId, staffId: head.id, at })
      await appendAudit(tx, {
        at,
        staffId: head.id,
        deviceId,
        action: 'input',
        subject: 'facility',
        subjectId: facility.id,
        detail: { code: facility.code, rooms: rooms.length, villages: input.villages.length },
      })
    })
    await context.facilityIsSet()
    return { done: true as const }
  }),
}

const withRoles = (room: Omit<Room, 'id' | 'active' | 'ratio'>) => ({ ...room, roles: [...room.roles] })

function facilityOf(input: SetupInput, context: CallContext): Facility {
  return {
    id: context.system.newId(),
    code: input.code.toUpperCase(),
    name: input.name,
    timeZone: input.timeZone,
    scheme: input.scheme,
    suspectsGoToK4: input.suspectsGoToK4,
    revision: 1,
    createdAt: context.system.now(),
  }
}

/** What the form cannot know: real villages, a known scheme, and a place for each who may come. */
function checkSetup(input: SetupInput, { areas }: CallContext): void {
  const incomplete = (what: string, field: string) =>
    new Refusal(problem('setup_incomplete', { what }), field)
  if (input.name === '') throw incomplete('nama Puskesmas belum diisi', 'name')
  if (!clusterSchemes.some((scheme) => scheme.code === input.scheme))
    throw incomplete('susunan klaster belum dipilih', 'scheme')
  if (input.villages.some((code) => !areas.villageByCode(code)))
    throw new Refusal(problem('village_unknown'), 'villages')
  const [first, ...others] = [
    ...input.rooms.flatMap(({ publicLabel }) => checkPublicLabel(publicLabel) ?? []),
    ...checkRooms(input.rooms),
  ]
  if (first) {
    throw new Refusal(
      first,
      'rooms',
      others.map((other) => ({ field: 'rooms', problem: other })),
    )
  }
}
