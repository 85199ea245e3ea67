import type { CapabilityStatement, FhirResource } from 'fhir/r4'
import { dayDigest, fhirTypes } from '#contract/fhir'

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

/** Loket's own district server can say whether it holds the same revisions; others only how many visits. */
export function servesDayDigest(resource: FhirResource): boolean {
  if (resource.resourceType !== 'CapabilityStatement') return false
  const encounter = resource.rest?.flatMap(
    (rest) => rest.resource?.filter(({ type }) => type === 'Encounter') ?? [],
  )
  return (
    encounter?.some(({ operation }) =>
      operation?.some(({ definition }) => definition === dayDigest.definition),
    ) ?? false
  )
}

function createsConditionally(
  server: NonNullable<CapabilityStatement['rest']>[number],
  type: string,
): boolean {
  return server.resource?.find((resource) => resource.type === type)?.conditionalCreate === true
}
