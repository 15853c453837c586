extension Schema {
    /// Which branches a practice has, and which exports are a part of a list.
    static let tenth = """
        -- The names of branches that imported diaries had; another one is told of before it counts.
        CREATE TABLE branch (
            practice TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (practice, name)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO branch (practice, name) SELECT DISTINCT practice, branch FROM slot WHERE branch <> '';

        -- A part of a list takes no export's place, and leaves nobody out.
        ALTER TABLE export ADD COLUMN is_part INTEGER NOT NULL DEFAULT 0 CHECK (is_part IN (0, 1));
        ALTER TABLE claim ADD COLUMN is_part INTEGER NOT NULL DEFAULT 0 CHECK (is_part IN (0, 1));
        """
}
