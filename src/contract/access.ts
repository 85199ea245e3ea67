/** Where a page stands. Displays and kiosks never receive identity; there is no setting for it. */
export const surfaces = ['desk', 'room', 'display', 'kiosk'] as const
export type Surface = (typeof surfaces)[number]

export const surfaceLabels: Record<Surface, string> = {
  display: 'Layar tunggu',
  room: 'Ruangan',
  kiosk: 'Kiosk nomor',
  desk: 'Loket',
}

/** Closes the live socket of a page whose device was taken back, and meets it when it knocks again. */
export const revokedCode = 4401

/** Surfaces that show identity leave this computer only over TLS (design §6). */
export const identitySurfaces: readonly Surface[] = ['desk', 'room']

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
/** What is done to a person is noted where it is done. */
export const atRooms: Access = { surfaces: ['room'], who: roles }
export const deskPage: Access = { surfaces: ['desk'], who: 'page' }
export const staffPages: Access = { surfaces: ['desk', 'room'], who: 'page' }
export const displayPage: Access = { surfaces: ['display'], who: 'page' }
export const kioskPage: Access = { surfaces: ['kiosk'], who: 'page' }
