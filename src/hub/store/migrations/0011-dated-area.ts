/** Frozen. The working area and the reading of the clusters change by decree; past days keep theirs. */
export const datedArea = `
-- A village of the working area, from its first day to its last; null while it belongs to it.
CREATE TABLE working_area (
  code TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT, PRIMARY KEY (code, first_day)
) STRICT, WITHOUT ROWID;
INSERT INTO working_area (code, first_day, last_day) SELECT code, '0001-01-01', NULL FROM facility_villages;
DROP TABLE facility_villages;
-- How the clusters were read up to a day; how they are read now stands with the facility.
CREATE TABLE former_readings (
  last_day TEXT PRIMARY KEY, scheme TEXT NOT NULL, suspects_go_to_k4 INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`
