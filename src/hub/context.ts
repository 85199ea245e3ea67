import { refuse } from '#domain/errors'
import type { LocalDate } from '#domain/local-date'
import type { Areas } from '#files/areas'
import type { Boards } from './board.ts'
import type { Calls } from './calls.ts'
import type { Importer } from './import/importer.ts'
import type { Lan } from './lan/lan.ts'
import type { Listener } from './listener.ts'
import type { Live } from './live.ts'
import type { Logger } from './log.ts'
import type { OneTimeCodes } from './one-time-codes.ts'
import type { Pairing } from './pairing.ts'
import type { Presence } from './presence.ts'
import type { Reader } from './reader-client.ts'
import type { Receipts } from './receipts.ts'
import type { SearchTrail } from './search-trail.ts'
import type { Shows } from './shows.ts'
import { type AuditEntry, appendAudit } from './store/audit.ts'
import type { Page } from './store/devices.ts'
import { type Facility, readFacility } from './store/facility.ts'
import type { Actor } from './store/legs.ts'
import type { Store, Tx } from './store/open.ts'
import type { PatientFinder } from './store/patient-finder.ts'
import type { WordShares } from './store/word-shares.ts'
import type { Sync } from './sync/engine.ts'
import { localTime, type System } from './system.ts'
import type { TicketDesk } from './ticket-desk.ts'

/** What every use case may reach; made once by `openHub`. */
export type HubContext = {
  system: System
  log: Logger
  store: Store
  live: Live
  areas: Areas
  reader: Reader
  codes: OneTimeCodes
  finder: PatientFinder
  wordShares: WordShares
  searches: SearchTrail
  sync: Sync
  calls: Calls
  importer: Importer
  lan: Lan
  pairing: Pairing
  presence: Presence
  boards: Boards
  receipts: Receipts
  shows: Shows
  tickets: TicketDesk
  /** Seals the district's secret; derived from the database key. */
  syncKey: Buffer
  /** Called once setup has stored the facility. */
  facilityIsSet: () => Promise<void>
  /** Called once «Tutup hari» is stored: what waits for the district goes now. */
  dayIsClosed: () => Promise<void>
  /** When somebody signed in at a desk or in a room last asked anything; an idle house may catch up a missed night. */
  lastWorkAt: number
  /** `http://127.0.0.1:4780`, known once the server listens. */
  origin: string
}

/** One call: the page it came from, and the person signed in there where the contract demands one. */
export type CallContext = HubContext & { page: Page; listener: Listener }

export type StaffContext = CallContext & { facility: Facility; today: LocalDate; staffId: string }

/** For use cases that need the facility, its calendar day and who is acting. */
export async function asStaff(context: CallContext): Promise<StaffContext> {
  const facility = await readFacility(context.store.db)
  if (!facility) return refuse('setup_needed')
  if (!context.page.staff) return refuse('signed_out')
  const today = localTime(context.system.now(), facility.timeZone).day
  return { ...context, facility, today, staffId: context.page.staff.id }
}

export function actorOf({ staffId, system, today }: StaffContext): Actor {
  return { staffId, at: system.now(), today }
}

type Deed = Omit<AuditEntry, 'at' | 'staffId' | 'deviceId'>

/** The audit row of what this person does on this page now. */
export function auditAs(tx: Tx, { system, staffId, page }: StaffContext, deed: Deed): Promise<void> {
  return appendAudit(tx, { at: system.now(), staffId, deviceId: page.deviceId, ...deed })
}
