import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'

/** What the keys let the browser save. */
export async function savedFile(
  page: Page,
  keys: () => Promise<void>,
): Promise<{ name: string; file: Blob }> {
  const saving = page.waitForEvent('download')
  await keys()
  const download = await saving
  return { name: download.suggestedFilename(), file: new Blob([await readFile(await download.path())]) }
}
