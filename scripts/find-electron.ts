import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run-tool.ts'

const electron = join(root, 'node_modules', 'electron')
const triedFile = join(root, '.cache', 'electron-tried')
const patience = 60_000

/** Electron's program, or null where its binary has not been fetched (npm installs the package without it). */
export function findElectron(): string | null {
  const pathFile = join(electron, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(electron, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(program) ? program : null
}

/** One short try for each version: where the binary cannot be had, the next start does not wait for it again. */
export function fetchElectronOnce(): string | null {
  const { version } = JSON.parse(readFileSync(join(electron, 'package.json'), 'utf8')) as { version: string }
  if (existsSync(triedFile) && readFileSync(triedFile, 'utf8') === version) return null
  spawnSync(process.execPath, [join(electron, 'install.js')], { stdio: 'ignore', timeout: patience })
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(triedFile, version)
  return findElectron()
}
