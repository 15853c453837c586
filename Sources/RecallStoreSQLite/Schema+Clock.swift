extension Schema {
    /// What makes the clock doubtful, and requests that the provider refused.
    static let clockAndRefusals = """
        -- Whether the clock is to be believed: one row, from the first doubt on.
        CREATE TABLE clock (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            -- Since when no call is placed because of the clock; null while it is believed.
            doubted_at INTEGER,
            -- The moment that a clock has to reach which was behind it.
            has_to_reach INTEGER,
            -- Whether a time service has still to set it.
            awaits_service INTEGER NOT NULL DEFAULT 0 CHECK (awaits_service IN (0, 1)),
            -- When a person last took the clock as it was, and the newest moment that stood in the database then.
            accepted_at INTEGER,
            accepted_over INTEGER,
            -- How far the clock has run since, while it is behind that moment.
            reached INTEGER
        ) STRICT;

        -- Whether the provider refused the request for the recall, until staff have it go on.
        ALTER TABLE recall ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0, 1));
        -- The patients whose requests were refused since one was last accepted.
        CREATE TABLE refused_request (
            patient INTEGER PRIMARY KEY REFERENCES patient (id) ON DELETE CASCADE
        ) STRICT;
        """
}
