import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { area } from './area.ts'
import { days } from './day.ts'
import { display } from './display.ts'
import { drafts } from './draft.ts'
import { pages } from './page.ts'
import { patients } from './patient.ts'
import { queue } from './queue.ts'
import { session } from './session.ts'
import { setup } from './setup.ts'
import { staff } from './staff.ts'
import { sync } from './sync.ts'
import { visits } from './visit.ts'

/** Everything a screen may ask of the hub, or order it to do. */
export const hubContract = {
  setup,
  session,
  staff,
  area,
  patients,
  visits,
  queue,
  display,
  pages,
  drafts,
  days,
  sync,
}
export type HubContract = typeof hubContract
export type HubInputs = InferContractRouterInputs<HubContract>
export type HubOutputs = InferContractRouterOutputs<HubContract>
