import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4'
import { problemCoding } from '#contract/fhir'
import { type Problem, sentenceOf } from '#domain/errors'

export type IssueType = OperationOutcomeIssue['code']

/** One refusal: HTTP status, FHIR issue type, the sentence a clerk reads, and where in the resource. */
export type Fault = {
  status: number
  issue: IssueType
  problem: Problem
  expression?: string
  /** Index of the bundle entry at fault, where a whole transaction is refused for it. */
  entry?: number
  /** That the status asks for, as Retry-After. */
  headers?: Record<string, string>
}

export class FhirFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.problem.code)
    this.name = 'FhirFault'
    this.fault = fault
  }
}

export function refuseFhir(status: number, issue: IssueType, problem: Problem, expression?: string): never {
  throw new FhirFault({ status, issue, problem, ...(expression ? { expression } : {}) })
}

/** The element is missing or not what FHIR R4 or the agreement with Loket asks for. */
export function refuseElement(element: string): never {
  refuseFhir(422, 'invalid', { code: 'fhir_element', params: { element } }, element)
}

export function outcomeOf({ issue, problem, expression, entry }: Fault): OperationOutcome {
  const where = [
    ...(entry === undefined ? [] : [`Bundle.entry[${entry}]`]),
    ...(expression ? [expression] : []),
  ]
  return {
    resourceType: 'OperationOutcome',
    issue: [
      {
        severity: 'error',
        code: issue,
        details: { coding: [{ system: problemCoding, code: problem.code }], text: sentenceOf(problem) },
        ...(where.length > 0 ? { expression: where } : {}),
      },
    ],
  }
}
