/** Frozen. Families on one card, and what is known of people who fit no simple form. */
export const everyone = `
-- One family card (KK); area and serial are those of a family-numbered record number, where the Puskesmas uses one.
CREATE TABLE families (
  id TEXT PRIMARY KEY, kk_no TEXT UNIQUE, head_id TEXT REFERENCES patients (id),
  area TEXT, serial INTEGER, revision INTEGER NOT NULL, created_at INTEGER NOT NULL,
  UNIQUE (area, serial)
) STRICT;
ALTER TABLE patients ADD COLUMN family_id TEXT REFERENCES families (id);
ALTER TABLE patients ADD COLUMN family_relation TEXT;
ALTER TABLE patients ADD COLUMN birth_order INTEGER;
ALTER TABLE patients ADD COLUMN passport TEXT;
ALTER TABLE patients ADD COLUMN nationality TEXT;
ALTER TABLE patients ADD COLUMN religion TEXT;
-- Codes, separated by spaces; empty when none is known.
ALTER TABLE patients ADD COLUMN disabilities TEXT NOT NULL DEFAULT '';
ALTER TABLE patients ADD COLUMN language TEXT;
ALTER TABLE patients ADD COLUMN deceased_on TEXT;
ALTER TABLE patients ADD COLUMN payer_ref TEXT;
ALTER TABLE patients ADD COLUMN membership TEXT NOT NULL DEFAULT 'belum_dicek';
ALTER TABLE patients ADD COLUMN membership_at INTEGER;
ALTER TABLE patients ADD COLUMN membership_by TEXT REFERENCES staff (id);
-- Why a booking was taken back by Loket itself; null where a person did it.
ALTER TABLE bookings ADD COLUMN cancel_reason TEXT;
-- Who came without a name, whatever the number of people on file.
CREATE INDEX patients_temporary ON patients (created_at) WHERE temporary = 1 AND merged_into IS NULL;
CREATE INDEX patients_family ON patients (family_id) WHERE family_id IS NOT NULL;
CREATE INDEX patients_mother ON patients (mother_id) WHERE mother_id IS NOT NULL;

-- Who was born on a day, with the words of the name: likely duplicates are sifted without reading the people.
CREATE INDEX patients_birth ON patients (birth_date, name_key) WHERE birth_date IS NOT NULL;
`
