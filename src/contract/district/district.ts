import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { audit } from './audit.ts'
import { dashboard } from './dashboard.ts'
import { facilities } from './facility.ts'
import { office } from './office.ts'
import { samePeople } from './same-people.ts'
import { session } from './session.ts'
import { staff } from './staff.ts'
import { sticks } from './stick.ts'

/** Everything the district's screens may ask of its server, or order it to do. Served under /api. */
export const districtContract = { session, staff, audit, office, facilities, dashboard, samePeople, sticks }
export type DistrictContract = typeof districtContract
export type DistrictInputs = InferContractRouterInputs<DistrictContract>
export type DistrictOutputs = InferContractRouterOutputs<DistrictContract>
