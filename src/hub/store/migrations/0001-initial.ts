/** Frozen. Times are milliseconds since 1970 UTC; days are the facility's calendar, `YYYY-MM-DD`. */
export const initial = `
CREATE TABLE facility (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, time_zone TEXT NOT NULL,
  scheme TEXT NOT NULL, suspects_go_to_k4 INTEGER NOT NULL, revision INTEGER NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE facility_villages (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Facts that change by decree: cluster schemes, purposes, routing rules, priority classes; bodies as in resources/rules.
CREATE TABLE rules (
  kind TEXT NOT NULL CHECK (kind IN ('scheme','purpose','routing','priority')),
  code TEXT NOT NULL, effective_from TEXT NOT NULL, effective_to TEXT, body TEXT NOT NULL,
  PRIMARY KEY (kind, code, effective_from)
) STRICT, WITHOUT ROWID;

CREATE TABLE service_points (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, public_label TEXT NOT NULL, cluster TEXT NOT NULL,
  series TEXT NOT NULL, roles TEXT NOT NULL, sort INTEGER NOT NULL, active INTEGER NOT NULL, revision INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
  id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('clerk','nurse','head')), password_hash TEXT NOT NULL,
  active INTEGER NOT NULL, failures INTEGER NOT NULL, locked_until INTEGER, created_at INTEGER NOT NULL
) STRICT;

-- A page that was opened from Loket; only the hash of its token is kept.
CREATE TABLE devices (
  id TEXT PRIMARY KEY, surface TEXT NOT NULL CHECK (surface IN ('desk','room','display')),
  room_id TEXT REFERENCES service_points (id), token_hash TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT;
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, device_id TEXT NOT NULL REFERENCES devices (id), staff_id TEXT NOT NULL REFERENCES staff (id),
  started_at INTEGER NOT NULL, ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX one_session_per_page ON sessions (device_id) WHERE ended_at IS NULL;

CREATE TABLE patients (
  rid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  record_no TEXT NOT NULL, record_key TEXT NOT NULL UNIQUE,
  nik TEXT, nik_reason TEXT, same_nik_reason TEXT, mother_nik TEXT,
  name TEXT NOT NULL, name_key TEXT NOT NULL,
  sex TEXT CHECK (sex IN ('L','P')), birth_date TEXT, birth_precision TEXT,
  mother_id TEXT REFERENCES patients (id), mother_name TEXT,
  village_code TEXT, address TEXT, rt TEXT, rw TEXT, phone TEXT,
  guardian_name TEXT, guardian_relation TEXT, guardian_phone TEXT,
  payer TEXT NOT NULL, card_no TEXT, temporary INTEGER NOT NULL,
  merged_into TEXT REFERENCES patients (id),
  revision INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX patients_nik ON patients (nik) WHERE nik IS NOT NULL;
CREATE INDEX patients_card ON patients (card_no) WHERE card_no IS NOT NULL;
CREATE INDEX patients_name_birth ON patients (name_key, birth_date);

-- Words of names, folded by domain/name-key. Rowid order and prefix indexes keep a million records under 10 ms.
CREATE VIRTUAL TABLE patient_words USING fts5 (
  name, mother, born, content = '', contentless_delete = 1, detail = 'column',
  tokenize = 'ascii', prefix = '1 2 3'
);
-- Every number of a person, forward and (leading '<') backward, so that a prefix and the last digits are both a range.
CREATE TABLE patient_numbers (
  key TEXT NOT NULL, kind TEXT NOT NULL, rid INTEGER NOT NULL REFERENCES patients (rid),
  PRIMARY KEY (key, kind, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_numbers_rid ON patient_numbers (rid);

CREATE TABLE counters (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE series_counters (
  day TEXT NOT NULL, series TEXT NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (day, series)
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients (id),
  day TEXT NOT NULL, series TEXT NOT NULL, number INTEGER NOT NULL,
  purpose TEXT NOT NULL, complaint TEXT NOT NULL, arrival TEXT NOT NULL,
  cluster TEXT NOT NULL, life_stage TEXT, motherhood TEXT, first_room_id TEXT NOT NULL REFERENCES service_points (id),
  route_rule TEXT NOT NULL, reasons TEXT NOT NULL, override_reason TEXT,
  priority_code TEXT, priority_label TEXT, visit_kind TEXT NOT NULL CHECK (visit_kind IN ('sakit','sehat')),
  apart INTEGER NOT NULL, notice_to_k4 INTEGER NOT NULL,
  payer TEXT NOT NULL, card_no TEXT, first_ever INTEGER NOT NULL, first_this_year INTEGER NOT NULL,
  inside_area INTEGER, confirmed_by TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open','finished','cancelled')), status_reason TEXT,
  service_recorded INTEGER NOT NULL,
  registered_at INTEGER NOT NULL, registered_by TEXT NOT NULL REFERENCES staff (id),
  served_at INTEGER, ended_at INTEGER, revision INTEGER NOT NULL,
  UNIQUE (day, series, number)
) STRICT;
CREATE INDEX visits_patient ON visits (patient_id, day);

CREATE TABLE legs (
  id TEXT PRIMARY KEY, visit_id TEXT NOT NULL REFERENCES visits (id), room_id TEXT NOT NULL REFERENCES service_points (id),
  day TEXT NOT NULL, state TEXT NOT NULL, place REAL NOT NULL, priority INTEGER NOT NULL,
  came_from TEXT REFERENCES service_points (id), returns_to TEXT REFERENCES service_points (id),
  entered_at INTEGER NOT NULL, called_at INTEGER, served_at INTEGER, ended_at INTEGER, times_called INTEGER NOT NULL
) STRICT;
-- A patient is in one place at a time.
CREATE UNIQUE INDEX one_open_leg ON legs (visit_id) WHERE state IN ('waiting','called','serving','skipped');
CREATE INDEX legs_room ON legs (room_id, day, state);
CREATE INDEX legs_visit ON legs (visit_id);

CREATE TABLE leg_moves (
  id INTEGER PRIMARY KEY, leg_id TEXT NOT NULL REFERENCES legs (id), move TEXT NOT NULL,
  from_state TEXT, to_state TEXT NOT NULL, at INTEGER NOT NULL, staff_id TEXT REFERENCES staff (id), reason TEXT
) STRICT;
CREATE INDEX leg_moves_leg ON leg_moves (leg_id);

CREATE TABLE calls (
  id INTEGER PRIMARY KEY, leg_id TEXT NOT NULL REFERENCES legs (id), room_id TEXT NOT NULL REFERENCES service_points (id),
  day TEXT NOT NULL, number TEXT NOT NULL, at INTEGER NOT NULL, recall INTEGER NOT NULL
) STRICT;
CREATE INDEX calls_day ON calls (day, id);

CREATE TABLE closed_days (day TEXT PRIMARY KEY, closed_at INTEGER NOT NULL, closed_by TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Append-only; each row's hash covers the row and the hash before it.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, staff_id TEXT, device_id TEXT,
  action TEXT NOT NULL, subject TEXT NOT NULL, subject_id TEXT, detail TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE INDEX audit_subject ON audit (subject, subject_id);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;

CREATE TABLE drafts (
  staff_id TEXT NOT NULL REFERENCES staff (id), kind TEXT NOT NULL, body TEXT NOT NULL, updated_at INTEGER NOT NULL,
  PRIMARY KEY (staff_id, kind)
) STRICT, WITHOUT ROWID;

-- One row a record (squashed); sent when its revision is confirmed by the district's own answer.
CREATE TABLE outbox (
  kind TEXT NOT NULL CHECK (kind IN ('organization','location','patient','encounter')), record_id TEXT NOT NULL,
  layer INTEGER NOT NULL, revision INTEGER NOT NULL, queued_at INTEGER NOT NULL,
  held INTEGER NOT NULL, attempts INTEGER NOT NULL, words TEXT,
  PRIMARY KEY (kind, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_order ON outbox (held, layer, queued_at);
CREATE TABLE links (
  target TEXT NOT NULL, kind TEXT NOT NULL, record_id TEXT NOT NULL,
  server_id TEXT NOT NULL, version TEXT, sent_revision INTEGER NOT NULL,
  PRIMARY KEY (target, kind, record_id)
) STRICT, WITHOUT ROWID;
-- Days of which a visit was confirmed since both sides were last seen to be equal.
CREATE TABLE days_to_prove (
  target TEXT NOT NULL, day TEXT NOT NULL, queued_again INTEGER NOT NULL, PRIMARY KEY (target, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE sync_runs (
  id TEXT PRIMARY KEY, started_at INTEGER NOT NULL, ended_at INTEGER, state TEXT NOT NULL,
  total INTEGER NOT NULL, sent INTEGER NOT NULL, confirmed INTEGER NOT NULL, waiting INTEGER NOT NULL, to_fix INTEGER NOT NULL,
  problem TEXT, compared TEXT
) STRICT;
CREATE INDEX sync_runs_started ON sync_runs (started_at);

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
`
