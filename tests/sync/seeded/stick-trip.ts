import { dirname } from 'node:path'
import { keyFromFile } from '#hub/data-folder'
import { openDriver, openStore } from '#hub/store/open'
import { queueParents } from '#hub/store/outbox'
import { nameEverybodyByOwnId } from '#hub/store/own-ids'
import { readReceipt } from '#hub/sync/stick/read-receipt'
import { settleReceipt } from '#hub/sync/stick/settle-receipt'
import { writeStick } from '#hub/sync/stick/write-stick'
import { machine } from '#hub/system'
import type { Account } from '../dinkes.ts'
import type { Puskesmas } from '../puskesmas.ts'

/** The way by road: what waits goes to the district in a file, and its receipt comes back when somebody brings it. */
export type StickTrip = {
  /** Null where nothing waits. */
  takeAlong: () => Promise<File | null>
  bringBack: (receipt: File) => Promise<void>
}

export function planTrips(puskesmas: Puskesmas, account: Account, target: string): StickTrip {
  const { clientId, clientSecret: secret } = account
  return {
    takeAlong: async () => {
      const store = puskesmas.store()
      await store.write((tx) => queueParents(tx, target, machine.now()))
      const { name } = store.driver
      const driver = openDriver(name, keyFromFile(dirname(name)), { readonly: true })
      try {
        nameEverybodyByOwnId(driver)
        const job = { origin: puskesmas.facility, clientId, secret, madeAt: machine.now() }
        const { file, records } = await writeStick(openStore(driver, () => {}).db, job)
        return records === 0 ? null : new File([file], 'loket.kiriman')
      } finally {
        driver.close()
      }
    },
    bringBack: async (receipt) => {
      const read = await readReceipt(Buffer.from(await receipt.arrayBuffer()), { clientId, secret })
      await settleReceipt({ store: puskesmas.store(), system: machine }, target, read)
    },
  }
}
