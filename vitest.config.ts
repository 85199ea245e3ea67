import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // Processes, not threads: the hub under test opens worker threads and native databases of its own.
    pool: 'forks',
    // V8 may abort a process that compiles its wrappers of Wasm imports anew (those of fetch's parser) while it frees the
    // old ones («Check failed: jit_page.has_value()» in UnregisterWasmAllocation, Node 24.21): it never does so here.
    execArgv: ['--wasm-wrapper-tiering-budget=1000000000'],
    testTimeout: 20_000,
    // An embedded PostgreSQL opens in five seconds on a slow machine.
    hookTimeout: 60_000,
    // As in the browser suite: what happens by itself happens when the machine gets to it.
    expect: { poll: { timeout: 10_000 } },
  },
})
