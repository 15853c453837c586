extension Schema {
    /// The key of the hashes of forgotten people may lie outside.
    static let forgetKey = """
        -- The key itself while it lies in the database, else what proves that the one from outside is the right one.
        CREATE TABLE forget_key (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            key BLOB,
            proof TEXT,
            CHECK ((key IS NULL) <> (proof IS NULL))
        ) STRICT;
        INSERT INTO forget_key (id, key) SELECT id, key FROM secret;
        DROP TABLE secret;
        """
}
