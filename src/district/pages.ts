import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

export type Pages = {
  /** The dashboard's one page, with a nonce of this response in its scripts and styles. */
  sendIndex: (response: ServerResponse, nonce: string) => Promise<void>
  /** Files under /assets, named by their content. */
  sendAsset: (request: IncomingMessage, response: ServerResponse, otherwise: () => void) => void
}

/** `folder` is the built renderer: `district/index.html` and the shared `assets/`. */
export function openPages(folder: string): Pages {
  const assets = sirv(folder, { etag: true, immutable: true, maxAge: 31_536_000 })
  return {
    sendIndex: async (response, nonce) => {
      const page = await readFile(join(folder, 'district', 'index.html'), 'utf8')
      response.setHeader('content-security-policy', policyFor(nonce))
      response.setHeader('cache-control', 'no-store')
      response.setHeader('content-type', 'text/html; charset=utf-8')
      // The build leaves this mark (electron.vite.config, html.cspNonce).
      response.end(page.replaceAll('__CSP_NONCE__', nonce))
    },
    sendAsset: (request, response, otherwise) => assets(request, response, otherwise),
  }
}

/** Nothing remote. Mantine writes `style` elements, which carry the nonce, and style attributes, which cannot. */
function policyFor(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
