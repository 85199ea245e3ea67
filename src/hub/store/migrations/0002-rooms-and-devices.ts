/** Frozen. Rooms with their own ratio, numbers taken before registration, devices that pair, receipts of calls. */
export const roomsAndDevices = `
ALTER TABLE service_points ADD COLUMN ratio INTEGER NOT NULL DEFAULT 2;

-- A page opened on this PC has no pairing time; a device on the network was paired with a code.
CREATE TABLE devices_new (
  id TEXT PRIMARY KEY, surface TEXT NOT NULL CHECK (surface IN ('desk','room','display','kiosk')),
  room_id TEXT REFERENCES service_points (id), token_hash TEXT NOT NULL UNIQUE,
  name TEXT, settings TEXT, paired_at INTEGER, last_seen_at INTEGER,
  created_at INTEGER NOT NULL, revoked_at INTEGER
) STRICT;
INSERT INTO devices_new (id, surface, room_id, token_hash, created_at, revoked_at)
  SELECT id, surface, room_id, token_hash, created_at, revoked_at FROM devices;
DROP TABLE devices;
ALTER TABLE devices_new RENAME TO devices;

-- A number taken for the counter before anybody there knows whose it is; registration gives it its visit.
CREATE TABLE arrivals (
  id TEXT PRIMARY KEY, day TEXT NOT NULL, series TEXT NOT NULL, number INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('kiosk','desk')), request_id TEXT NOT NULL UNIQUE,
  priority_code TEXT, priority_label TEXT, priority_reason TEXT, "returning" INTEGER, payer_kind TEXT CHECK (payer_kind IN ('jkn','umum')),
  taken_at INTEGER NOT NULL, device_id TEXT REFERENCES devices (id), visit_id TEXT REFERENCES visits (id),
  UNIQUE (day, series, number)
) STRICT;
CREATE INDEX arrivals_device ON arrivals (device_id, taken_at);
CREATE INDEX arrivals_visit ON arrivals (visit_id) WHERE visit_id IS NOT NULL;

-- A stay belongs to a visit, or at the counter to a number that has none yet.
CREATE TABLE legs_new (
  id TEXT PRIMARY KEY, visit_id TEXT REFERENCES visits (id), arrival_id TEXT REFERENCES arrivals (id),
  room_id TEXT NOT NULL REFERENCES service_points (id),
  day TEXT NOT NULL, state TEXT NOT NULL, place REAL NOT NULL, priority INTEGER NOT NULL, due_at INTEGER,
  came_from TEXT REFERENCES service_points (id), returns_to TEXT REFERENCES service_points (id), note TEXT,
  entered_at INTEGER NOT NULL, called_at INTEGER, served_at INTEGER, ended_at INTEGER, times_called INTEGER NOT NULL,
  estimate_minutes INTEGER,
  CHECK ((visit_id IS NULL) <> (arrival_id IS NULL))
) STRICT;
INSERT INTO legs_new (id, visit_id, room_id, day, state, place, priority, came_from, returns_to,
    entered_at, called_at, served_at, ended_at, times_called)
  SELECT id, visit_id, room_id, day, state, place, priority, came_from, returns_to,
    entered_at, called_at, served_at, ended_at, times_called FROM legs;
DROP TABLE legs;
ALTER TABLE legs_new RENAME TO legs;
CREATE UNIQUE INDEX one_open_leg ON legs (visit_id) WHERE state IN ('waiting','called','serving','skipped');
CREATE UNIQUE INDEX one_open_leg_of_arrival ON legs (arrival_id) WHERE state IN ('waiting','called','serving','skipped');
CREATE INDEX legs_room ON legs (room_id, day, state);
CREATE INDEX legs_visit ON legs (visit_id);
CREATE INDEX legs_arrival ON legs (arrival_id) WHERE arrival_id IS NOT NULL;
-- What a past day left open is found without reading every visit there ever was.
CREATE INDEX visits_open ON visits (day) WHERE status = 'open';

-- What a display says of a call, by the hub's clock.
CREATE TABLE call_receipts (
  call_id INTEGER NOT NULL REFERENCES calls (id), device_id TEXT NOT NULL REFERENCES devices (id),
  shown_at INTEGER, spoken_at INTEGER, PRIMARY KEY (call_id, device_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX calls_leg ON calls (leg_id);
CREATE INDEX calls_room ON calls (room_id, day, id);

CREATE TABLE bookings (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients (id), day TEXT NOT NULL, due_at INTEGER NOT NULL,
  room_id TEXT REFERENCES service_points (id), source TEXT NOT NULL CHECK (source IN ('loket','telepon','daring')),
  note TEXT NOT NULL, booked_at INTEGER NOT NULL, booked_by TEXT NOT NULL REFERENCES staff (id),
  visit_id TEXT REFERENCES visits (id), cancelled_at INTEGER
) STRICT;
CREATE INDEX bookings_day ON bookings (day, due_at);
CREATE INDEX bookings_patient ON bookings (patient_id, day);

-- Numbers printed for the day the power goes; the counter of their series passes over them.
CREATE TABLE reserved_blocks (
  id TEXT PRIMARY KEY, series TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  printed_at INTEGER NOT NULL, printed_by TEXT NOT NULL REFERENCES staff (id), CHECK (first <= last)
) STRICT;

-- A Puskesmas that was set up before the kiosk existed may offer the same classes there.
UPDATE rules SET body = json_set(body, '$.atKiosk', json('true'))
  WHERE kind = 'priority' AND code IN ('lansia','ibu_hamil','butuh_bantuan','balita');
-- A Puskesmas that was set up before this class existed gets it too.
INSERT INTO rules (kind, code, effective_from, effective_to, body)
  SELECT 'priority', 'lainnya', '2023-08-29', NULL,
    '{"code":"lainnya","label":"Lainnya","order":60,"when":{"chosen":true},"because":"didahulukan karena {alasan}","atKiosk":true,"effectiveFrom":"2023-08-29","effectiveTo":null,"source":"UU 25/2009 Pasal 29; kebiasaan Puskesmas: prioritas dengan alasan yang dicatat (GP)"}'
  WHERE EXISTS (SELECT 1 FROM facility);
`
