/** How a FHIR server knows this Puskesmas: OAuth2 client credentials, Basic (RFC 7617), or a bearer token that stays. */
export const districtSignIns = ['oauth2', 'basic', 'bearer'] as const
export type DistrictSignIn = (typeof districtSignIns)[number]

export const districtSignInLabels: Record<DistrictSignIn, string> = {
  oauth2: 'ID dan kunci (OAuth2)',
  basic: 'Nama dan kata sandi (Basic)',
  bearer: 'Token tetap (Bearer)',
}
