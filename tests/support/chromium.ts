import type { LaunchOptions } from '@playwright/test'
import { isRoot, requireChromium } from '../../scripts/find-chromium.ts'

/** How tests and benchmarks start a real browser: the system's, quiet on the network, sandboxed unless root. */
export function chromiumLaunch(): LaunchOptions {
  return {
    executablePath: requireChromium(),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(isRoot() ? ['--no-sandbox'] : []),
    ],
  }
}
