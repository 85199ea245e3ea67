import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createFetch } from '#hub/sync/fetch-text'

let server: Server
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

/** A real server on a free port; its address. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`
}

const { signal } = new AbortController()
const post = (bytes: number) => ({ method: 'POST', headers: {}, body: 'x'.repeat(bytes) }) as const

describe('at 64 kilobits a second', () => {
  /** At a clock that stands, so that all that is owed is waited for. */
  function createSlowFetch() {
    const waits: number[] = []
    const wait = async (ms: number) => void waits.push(ms)
    return { waits, fetchText: createFetch({ now: () => 0, signal, kbitPerSecond: 64, wait }) }
  }

  test('what was sent, and what was answered, is waited out before more goes', async () => {
    const url = await serve((_, response) => response.end('y'.repeat(4000)))
    const { waits, fetchText } = createSlowFetch()
    await fetchText(url, post(800))
    expect(waits).toEqual([])
    await fetchText(url, post(0))
    expect(waits).toEqual([100 + 500])
    await fetchText(url, post(0))
    expect(waits.slice(1)).toEqual([600 + 500])
  })

  test('an answer counts as it came over the line: zipped', async () => {
    const zipped = gzipSync('y'.repeat(40_000))
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': zipped.length }).end(zipped),
    )
    const { waits, fetchText } = createSlowFetch()
    expect((await fetchText(url, post(0)))?.text).toHaveLength(40_000)
    await fetchText(url, post(0))
    expect(waits).toEqual([(zipped.length * 8) / 64])
  })
})

test.each([
  ['never answers', () => {}],
  ['begins an answer and never ends it', (response) => void response.writeHead(200).write('{')],
] as [string, (response: Parameters<RequestListener>[1]) => void][])(
  'a server that %s is taken for one that is too slow (F9)',
  async (_, answer) => {
    const url = await serve((_request, response) => answer(response))
    const fetchText = createFetch({ now: Date.now, signal, kbitPerSecond: null, timeoutMs: 50 })
    expect(await fetchText(url, post(0))).toMatchObject({ status: 408, text: '' })
  },
)

test('a server that closes without an answer is no slow one', async () => {
  const url = await serve((_, response) => void response.destroy())
  expect(await createFetch({ now: Date.now, signal, kbitPerSecond: null })(url, post(0))).toBeNull()
})
