import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from '../support/chromium.ts'

export default defineConfig({
  outputDir: '../../test-results',
  forbidOnly: true,
  // A day at the counter is one story on one hub; stories do not share the two cores of an old PC.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 1366, height: 768 },
    actionTimeout: 15_000,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    launchOptions: chromiumLaunch(),
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'browser', testDir: '.', testMatch: '*.test.ts' },
    { name: 'desktop', testDir: '../desktop', testMatch: '*.spec.ts' },
  ],
})
