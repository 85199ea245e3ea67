import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { surfaces } from '#contract/access'
import type { System } from './system.ts'

const pages = [...surfaces, 'pair']

/** Serves the built screens: hashed assets as they are, each `index.html` with a nonce of its own for its styles. */
export function createScreens(folder: string, system: System) {
  const assets = existsSync(folder) ? sirv(folder, { etag: true, setHeaders: longLived }) : null

  return (request: IncomingMessage, response: ServerResponse, pathname: string): boolean => {
    const page = pages.find((name) => pathname === `/${name}/`)
    if (page) return sendIndex(response, join(folder, page, 'index.html'), system.newToken())
    if (!assets || !/^\/([a-z]+\/)?assets\//.test(pathname)) return false
    assets(request, response, () => sendText(response, 404, 'Tidak ada.'))
    return true
  }
}

function longLived(response: ServerResponse): void {
  response.setHeader('cache-control', 'public, max-age=31536000, immutable')
}

function sendIndex(response: ServerResponse, file: string, nonce: string): boolean {
  if (!existsSync(file)) return false
  const html = readFileSync(file, 'utf8').replaceAll('__CSP_NONCE__', nonce)
  response.setHeader('content-security-policy', contentPolicy(nonce))
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('cache-control', 'no-store')
  response.end(html)
  return true
}

/** Nothing remote, nothing inline but what carries this response's nonce; style attributes are how Mantine lays out. */
function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "frame-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A sentence where no screen can be shown, as calm as the screens are. */
const sentenceLook = `body { display: grid; place-items: center; min-height: 100vh; margin: 0; background: #f3f4f6; color: #111827;
font: 20px/1.6 "Plus Jakarta Sans", system-ui, sans-serif } p { max-width: 34em; padding: 1.5em }`
const sentencePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(sentenceLook).digest('base64')}'`

export function sendText(response: ServerResponse, status: number, sentence: string): void {
  response.statusCode = status
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('content-security-policy', sentencePolicy)
  response.end(
    `<!doctype html><html lang="id"><meta name="viewport" content="width=device-width"><title>Loket</title><style>${sentenceLook}</style><p>${sentence}</p></html>`,
  )
}
