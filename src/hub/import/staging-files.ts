import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportRow, RowKind } from '#contract/hub/import'
import { openStaging } from '#hub/store/import-staging'

/** Where the rows of an import wait; encrypted with the key of the records. */
export function stagingFile(folder: string, id: string): string {
  return join(folder, `import-${id}.db`)
}

const rowsATime = 500

/** What the look at a file came to, in portions; nothing where the file has gone. */
export async function* stagedRows(
  file: string,
  keyHex: string,
  kind: RowKind,
): AsyncGenerator<readonly ImportRow[]> {
  const staging = existsSync(file) ? openStaging(file, keyHex) : null
  try {
    for (let after = 0; staging; ) {
      const rows = staging.page(kind, after, rowsATime)
      const last = rows.at(-1)
      if (!last) return
      yield rows
      after = last.no
    }
  } finally {
    staging?.close()
  }
}

/** Removes those of every import but one, with SQLite's own files beside them. */
export function removeStaging(folder: string, keep: string | null): void {
  for (const name of readdirSync(folder)) {
    const id = /^import-([0-9a-f-]{36})\.db(?:-wal|-shm)?$/.exec(name)?.[1]
    if (id !== undefined && id !== keep) rmSync(join(folder, name), { force: true })
  }
}
