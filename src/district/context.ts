import { seesPatients } from '#contract/district/base'
import type { Areas } from '#files/areas'
import type { Caller } from './access.ts'
import type { FhirServer } from './fhir/routes.ts'
import type { AuditEntry, BrokenAudit } from './store/audit.ts'
import type { Store } from './store/open.ts'
import type { System } from './system.ts'

/** What a use case of the dashboard gets. */
export type Context = {
  store: Store
  system: System
  caller: Caller
  /** What villages are called. */
  areas: Areas
  /** Where Puskesmas send to, as they see this server from outside. */
  fhirUrl: string
  /** For what comes by hand instead of over the line. */
  fhir: FhirServer
  /** Settles when the audit trail was looked through after the start. */
  auditCheck: Promise<BrokenAudit | null>
  /** Hands the browser its session; null ends it. */
  setSession: (token: string | null) => void
}

/** Whoever may not see patients sees no small number either. */
export function seesAll({ caller }: Context): boolean {
  return caller.person !== null && seesPatients(caller.person.role)
}

/** An audit entry by whoever calls. */
export function entryOf(
  context: Context,
  action: AuditEntry['action'],
  detail: AuditEntry['detail'] = {},
): AuditEntry {
  const { system, caller } = context
  return { at: system.now(), staff: caller.person?.id ?? null, action, detail }
}
