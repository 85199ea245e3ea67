import { identitySurfaces } from '#contract/access'
import { type Device as ShownDevice, usualDisplay } from '#contract/hub/device'
import type { HubInputs } from '#contract/hub/hub'
import { refuse } from '#domain/errors'
import { isCounter } from '#domain/room'
import { asStaff, auditAs } from '#hub/context'
import { hub } from '#hub/implement'
import { qrCode } from '#hub/lan/qr-code'
import type { Place } from '#hub/pairing'
import type { Presence } from '#hub/presence'
import { changeDevice, type Device, listDevices, readDevice, revokeDevice } from '#hub/store/devices'
import { readRoom } from '#hub/store/facility'
import type { Db } from '#hub/store/open'

export const devices = {
  list: hub.devices.list.handler(async ({ context: { store, presence } }) => {
    const known = await listDevices(store.db, presence.knownIds())
    return known.map((device) => withPresence(device, presence))
  }),

  invite: hub.devices.invite.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const place = await checkPlace(staff.store.db, input)
    const { surface, roomId, name } = place
    await staff.store.write((tx) =>
      auditAs(tx, staff, {
        action: 'invite',
        subject: 'device',
        subjectId: null,
        detail: { surface, roomId, name },
      }),
    )
    const { code, expiresAt } = staff.pairing.invite(place)
    const { addresses, secureAddresses } = await staff.lan.state()
    const reachable = identitySurfaces.includes(surface) ? secureAddresses : addresses
    const [first] = reachable
    // The page fills in what stands behind the #, which never leaves the device.
    const qr = first === undefined ? null : await qrCode(`${first}/pair/#${code}`)
    return { code, expiresAt, addresses: reachable, qr }
  }),

  change: hub.devices.change.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const before = await deviceAt(staff.store.db, input.id)
    const settings = before.settings === null ? null : (input.settings ?? before.settings)
    await staff.store.write(async (tx) => {
      await changeDevice(tx, input.id, { name: input.name, settings })
      await auditAs(tx, staff, {
        action: 'correct',
        subject: 'device',
        subjectId: input.id,
        detail: { name: input.name, settings },
      })
    })
    const changed = await deviceAt(staff.store.db, input.id)
    staff.presence.change(changed)
    return withPresence(changed, staff.presence)
  }),

  revoke: hub.devices.revoke.handler(async ({ input, context }) => {
    const staff = await asStaff(context)
    const { id, name, surface } = await deviceAt(staff.store.db, input.id)
    await staff.store.write(async (tx) => {
      await revokeDevice(tx, id, staff.system.now())
      await auditAs(tx, staff, {
        action: 'revoke',
        subject: 'device',
        subjectId: id,
        detail: { surface, name },
      })
    })
    staff.presence.expel(id)
    return { revoked: true as const }
  }),
}

async function deviceAt(db: Db, id: string): Promise<Device> {
  return (await readDevice(db, id)) ?? refuse('device_unknown')
}

/** A room page serves a room, a second desk may stand at a counter, and the others stand in none. */
async function checkPlace(
  db: Db,
  { surface, roomId, name, settings }: HubInputs['devices']['invite'],
): Promise<Place> {
  if (surface === 'display') return { surface, roomId: null, name, settings: settings ?? usualDisplay }
  if (surface === 'kiosk') return { surface, roomId: null, name, settings: null }
  if (roomId === null && surface === 'desk') return { surface, roomId, name, settings: null }
  const room = roomId === null ? null : await readRoom(db, roomId)
  if (!room?.active || (surface === 'desk' && !isCounter(room))) return refuse('room_unknown')
  return { surface, roomId: room.id, name, settings: null }
}

function withPresence({ since: _since, ...device }: Device, presence: Presence): ShownDevice {
  const { connected, lastSeenAt, sound, speaks } = presence.stateOf(device.id)
  return {
    ...device,
    connected,
    lastSeenAt: lastSeenAt ?? device.lastSeenAt,
    soundState: sound?.state ?? null,
    voiceTrouble: sound?.trouble ?? null,
    speaks,
  }
}
