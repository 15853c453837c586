extension Schema {
    /// What was read from the shared folder's working space, where anybody who may write there could change it.
    static let ninth = """
        -- A file that was taken out of the inbox and has not come to rest. The file's name in the working space is the id.
        CREATE TABLE claim (
            id TEXT PRIMARY KEY,
            practice TEXT NOT NULL,
            name TEXT NOT NULL,
            first_seen_at INTEGER NOT NULL,
            -- Who has approved it; null where nobody has.
            approver TEXT
        ) STRICT;

        CREATE INDEX export_by_bytes ON export (practice, sha256);

        ALTER TABLE learned_layout ADD COLUMN approver TEXT NOT NULL DEFAULT '';

        -- What stands in the folder, so that another folder is not taken for it.
        ALTER TABLE share ADD COLUMN mark TEXT;
        """
}
