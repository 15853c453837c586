extension Schema {
    /// Which branches a practice has.
    static let branches = """
        -- The names of branches that imported diaries had; another one is told of before it counts.
        CREATE TABLE branch (
            practice TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (practice, name)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO branch (practice, name) SELECT DISTINCT practice, branch FROM slot WHERE branch <> '';
        """
}
