import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { area } from './area.ts'
import { bookings } from './booking.ts'
import { care } from './care.ts'
import { contingency } from './contingency.ts'
import { counter } from './counter.ts'
import { days } from './day.ts'
import { devices } from './device.ts'
import { display } from './display.ts'
import { documents } from './document.ts'
import { drafts } from './draft.ts'
import { facility } from './facility.ts'
import { families } from './family.ts'
import { imports } from './import.ts'
import { kiosk } from './kiosk.ts'
import { lan } from './lan.ts'
import { lists } from './list.ts'
import { merges } from './merge.ts'
import { pages } from './page.ts'
import { patients } from './patient.ts'
import { queue } from './queue.ts'
import { recordNumbers } from './record-number.ts'
import { rooms } from './room.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { staff } from './staff.ts'
import { sync } from './sync.ts'
import { visits } from './visit.ts'

/** Named one by one: written out in full, the type is longer than TypeScript emits. */
export type HubContract = {
  setup: typeof setup
  session: typeof session
  staff: typeof staff
  area: typeof area
  patients: typeof patients
  families: typeof families
  visits: typeof visits
  queue: typeof queue
  care: typeof care
  counter: typeof counter
  kiosk: typeof kiosk
  bookings: typeof bookings
  documents: typeof documents
  contingency: typeof contingency
  display: typeof display
  devices: typeof devices
  lan: typeof lan
  merges: typeof merges
  settings: typeof settings
  facility: typeof facility
  recordNumbers: typeof recordNumbers
  rooms: typeof rooms
  pages: typeof pages
  drafts: typeof drafts
  days: typeof days
  lists: typeof lists
  sync: typeof sync
  imports: typeof imports
}

/** Everything a screen may ask of the hub, or order it to do. */
export const hubContract: HubContract = {
  setup,
  session,
  staff,
  area,
  patients,
  families,
  visits,
  queue,
  care,
  counter,
  kiosk,
  bookings,
  documents,
  contingency,
  display,
  devices,
  lan,
  merges,
  settings,
  facility,
  recordNumbers,
  rooms,
  pages,
  drafts,
  days,
  lists,
  sync,
  imports,
}
export type HubInputs = InferContractRouterInputs<HubContract>
export type HubOutputs = InferContractRouterOutputs<HubContract>
