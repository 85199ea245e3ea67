import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { dashboard } from './dashboard.ts'
import { facilities } from './facility.ts'
import { session } from './session.ts'
import { staff } from './staff.ts'

/** Everything the district's screens may ask of its server, or order it to do. Served under /api. */
export const districtContract = { session, staff, facilities, dashboard }
export type DistrictContract = typeof districtContract
export type DistrictInputs = InferContractRouterInputs<DistrictContract>
export type DistrictOutputs = InferContractRouterOutputs<DistrictContract>
