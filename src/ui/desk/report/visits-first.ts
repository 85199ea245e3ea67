import type { FhirType } from '#contract/fhir'

/** What a clerk looks for first comes first: in the order of sending it would stand among the last. */
export function visitsFirst<Row extends { type: FhirType }>(rows: readonly Row[]): Row[] {
  const visits = ({ type }: Row) => type === 'Encounter'
  return [...rows.filter(visits), ...rows.filter((row) => !visits(row)).toReversed()]
}
