import { defineConfig } from 'vite'

/** The screens that stand on their own in the waiting room: no component library, built for old browsers. */
const screens = ['display', 'kiosk', 'pair']

/**
 * The floor: Chromium 76, what a five-year-old television has. Samsung of 2021 (Tizen 6.0) says 76.0.3809.146 of itself,
 * LG of 2021 (webOS TV 6) is Chromium 79 by LG's own table. The build lowers syntax, not properties and functions that
 * a browser must bring: tests/ui/display-floor.test.ts compares what is built with what Chromium 76 knows.
 */
const floor = 'chrome76'

export default defineConfig({
  root: 'src/ui',
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: floor,
    outDir: '../../out/renderer',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(screens.map((name) => [name, `src/ui/${name}/index.html`])),
    },
  },
})
