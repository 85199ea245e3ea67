import { refuse } from '#domain/errors'
import type { CallContext } from '#hub/context'
import { hub } from '#hub/implement'
import { type Device, readDevice } from '#hub/store/devices'

export const display = {
  board: hub.display.board.handler(async ({ context }) => context.boards.read(await ownDevice(context))),

  confirm: hub.display.confirm.handler(async ({ input, context }) => {
    const kept = await context.receipts.confirm(await ownDevice(context), input)
    return { kept }
  }),

  sound: hub.display.sound.handler(async ({ input, context: { page, presence } }) => {
    presence.setSound(page.deviceId, input)
    return { speaks: presence.stateOf(page.deviceId).speaks }
  }),
}

async function ownDevice({ store, page }: CallContext): Promise<Device> {
  return (await readDevice(store.db, page.deviceId)) ?? refuse('device_revoked')
}
