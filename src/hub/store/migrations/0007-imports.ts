/** Frozen. People brought along from another system, in runs that can be resumed and taken back. */
export const imports = `
CREATE TABLE imports (
  id TEXT PRIMARY KEY, file_name TEXT NOT NULL, format TEXT NOT NULL CHECK (format IN ('csv','xlsx')),
  state TEXT NOT NULL CHECK (state IN ('checked','running','paused','done','stopped','undoing','undone')),
  -- JSON: each column's heading, and what it is taken for.
  columns TEXT NOT NULL,
  -- Whether those who may be on file already are added too.
  takes_likely INTEGER NOT NULL,
  -- Rows of the file, and the place of the first that is not settled yet: rows that bring a record number come first.
  total INTEGER NOT NULL, next_row INTEGER NOT NULL,
  -- The last of those added (patients.rid) who can be found by numbers, too.
  found_by_number INTEGER NOT NULL,
  added INTEGER NOT NULL, known INTEGER NOT NULL, likely INTEGER NOT NULL, rejected INTEGER NOT NULL,
  noted INTEGER NOT NULL, taken_back INTEGER NOT NULL,
  created_at INTEGER NOT NULL, staff_id TEXT NOT NULL REFERENCES staff (id), device_id TEXT,
  ended_at INTEGER, undone_at INTEGER, undone_by TEXT REFERENCES staff (id)
) STRICT;
-- Rows that were kept out, as they stood in the file, and what of the rows that were taken could not be brought along.
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports (id), row_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('rejected','likely','noted')), patient_id TEXT, cells TEXT NOT NULL, reasons TEXT NOT NULL,
  PRIMARY KEY (import_id, row_no)
) STRICT, WITHOUT ROWID;
ALTER TABLE patients ADD COLUMN import_id TEXT REFERENCES imports (id);
CREATE INDEX patients_import ON patients (import_id) WHERE import_id IS NOT NULL;
-- What is asked of everybody when an import is taken back.
CREATE INDEX links_record ON links (kind, record_id);
CREATE INDEX different_people_second ON different_people (second_id);
CREATE INDEX import_rows_patient ON import_rows (patient_id) WHERE patient_id IS NOT NULL;
`
