import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** What was kept, or null before the first time. A file that cannot be read is not nothing: it throws. */
export function readKept<Kept>(file: string): Kept | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fault
  }
}

/** Whole or not at all: a power cut must not leave half of it. */
export function keep(file: string, kept: object): void {
  writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
}

/** Where a restart goes on: the page that the device's cookie opens, or null while a window is not at such a page. */
export function pageToKeep(url: string, origin: string): string | null {
  if (!URL.canParse(url)) return null
  const { origin: found, pathname, search } = new URL(url)
  const own = found === origin && /^\/(room|desk|display|kiosk)\/$/.test(pathname)
  return own && search !== '' ? pathname + search : null
}
