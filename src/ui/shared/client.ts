import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { type HubContract, hubContract } from '#contract/hub/hub'

/** Which opened page this is: one browser may show a desk, two rooms and a display side by side. */
export const pageId = new URLSearchParams(location.search).get('p') ?? ''

const link = new OpenAPILink(hubContract, {
  url: `${location.origin}/api`,
  headers: { 'loket-page': pageId },
  // What is sent while the page goes away, a draft's last words, must outlive it.
  fetch: (request, init) => fetch(request, { ...init, keepalive: document.visibilityState === 'hidden' }),
})

const client: JsonifiedClient<ContractRouterClient<HubContract>> = createORPCClient(link)

/** Everything the hub answers, as query and mutation options. */
export const api = createTanstackQueryUtils(client)
