import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { countTests } from './count-tests.ts'
import { requireChromium } from './find-chromium.ts'
import { root, runTool } from './run-tool.ts'

type Stage = { name: string; run: () => boolean }

const reports = join(root, '.cache', 'reports')
const vitestReport = join(reports, 'vitest.json')
const browserReport = join(reports, 'browser.json')
const desktopReport = join(reports, 'desktop.json')

const types: Stage = { name: 'types', run: () => runTool('typescript/bin/tsc', ['-b']) }
const lint: Stage = {
  name: 'lint',
  run: () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
}
const everything: Stage[] = [
  types,
  lint,
  { name: 'dead code', run: () => runTool('knip/bin/knip.js', []) },
  { name: 'build', run: () => runTool('scripts/build.ts', []) },
  { name: 'unit, hub, sync, district', run: () => runVitest([]) },
  { name: 'browser', run: testInBrowser },
  { name: 'desktop', run: () => runTool('scripts/test-desktop.ts', [desktopReport]) },
]
const fast: Stage[] = [
  types,
  lint,
  { name: 'unit', run: () => runVitest(['tests/domain', 'tests/ui', 'tests/desktop']) },
]

function runVitest(folders: string[]): boolean {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`]
  return runTool('vitest/vitest.mjs', ['run', ...report, ...folders])
}

function testInBrowser(): boolean {
  return runTool(
    '@playwright/test/cli.js',
    ['test', '-c', 'tests/e2e/playwright.config.ts', '--project=browser', '--reporter=list,json'],
    { env: { CHROMIUM_PATH: requireChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport } },
  )
}

/** A stage that fails does not stop the next ones: one round shows everything. */
function runStage({ name, run }: Stage): boolean {
  console.log(`\n── ${name}`)
  try {
    return run()
  } catch (cause) {
    console.error(cause instanceof Error ? cause.message : cause)
    return false
  }
}

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const stages = process.argv.includes('--fast') ? fast : everything
const broken = stages.filter((stage) => !runStage(stage)).map(({ name }) => name)

const counts = [vitestReport, browserReport, desktopReport].map(countTests)
const sum = (key: 'passed' | 'skipped') => counts.reduce((total, count) => total + count[key], 0)
const [passed, skipped] = [sum('passed'), sum('skipped')]
const failures = counts.flatMap((count) => count.failures)
const failed = failures.length

console.log('')
for (const failure of failures) console.log(`✗ ${failure}`)
if (broken.length > 0) console.log(`failed: ${broken.join(' · ')}`)
if (skipped > 0)
  console.log(`${skipped} skipped: a skipped test proves nothing, so this run counts as failed`)
console.log(`${passed} passed, ${failed} failed`)
if (broken.length > 0 || failed > 0 || skipped > 0 || passed === 0) process.exitCode = 1
