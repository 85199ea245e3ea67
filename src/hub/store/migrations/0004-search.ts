/**
 * Frozen. What a name is searched by. The index is emptied: how words are folded belongs to the program, which fills
 * it again when it sees that its own version of it is not the one in settings.
 */
export const search = `
DROP TABLE patient_words;
-- kin: mother and head of the family; place: village code, RT and RW; born: year and date, each a single word.
CREATE VIRTUAL TABLE patient_words USING fts5 (
  name, kin, place, born, content = '', contentless_delete = 1, detail = 'column',
  tokenize = 'ascii', prefix = '1 2 3'
);
-- As shipped, a segment of which a tenth was deleted is written anew at once: half a second in a correction's commit.
INSERT INTO patient_words (patient_words, rank) VALUES ('deletemerge', 0);
DELETE FROM patient_numbers;
-- The name as written without titles, for lists that begin as somebody types.
ALTER TABLE patients ADD COLUMN name_start TEXT NOT NULL DEFAULT '';
CREATE INDEX patients_name_start ON patients (name_start);
-- Every different word of the names on file and every village of the addresses, in the order in which they came:
-- whoever keeps them in memory asks for the newer ones only.
CREATE TABLE name_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE known_villages (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
`
