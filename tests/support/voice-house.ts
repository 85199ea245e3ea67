import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')
const html =
  '<!doctype html><html lang="id"><title>Suara</title><body>Suara<script src="/page.js"></script></body></html>'

export type VoiceHouse = { url: string; close: () => Promise<void> }

/** Serves `voice-page.ts`, built for the oldest browser that the display supports, and the shipped recordings. */
export async function openVoiceHouse(): Promise<VoiceHouse> {
  const script = await buildPage()
  const server = createServer(({ url = '/' }, response) => {
    const [, clip] = /^\/voice\/([a-z-]+\.wav)$/.exec(url) ?? []
    const file = join(root, 'resources', 'voice', clip ?? '')
    if (url.startsWith('/?')) response.setHeader('content-type', 'text/html').end(html)
    else if (url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script)
    else if (clip && existsSync(file)) response.setHeader('content-type', 'audio/wav').end(readFileSync(file))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function buildPage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    root,
    build: {
      write: false,
      target: 'chrome76',
      rolldownOptions: {
        input: join(import.meta.dirname, 'voice-page.ts'),
        output: { format: 'iife' },
      },
    },
  })
  const outputs = Array.isArray(built)
    ? built.flatMap(({ output }) => output)
    : 'output' in built
      ? built.output
      : []
  const script = outputs.find((part) => part.type === 'chunk')
  if (!script) throw new Error('The page of the voice test was not built.')
  return script.code
}
