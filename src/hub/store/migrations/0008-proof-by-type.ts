/** The identifier's time (UUIDv7, milliseconds), read digit by digit: SQLite has no word for hexadecimal text. */
const madeAt = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13]
  .map((at, n) => `(instr('0123456789abcdef', substr(record_id, ${at}, 1)) - 1) * ${16 ** (11 - n)}`)
  .join(' + ')

/**
 * Frozen. Days are compared by kind of record; what was confirmed before is compared once as well. A run keeps its
 * counts by type, and what had to be mended when it ended, so that an earlier report can be read.
 */
export const proofByType = `
CREATE TABLE days_by_kind (
  target TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, queued_again INTEGER NOT NULL,
  PRIMARY KEY (target, kind, day)
) STRICT, WITHOUT ROWID;
INSERT INTO days_by_kind SELECT target, 'encounter', day, queued_again FROM days_to_prove;
INSERT OR IGNORE INTO days_by_kind
  SELECT target, kind, date((${madeAt}) / 1000 + 3600 * (
    SELECT CASE time_zone WHEN 'Asia/Jayapura' THEN 9 WHEN 'Asia/Makassar' THEN 8 ELSE 7 END FROM facility
  ), 'unixepoch'), 0
  FROM links WHERE kind <> 'encounter' AND sent_revision > 0 AND record_id GLOB '????????-????-7*';
DROP TABLE days_to_prove;
ALTER TABLE days_by_kind RENAME TO days_to_prove;

ALTER TABLE sync_runs ADD COLUMN by_type TEXT;
UPDATE sync_runs SET compared = (
  SELECT json_group_array(json_object(
    'type', 'Encounter', 'how', how, 'from', first, 'to', last, 'days', days, 'here', here, 'there', there,
    'same', json(CASE differing WHEN '[]' THEN 'true' ELSE 'false' END), 'differing', json(differing)))
  FROM (
    SELECT CASE min(value ->> 'how') WHEN 'count' THEN 'day_count' ELSE 'digest' END AS how,
      min(value ->> 'day') AS first, max(value ->> 'day') AS last, count(*) AS days,
      sum(value ->> 'here') AS here, sum(value ->> 'there') AS there,
      json_group_array(json_object('day', value ->> 'day', 'here', value ->> 'here', 'there', value ->> 'there',
        'queuedAgain', json(CASE value ->> 'queuedAgain' WHEN 1 THEN 'true' ELSE 'false' END)))
        FILTER (WHERE NOT value ->> 'same') AS differing
    FROM json_each(sync_runs.compared) HAVING count(*) > 0
  )
) WHERE compared IS NOT NULL;
CREATE TABLE run_faults (
  run_id TEXT NOT NULL REFERENCES sync_runs (id), kind TEXT NOT NULL, record_id TEXT NOT NULL, words TEXT NOT NULL,
  PRIMARY KEY (run_id, kind, record_id)
) STRICT, WITHOUT ROWID;
`
