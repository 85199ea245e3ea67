import { defineConfig } from 'vite'

/** The display apart from the other screens: for old television browsers, and without their component library. */
export default defineConfig({
  root: 'src/ui',
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    // The floor: Chromium 84 (2020). Older televisions are shown the page by a small PC or stick.
    target: 'chrome84',
    outDir: '../../out/renderer',
    emptyOutDir: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { display: 'src/ui/display/index.html' } },
  },
})
