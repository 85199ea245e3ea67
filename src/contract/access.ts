/** Where a page stands. Display pages never receive identity; there is no setting for it. */
export const surfaces = ['desk', 'room', 'display'] as const
export type Surface = (typeof surfaces)[number]

export const roles = ['clerk', 'nurse', 'head'] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  clerk: 'Petugas pendaftaran',
  nurse: 'Petugas ruangan',
  head: 'Kepala Puskesmas',
}

/**
 * Who may call a procedure. `who: 'page'` is any page of that surface that was opened from Loket, with nobody
 * signed in yet; otherwise a signed-in person with one of the roles. A procedure without `access` is closed.
 */
export type Access = { surfaces: readonly Surface[]; who: 'page' | readonly Role[] }

export type Meta = { access?: Access }

export const deskClerks: Access = { surfaces: ['desk'], who: ['clerk', 'head'] }
export const deskHead: Access = { surfaces: ['desk'], who: ['head'] }
export const deskAndRooms: Access = { surfaces: ['desk', 'room'], who: roles }
export const deskPage: Access = { surfaces: ['desk'], who: 'page' }
export const staffPages: Access = { surfaces: ['desk', 'room'], who: 'page' }
export const displayPage: Access = { surfaces: ['display'], who: 'page' }
