import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query'
import { type HubContract, hubContract } from '#contract/hub/hub'
import { hearHubTime } from './hub-clock.ts'

/** Which opened page this is: one browser may show a desk, two rooms and a display side by side. */
export const pageId = new URLSearchParams(location.search).get('p') ?? ''

/** `pagehide` comes while the page still counts as visible. */
let leaving = false
window.addEventListener('pagehide', () => {
  leaving = true
})
window.addEventListener('pageshow', () => {
  leaving = false
})

const link = new OpenAPILink(hubContract, {
  url: `${location.origin}/api`,
  headers: { 'loket-page': pageId },
  // What is sent while the page goes away, a draft's last words, must outlive it.
  fetch: async (request, init) => {
    const keepalive = leaving || document.visibilityState === 'hidden'
    const askedAt = Date.now()
    const response = await fetch(request, { ...init, keepalive })
    hearHubTime(response, askedAt)
    return response
  },
})

type Client = JsonifiedClient<ContractRouterClient<HubContract>>
const client: Client = createORPCClient(link)

/** Everything the hub answers, as query and mutation options. */
export const api: RouterUtils<Client> = createTanstackQueryUtils(client)
