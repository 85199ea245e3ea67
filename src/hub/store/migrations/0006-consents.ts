/** Frozen. What a patient was told and agreed to, by whom and when. */
export const consents = `
CREATE TABLE consents (
  id TEXT PRIMARY KEY, patient_id TEXT NOT NULL REFERENCES patients (id),
  kind TEXT NOT NULL CHECK (kind IN ('persetujuan_umum','hak_kewajiban')),
  -- The codes of the points said yes to, as JSON; the form's own version names their text.
  version TEXT NOT NULL, points TEXT NOT NULL,
  signer TEXT NOT NULL, signer_relation TEXT NOT NULL, agreed INTEGER NOT NULL CHECK (agreed IN (0, 1)),
  at INTEGER NOT NULL, staff_id TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX consents_patient ON consents (patient_id, kind, at);
`
