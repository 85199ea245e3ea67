import type { CapabilityStatement, FhirResource } from 'fhir/r4'
import { dayDigest } from '#contract/day-digest'
import { type FhirType, fhirTypes } from '#contract/fhir'

/** Why a server cannot take what Loket sends, from its own CapabilityStatement; null when it can. */
export function objectionTo(resource: FhirResource): string | null {
  if (resource.resourceType !== 'CapabilityStatement') return 'alamat itu bukan server FHIR'
  if (!resource.fhirVersion?.startsWith('4.0')) return `memakai FHIR versi ${resource.fhirVersion}, bukan R4`
  const server = resource.rest?.find((rest) => rest.mode === 'server')
  if (!server?.interaction?.some((interaction) => interaction.code === 'batch')) {
    return 'tidak menerima kiriman berkelompok (batch)'
  }
  const lacking = fhirTypes.filter((type) => !createsConditionally(server, type))
  return lacking.length === 0 ? null : `tidak mengenal conditional create untuk ${lacking.join(', ')}`
}

const smartUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris'

/** Where tokens are had, in the way of SMART App Launch, with the server's security or one of its services; null where it is not said. */
export function tokenAddressIn({ rest = [] }: CapabilityStatement): URL | null {
  const { extension = [], service = [] } = rest.find(({ mode }) => mode === 'server')?.security ?? {}
  const addresses = [...extension, ...service.flatMap((one) => one.extension ?? [])]
    .filter(({ url }) => url === smartUris)
    .flatMap((uris) => uris.extension ?? [])
  const token = addresses.find(({ url }) => url === 'token')
  return URL.parse(token?.valueUri ?? token?.valueUrl ?? '')
}

/** Loket's own district server can say whether it holds the same revisions of a type; others only how many records. */
export function servesDayDigest({ rest = [] }: CapabilityStatement, type: FhirType): boolean {
  return rest
    .flatMap(({ resource = [] }) => resource)
    .some(
      (one) =>
        one.type === type && one.operation?.some(({ definition }) => definition === dayDigest.definition),
    )
}

function createsConditionally(
  server: NonNullable<CapabilityStatement['rest']>[number],
  type: string,
): boolean {
  return server.resource?.find((resource) => resource.type === type)?.conditionalCreate === true
}
