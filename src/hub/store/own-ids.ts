import type Driver from 'better-sqlite3'

/** In place of a server's address where no server has answered yet. */
export const ownIds = 'own-ids'

/**
 * On this connection everybody is known by their own id, so that what waits can be written down as resources before any
 * server has named anything (`store/to-send`). A view of the connection's own stands in front of the table of links.
 */
export function nameEverybodyByOwnId(driver: Driver.Database): void {
  driver.exec(`
    CREATE TEMP VIEW links AS
    SELECT '${ownIds}' AS target, kind, id AS record_id, id AS server_id, NULL AS version, 0 AS sent_revision FROM (
      SELECT 'organization' AS kind, id FROM facility
      UNION ALL SELECT 'location', id FROM service_points
      UNION ALL SELECT 'patient', id FROM patients
      UNION ALL SELECT 'encounter', id FROM visits
      UNION ALL SELECT 'coverage', id FROM coverages
      UNION ALL SELECT resource, id FROM care_events)`)
}
