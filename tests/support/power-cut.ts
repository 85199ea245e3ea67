import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { keyFromFile } from '#hub/data-folder'
import { migrate } from '#hub/store/migrate'
import { roomsAndDevices } from '#hub/store/migrations/0002-rooms-and-devices'
import { openDriver } from '#hub/store/open'

/** Starts the upgrade of a file of version 1 in a process of its own, which dies when the copy is made and half the step. */
export function cutPowerDuringUpgrade(folder: string): NodeJS.Signals | null {
  return spawnSync(process.execPath, [import.meta.filename, folder]).signal
}

if (import.meta.main) {
  const [folder = ''] = process.argv.slice(2)
  const file = join(folder, 'loket.db')
  migrate(openDriver(file, keyFromFile(folder)), file, [
    () => {},
    (driver) => {
      driver.exec(roomsAndDevices)
      process.kill(process.pid, 'SIGKILL')
    },
  ])
}
