/**
 * Frozen. The record number of a row that an import keeps out is on somebody's old card: nobody else gets it, whether the
 * row comes back or not. Of rows that were kept out before, it stands among their cells only.
 */
export const keptNumbers = `
ALTER TABLE import_rows ADD COLUMN record_key TEXT;
CREATE INDEX import_rows_record ON import_rows (record_key) WHERE record_key IS NOT NULL;
`
