import { oc } from '@orpc/contract'
import { errors } from '../base.ts'

export const roles = ['manager', 'viewer'] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  manager: 'Pengelola dinas',
  viewer: 'Pembaca dasbor',
}

/**
 * Who may call a procedure: `public` anybody; `opened` a page opened with the one-time code of the ready line;
 * otherwise a signed-in person with one of the roles. A procedure without `access` is closed.
 */
export type Access = 'public' | 'opened' | readonly Role[]

export type Meta = { access?: Access }

export const managers: Access = ['manager']
export const readers: Access = ['manager', 'viewer']

/** Every procedure starts here; without `.meta({ access })` the district refuses all callers. */
export const base = oc.$meta<Meta>({}).errors(errors)
