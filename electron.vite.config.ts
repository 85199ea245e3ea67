import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: 'electron/main.ts',
          hub: 'src/hub/main.ts',
          district: 'src/district/main.ts',
          reader: 'src/hub/reader.ts',
          'import-worker': 'src/hub/import/import-worker.ts',
        },
        // Flat: the hub finds its worker beside itself, and `../../resources` is the same folder as from src/hub.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload is one CommonJS file with nothing to load.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/ui',
    // The hub serves one folder of assets to screens at different depths; electron-vite would make paths relative.
    plugins: [react(), { name: 'rooted-base', config: () => ({ base: '/' }) }],
    // The hub puts a nonce of its own in each response.
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      minify: true,
      assetsInlineLimit: 0,
      // Loaded from this very computer: the size that Vite warns of for the web is no concern here.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: {
          desk: 'src/ui/desk/index.html',
          room: 'src/ui/room/index.html',
          district: 'src/ui/district/index.html',
        },
      },
    },
  },
})
