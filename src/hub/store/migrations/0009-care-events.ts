/** Frozen. Care that was given, and memberships that were looked up, as the district hears of them. */
export const careEvents = `
-- One row for each item of the schedule at a visit. Taken back it stays, and says so.
CREATE TABLE care_events (
  id TEXT PRIMARY KEY, visit_id TEXT NOT NULL REFERENCES visits (id),
  -- The item of the schedule, the group whose turn it took, and its words as they stood then.
  item TEXT NOT NULL, code TEXT NOT NULL, label TEXT NOT NULL,
  resource TEXT NOT NULL CHECK (resource IN ('immunization','observation')),
  status TEXT NOT NULL CHECK (status IN ('done','taken_back')),
  at INTEGER NOT NULL, room_id TEXT NOT NULL REFERENCES service_points (id),
  staff_id TEXT NOT NULL REFERENCES staff (id), device_id TEXT REFERENCES devices (id),
  weight_kg REAL, systolic INTEGER, diastolic INTEGER, glucose INTEGER,
  revision INTEGER NOT NULL, UNIQUE (visit_id, item)
) STRICT;
-- What was last seen of each card of a person; ended when the card or the payer turned out to be another.
CREATE TABLE coverages (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients (id), type TEXT NOT NULL, card_no TEXT,
  state TEXT NOT NULL CHECK (state IN ('aktif','tidak_aktif','tidak_diketahui')), checked_at INTEGER NOT NULL,
  ended_on TEXT, revision INTEGER NOT NULL
) STRICT;
CREATE INDEX coverages_patient ON coverages (patient_id);
CREATE UNIQUE INDEX one_open_coverage ON coverages (patient_id) WHERE ended_on IS NULL;

-- The outbox learns their kinds.
CREATE TABLE outbox_new (
  kind TEXT NOT NULL CHECK (kind IN ('organization','location','patient','encounter','coverage','immunization','observation')),
  record_id TEXT NOT NULL, layer INTEGER NOT NULL, revision INTEGER NOT NULL, queued_at INTEGER NOT NULL,
  held INTEGER NOT NULL, attempts INTEGER NOT NULL, words TEXT,
  PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
INSERT INTO outbox_new (kind, record_id, layer, revision, queued_at, held, attempts, words)
  SELECT kind, record_id, layer, revision, queued_at, held, attempts, words FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_order ON outbox (held, layer, queued_at);
`
