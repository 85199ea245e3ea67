import { dirname } from 'node:path'
import { Refusal } from '#domain/errors'
import { keyFromFile } from '#hub/data-folder'
import { openDriver, openStore } from '#hub/store/open'
import { queueParents } from '#hub/store/outbox'
import { nameEverybodyByOwnId } from '#hub/store/own-ids'
import { readEra } from '#hub/sync/landmark'
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
        const era = await readEra(store.db)
        const job = { origin: puskesmas.facility, clientId, secret, madeAt: machine.now(), era }
        const { file, records } = await writeStick(openStore(driver, () => {}).db, job)
        return records === 0 ? null : new File([file], 'loket.kiriman')
      } finally {
        driver.close()
      }
    },
    bringBack: async (receipt) => {
      const store = puskesmas.store()
      const bytes = Buffer.from(await receipt.arrayBuffer())
      const read = await readReceipt(bytes, { clientId, secret }, await readEra(store.db)).catch(
        unlessOutdated,
      )
      if (read) await settleReceipt({ store, system: machine }, target, read)
    },
  }
}

/** The server went back to its backup since the stick was taken there. */
function unlessOutdated(fault: unknown): null {
  if (fault instanceof Refusal && fault.problems[0].problem.code === 'stick_outdated') return null
  throw fault
}
