/**
 * Frozen. What is gone through in the order of names or births, as keys beside the words and numbers: as indexes of the
 * table each of them cost an import a page written per person. Filled because the program's version of the search index
 * is newer than the one in settings.
 */
export const orderedLists = `
CREATE TABLE patient_lists (
  list TEXT NOT NULL, key TEXT NOT NULL, rid INTEGER NOT NULL REFERENCES patients (rid),
  PRIMARY KEY (list, key, rid)
) STRICT, WITHOUT ROWID;
CREATE INDEX patient_lists_rid ON patient_lists (rid);
DROP INDEX patients_name_birth;
DROP INDEX patients_birth;
DROP INDEX patients_name_start;
ALTER TABLE patients DROP COLUMN name_key;
ALTER TABLE patients DROP COLUMN name_start;
-- What a merge took over, and puts back, is a name without them.
UPDATE merges SET moved = json_set(moved, '$.fields', (
  SELECT json_group_array(json_remove(value, '$.before.name_key', '$.after.name_key'))
  FROM json_each(moved, '$.fields')
));
`
