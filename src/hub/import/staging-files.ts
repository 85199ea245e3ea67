import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** Where the rows of an import wait; encrypted with the key of the records. */
export function stagingFile(folder: string, id: string): string {
  return join(folder, `import-${id}.db`)
}

/** Removes those of every import but one, with SQLite's own files beside them. */
export function removeStaging(folder: string, keep: string | null): void {
  for (const name of readdirSync(folder)) {
    const id = /^import-([0-9a-f-]{36})\.db(?:-wal|-shm)?$/.exec(name)?.[1]
    if (id !== undefined && id !== keep) rmSync(join(folder, name), { force: true })
  }
}
