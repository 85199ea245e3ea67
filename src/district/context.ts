import type { Caller } from './access.ts'
import type { AuditEntry } from './store/audit.ts'
import type { Store } from './store/open.ts'
import type { System } from './system.ts'

/** What a use case of the dashboard gets. */
export type Context = {
  store: Store
  system: System
  caller: Caller
  /** Where Puskesmas send to, as they see this server from outside. */
  fhirUrl: string
  /** Hands the browser its session; null ends it. */
  setSession: (token: string | null) => void
}

/** An audit entry by whoever calls. */
export function entryOf(
  context: Context,
  action: AuditEntry['action'],
  detail: AuditEntry['detail'] = {},
): AuditEntry {
  const { system, caller } = context
  return { id: system.newId(), at: system.now(), staff: caller.person?.id ?? null, action, detail }
}
