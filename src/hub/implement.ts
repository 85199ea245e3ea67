import { type Implementer, implement } from '@orpc/server'
import { type HubContract, hubContract } from '#contract/hub/hub'
import type { CallContext } from './context.ts'

/** Where every handler file starts: the contract, implemented for one call's context. */
export const hub: Implementer<HubContract, CallContext & Record<never, never>, CallContext> =
  implement(hubContract).$context<CallContext>()
