import { oc } from '@orpc/contract'
import { errors } from '../base.ts'

export const roles = ['manager', 'steward', 'viewer'] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  manager: 'Pengelola dinas',
  steward: 'Petugas data',
  viewer: 'Pembaca dasbor',
}

/**
 * Who may call a procedure: `public` anybody; `opened` a page opened with the one-time code of the ready line;
 * otherwise a signed-in person with one of the roles. A procedure without `access` is closed.
 */
export type Access = 'public' | 'opened' | readonly Role[]

export type Meta = { access?: Access }

export const managers: Access = ['manager']
export const readers: Access = [...roles]
/** Who may see patients. Everybody else gets no person, and no number small enough to point at one. */
const patientRoles: readonly Role[] = ['manager', 'steward']
export const patientReaders: Access = patientRoles

export function seesPatients(role: Role): boolean {
  return patientRoles.includes(role)
}

/** Every procedure starts here; without `.meta({ access })` the district refuses all callers. */
export const base = oc.$meta<Meta>({}).errors(errors)
