/**
 * Frozen. Beside a name the last digits of a number narrow: the index holds the last four of each. It is emptied, and
 * filled again because the program's version of it is newer than the one in settings.
 */
export const numberEnds = `
DROP TABLE patient_words;
-- kin: mother and head of the family; place: village code, RT and RW; born: year and date, each a single word;
-- ends: the last four characters of each number, backward.
CREATE VIRTUAL TABLE patient_words USING fts5 (
  name, kin, place, born, ends, content = '', contentless_delete = 1, detail = 'column',
  tokenize = 'ascii', prefix = '1 2 3'
);
-- As shipped, a segment of which a tenth was deleted is written anew at once: half a second in a correction's commit.
INSERT INTO patient_words (patient_words, rank) VALUES ('deletemerge', 0);
`
