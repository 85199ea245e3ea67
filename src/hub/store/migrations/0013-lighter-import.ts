/** Frozen. What an import writes with each person: words wait as numbers do, and a card is among the numbers anyway. */
export const lighterImport = `
-- Whoever was added up to this one (patients.rid) is found by words and numbers.
ALTER TABLE imports RENAME COLUMN found_by_number TO found_up_to;
DROP INDEX patients_card;
`
