import type { FhirType } from '#contract/fhir'

export type SearchParameter = {
  name: 'identifier' | '_lastUpdated' | 'patient' | 'subject' | 'beneficiary'
  type: 'token' | 'date' | 'reference'
}

const everywhere: SearchParameter[] = [
  { name: 'identifier', type: 'token' },
  { name: '_lastUpdated', type: 'date' },
]

/** R4's names for the person whom a record is about. */
const ofPerson: Partial<Record<FhirType, readonly SearchParameter['name'][]>> = {
  Encounter: ['patient', 'subject'],
  Coverage: ['patient', 'beneficiary'],
  Immunization: ['patient'],
  Observation: ['patient', 'subject'],
}

/** What a type can be found by: the one list that `/metadata` tells and a search obeys. */
export function searchParametersOf(type: FhirType): SearchParameter[] {
  const person = (ofPerson[type] ?? []).map((name): SearchParameter => ({ name, type: 'reference' }))
  return [...everywhere, ...person]
}
