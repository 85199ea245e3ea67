/** Frozen. Two records of one person become one, and may be parted again within the day. */
export const merges = `
CREATE TABLE merges (
  -- In the order in which they were made, whatever the clock said.
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  kept_id TEXT NOT NULL REFERENCES patients (id), gone_id TEXT NOT NULL REFERENCES patients (id),
  -- What followed, and what stood in its place before, so that it can be put back.
  moved TEXT NOT NULL, day TEXT NOT NULL, at INTEGER NOT NULL, staff_id TEXT NOT NULL REFERENCES staff (id),
  undone_at INTEGER, undone_by TEXT REFERENCES staff (id)
) STRICT;
CREATE INDEX merges_kept ON merges (kept_id);
CREATE INDEX merges_gone ON merges (gone_id);
CREATE INDEX merges_day ON merges (day);
-- merged_into always names a record that is in use: what had been merged into a record goes on with it.
CREATE INDEX patients_merged ON patients (merged_into) WHERE merged_into IS NOT NULL;
-- Two records that a person looked at and found to be two people; first_id < second_id.
CREATE TABLE different_people (
  first_id TEXT NOT NULL REFERENCES patients (id), second_id TEXT NOT NULL REFERENCES patients (id),
  reason TEXT NOT NULL, at INTEGER NOT NULL, staff_id TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (first_id, second_id), CHECK (first_id < second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX families_head ON families (head_id) WHERE head_id IS NOT NULL;
`
