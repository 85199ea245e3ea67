import { sql } from 'kysely'

/** A stay that has not ended. */
export const openStates = ['waiting', 'called', 'serving', 'skipped'] as const

/** Written out: only so does SQLite know that an index of open legs holds them all. */
export const openLiterals = openStates.map((state) => sql.lit(state))
