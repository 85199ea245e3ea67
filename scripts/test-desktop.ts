import { buildIfStale } from './build.ts'
import { findElectron } from './find-electron.ts'
import { runTool } from './run-tool.ts'

/** `test-desktop.ts [report.json]`: the built app in real Electron, wherever its binary is. */
const [reportFile] = process.argv.slice(2)
const frame = '!'.repeat(40)

if (findElectron() === null) {
  console.log(`${frame}\n!! not run: no Electron binary here !!\n${frame}`)
} else {
  buildIfStale()
  const report = reportFile === undefined ? 'list' : 'list,json'
  const content = runTool(
    '@playwright/test/cli.js',
    ['test', '-c', 'tests/e2e/playwright.config.ts', '--project=desktop', `--reporter=${report}`],
    { env: reportFile === undefined ? {} : { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile } },
  )
  process.exitCode = content ? 0 : 1
}
