extension Schema {
    /// Everybody who asked for a stop is kept beside each other, so that one of them can be taken back without the others.
    ///
    /// Lists that were imported before brought entries of which it is not known who else had asked for them: they have no
    /// export, and only a person takes each of them back.
    static let stopSources = """
        -- The do-not-call list that brought the entry; null where a person, a call or the provider asked for it.
        ALTER TABLE stop ADD COLUMN export INTEGER REFERENCES export (id);
        DROP INDEX stop_once;
        CREATE UNIQUE INDEX stop_once
            ON stop (ifnull(phone, ''), ifnull(practice, ''), ifnull(patient_id, ''), source, ifnull(export, 0))
            WHERE ended_at IS NULL;
        CREATE INDEX stop_of_export ON stop (export) WHERE export IS NOT NULL AND ended_at IS NULL;
        """
}
