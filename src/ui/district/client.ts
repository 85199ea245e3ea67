import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { JsonifiedClient } from '@orpc/openapi-client'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { type DistrictContract, districtContract } from '#contract/district/district'

const link = new OpenAPILink(districtContract, { url: `${location.origin}/api` })

const client: JsonifiedClient<ContractRouterClient<DistrictContract>> = createORPCClient(link)

/** Everything the district's server answers, as query and mutation options. */
export const api = createTanstackQueryUtils(client)
