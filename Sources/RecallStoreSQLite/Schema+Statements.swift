extension Schema {
    /// An export is a statement: it may be made again, and what it is silent about stands as it was said before.
    static let fourth = """
        -- The same bytes may be a new statement; each claim is still decided once.
        DROP INDEX export_imported_once;
        -- How many patients an export of patients holds.
        ALTER TABLE export ADD COLUMN patients INTEGER NOT NULL DEFAULT 0;
        UPDATE export SET patients = (SELECT count(*) FROM patient WHERE patient.export = export.id)
            WHERE kind = 'patients' AND state = 'imported';
        -- When what it says was last said: the same file may have come again since it was first seen.
        ALTER TABLE export ADD COLUMN said_at INTEGER NOT NULL DEFAULT 0;
        UPDATE export SET said_at = first_seen_at;
        -- What earlier exports said of a patient and the newest one that holds the patient is silent about.
        ALTER TABLE patient ADD COLUMN kept TEXT NOT NULL DEFAULT '';
        """
}
