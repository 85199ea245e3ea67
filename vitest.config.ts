import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // Processes, not threads: the hub under test opens worker threads and native databases of its own.
    pool: 'forks',
    testTimeout: 20_000,
    // An embedded PostgreSQL opens in five seconds on a slow machine.
    hookTimeout: 60_000,
    // As in the browser suite: what happens by itself happens when the machine gets to it.
    expect: { poll: { timeout: 10_000 } },
  },
})
