import { spawnSync } from 'node:child_process'
import { keyFromFile, openDataFolder } from '#hub/data-folder'
import { openStore } from '#hub/store/open'
import { refillSearchIndex } from '#hub/store/search-refill'

/** Begins to fill the search index in a process of its own, which dies after the first portion of people. */
export function cutPowerDuringRefill(folder: string): NodeJS.Signals | null {
  return spawnSync(process.execPath, [import.meta.filename, folder]).signal
}

if (import.meta.main) {
  const [folder = ''] = process.argv.slice(2)
  const { driver } = openDataFolder(folder, keyFromFile(folder))
  await refillSearchIndex(
    openStore(driver, () => {}),
    () => process.kill(process.pid, 'SIGKILL'),
  )
}
