/** Frozen. What becomes of rows that nobody decided on, and the family cards that an import has brought along. */
export const importDecisions = `
-- Rows that may be somebody on file: left out, added as somebody new, or taken for that person.
ALTER TABLE imports ADD COLUMN undecided TEXT NOT NULL DEFAULT 'leave' CHECK (undecided IN ('leave','new','same'));
UPDATE imports SET undecided = 'new' WHERE takes_likely = 1;
ALTER TABLE imports DROP COLUMN takes_likely;
ALTER TABLE families ADD COLUMN import_id TEXT REFERENCES imports (id);
CREATE INDEX families_import ON families (import_id) WHERE import_id IS NOT NULL;
`
