import { createHash } from 'node:crypto'
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { root, runTool } from './run-tool.ts'

const out = join(root, 'out')
const stampFile = join(out, 'built-from')
const sources = [
  'electron/**/*',
  'src/**/*',
  'resources/**/*',
  '*.config.ts',
  'package.json',
  'package-lock.json',
]

/**
 * Builds the shell, the hub, the district's end and all screens into `out/`, unless what is there was built from
 * these very files. Speaks on stderr only, so that a program started afterwards owns stdout. A failed build ends it all.
 */
export function buildIfStale(): void {
  const stamp = hashSources()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  // Built aside and then moved: a build that fails, or runs twice at once, leaves the last good one alone.
  const fresh = join(root, '.cache', `build-${process.pid}`)
  mkdirSync(fresh, { recursive: true })
  const built =
    build('electron-vite/bin/electron-vite.js', '--outDir', fresh) &&
    build('vite/bin/vite.js', '-c', 'vite.display.config.ts', '--outDir', join(fresh, 'renderer'))
  if (!built) {
    rmSync(fresh, { recursive: true, force: true })
    process.exit(1)
  }
  writeFileSync(join(fresh, 'built-from'), stamp)
  rmSync(out, { recursive: true, force: true })
  renameSync(fresh, out)
}

/** Contents, not times: a checkout or a copy must not cause a build, and an edit always must. */
function hashSources(): string {
  const hash = createHash('sha256')
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const path = join(root, file)
    if (statSync(path).isFile()) hash.update(`${file}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function build(tool: string, ...args: string[]): boolean {
  return runTool(tool, ['build', '--logLevel', 'warn', ...args], { onStderr: true })
}

if (import.meta.main) buildIfStale()
