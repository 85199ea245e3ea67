import { z } from 'zod'
import { extensionUrls } from '#contract/fhir'
import type { Body } from '#district/store/schema'

const extended = z.object({ extension: z.array(z.looseObject({ url: z.string() })).catch([]) })
const told = z.int().min(0).max(2_147_483_647)

/** The revision of the sender's record that a resource was made from; 0 where it does not say. */
export function sourceRevisionOf(body: Body): number {
  const { extension } = extended.parse(body)
  const values = extension
    .filter(({ url }) => url === extensionUrls.sourceRevision)
    .map(({ valueInteger }) => told.safeParse(valueInteger))
  return values.find(({ success }) => success)?.data ?? 0
}
