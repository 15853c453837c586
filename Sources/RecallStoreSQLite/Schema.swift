import GRDB

/// The tables, and the steps that lead to them from every released version.
///
/// The CHECK constraints refuse what the code must never do; moments are milliseconds since 1970 in UTC, dates are ISO.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in try db.execute(sql: first) }
        migrator.registerMigration("2") { db in try db.execute(sql: second) }
        migrator.registerMigration("3") { db in try db.execute(sql: third) }
        migrator.registerMigration("4") { db in try db.execute(sql: fourth) }
        migrator.registerMigration("5") { db in try db.execute(sql: stopSources) }
        migrator.registerMigration("6") { db in
            try db.execute(sql: sixth)
            try compareNumbers(db)
        }
        migrator.registerMigration("7") { db in try db.execute(sql: appointments) }
        migrator.registerMigration("8") { db in try db.execute(sql: clockAndRefusals) }
        migrator.registerMigration("9") { db in try db.execute(sql: ninth) }
        migrator.registerMigration("10") { db in try db.execute(sql: tenth) }
        migrator.registerMigration("11") { db in try db.execute(sql: appointmentCover) }
        migrator.registerMigration("12") { db in try db.execute(sql: forgetKey) }
        migrator.registerMigration("13") { db in try db.execute(sql: retention) }
        return migrator
    }

    private static let first = """
        -- A file that a practice-management system dropped.
        CREATE TABLE export (
            id INTEGER PRIMARY KEY,
            practice TEXT NOT NULL,
            name TEXT NOT NULL,
            claim TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            first_seen_at INTEGER NOT NULL,
            decided_at INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('imported', 'duplicate', 'review', 'rejected')),
            kind TEXT CHECK (kind IN ('patients', 'slots', 'suppressions', 'settings')),
            layout TEXT,
            family TEXT,
            fingerprint TEXT,
            safety TEXT NOT NULL DEFAULT '',
            -- The columns of the cells that its patients' rows have.
            columns TEXT NOT NULL DEFAULT '0;',
            rows INTEGER NOT NULL DEFAULT 0,
            unusable_rows INTEGER NOT NULL DEFAULT 0,
            reason TEXT NOT NULL DEFAULT '',
            place TEXT
        ) STRICT;
        CREATE UNIQUE INDEX export_imported_once ON export (practice, sha256) WHERE state = 'imported';
        CREATE INDEX export_newest ON export (practice, kind, first_seen_at);

        CREATE TABLE patient (
            id INTEGER PRIMARY KEY,
            practice TEXT NOT NULL,
            patient_id TEXT NOT NULL,
            export INTEGER NOT NULL REFERENCES export (id),
            row INTEGER NOT NULL,
            line INTEGER NOT NULL,
            conflict INTEGER NOT NULL DEFAULT 0 CHECK (conflict IN (0, 1)),
            read TEXT NOT NULL,
            facts TEXT NOT NULL,
            UNIQUE (practice, patient_id)
        ) STRICT;

        -- Every number of a patient that may be dialled, so that those who share one are found.
        CREATE TABLE patient_number (
            practice TEXT NOT NULL,
            phone TEXT NOT NULL,
            patient INTEGER NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
            PRIMARY KEY (practice, phone, patient)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX number_of_patient ON patient_number (patient);

        -- One reason to call one patient. A patient has one current recall; a new sight test begins another.
        CREATE TABLE recall (
            id TEXT PRIMARY KEY,
            patient INTEGER NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
            practice TEXT NOT NULL,
            anchor TEXT NOT NULL,
            is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
            opened_at INTEGER NOT NULL,
            held_by_staff INTEGER NOT NULL DEFAULT 0 CHECK (held_by_staff IN (0, 1)),
            released INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1)),
            cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
            urgent_task_raised INTEGER NOT NULL DEFAULT 0,
            -- Attempts begun before then count towards no limit: staff asked for the recall to be tried again.
            set_aside_at INTEGER,
            queue_order INTEGER,
            next_attempt_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX recall_current ON recall (patient) WHERE is_current = 1;
        -- The queue: what is dialled next is found along it.
        CREATE INDEX recall_next ON recall (practice, next_attempt_at, queue_order)
            WHERE is_current = 1 AND next_attempt_at IS NOT NULL;

        -- One telephone call placed, or perhaps placed.
        CREATE TABLE attempt (
            id TEXT PRIMARY KEY,
            recall TEXT NOT NULL REFERENCES recall (id) ON DELETE CASCADE,
            patient INTEGER NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
            practice TEXT NOT NULL,
            phone TEXT NOT NULL,
            started_at INTEGER NOT NULL,
            local_day TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('placing', 'following', 'unknown', 'settled', 'void')),
            call_id TEXT UNIQUE,
            leave_message INTEGER NOT NULL DEFAULT 0,
            offered TEXT NOT NULL DEFAULT '[]',
            unknown_since INTEGER,
            unknown_told INTEGER NOT NULL DEFAULT 0 CHECK (unknown_told IN (0, 1)),
            next_look_at INTEGER,
            looks INTEGER NOT NULL DEFAULT 0,
            over_since INTEGER,
            in_call INTEGER NOT NULL DEFAULT 0 CHECK (in_call IN (0, 1)),
            outcome TEXT,
            answered_by TEXT,
            duration INTEGER,
            price REAL,
            callback_at INTEGER,
            report TEXT,
            settled_at INTEGER,
            CHECK ((state = 'settled') = (outcome IS NOT NULL)),
            CHECK (state <> 'following' OR call_id IS NOT NULL),
            CHECK (state <> 'unknown' OR unknown_since IS NOT NULL)
        ) STRICT;
        -- Never two calls at once for one recall, and never two begun at once to one number. A call of which nothing was
        -- known may be found while another to the same number is in progress, so that only the beginning is unique.
        CREATE UNIQUE INDEX attempt_live_recall ON attempt (recall) WHERE state IN ('placing', 'following', 'unknown');
        CREATE UNIQUE INDEX attempt_live_phone ON attempt (phone) WHERE state = 'placing';
        CREATE INDEX attempt_of_recall ON attempt (recall, started_at);
        CREATE INDEX attempt_of_patient ON attempt (patient);
        CREATE INDEX attempt_of_phone ON attempt (phone, local_day);
        -- With all that a day's calls and spend are counted from, before each call.
        CREATE INDEX attempt_of_day ON attempt (local_day, practice, state, price);
        CREATE INDEX attempt_to_look_at ON attempt (next_look_at) WHERE state IN ('placing', 'following', 'unknown');

        -- An attempt never changes its call, and a settled or void one never comes to life again.
        CREATE TRIGGER attempt_keeps_its_call BEFORE UPDATE OF call_id ON attempt
            WHEN old.call_id IS NOT NULL AND new.call_id IS NOT old.call_id
            BEGIN SELECT raise(ABORT, 'an attempt keeps its call'); END;
        CREATE TRIGGER attempt_stays_settled BEFORE UPDATE OF state ON attempt
            WHEN old.state IN ('settled', 'void') AND new.state IS NOT old.state
            BEGIN SELECT raise(ABORT, 'a settled attempt stays settled'); END;
        CREATE TRIGGER attempt_keeps_its_outcome BEFORE UPDATE OF outcome ON attempt
            WHEN old.outcome IS NOT NULL AND new.outcome IS NOT old.outcome
            BEGIN SELECT raise(ABORT, 'an attempt has one outcome'); END;

        -- The diary, as the newest export shows it.
        CREATE TABLE slot (
            id INTEGER PRIMARY KEY,
            practice TEXT NOT NULL,
            key TEXT NOT NULL,
            day TEXT NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER,
            practitioner TEXT NOT NULL,
            room TEXT NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('free', 'blocked', 'booked', 'cancelled')),
            patient_id TEXT,
            export INTEGER NOT NULL REFERENCES export (id),
            UNIQUE (practice, key)
        ) STRICT;
        CREATE INDEX slot_free ON slot (practice, day, start) WHERE status = 'free';
        CREATE INDEX slot_of_patient ON slot (practice, patient_id, day) WHERE patient_id IS NOT NULL;

        -- A free slot kept for a call that offers it.
        CREATE TABLE hold (
            practice TEXT NOT NULL,
            slot TEXT NOT NULL,
            attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
            expires_at INTEGER NOT NULL,
            PRIMARY KEY (practice, slot)
        ) STRICT;

        CREATE TABLE booking (
            attempt TEXT PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
            practice TEXT NOT NULL,
            patient INTEGER NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
            slot TEXT NOT NULL,
            day TEXT NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER,
            practitioner TEXT NOT NULL,
            room TEXT NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('requested', 'confirmed', 'conflict', 'expired')),
            booked_at INTEGER NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX booking_slot ON booking (practice, slot) WHERE status IN ('requested', 'confirmed');

        -- Who is never called. Rows are only ended; those of a person who was forgotten turn into hashes.
        CREATE TABLE suppression (
            id INTEGER PRIMARY KEY,
            practice TEXT,
            phone TEXT,
            patient_id TEXT,
            reason TEXT NOT NULL,
            source TEXT NOT NULL,
            added_at INTEGER NOT NULL,
            ended_at INTEGER,
            CHECK (phone IS NOT NULL OR patient_id IS NOT NULL),
            CHECK (patient_id IS NULL OR practice IS NOT NULL)
        ) STRICT;
        -- A number alone stops everybody on it, a patient alone that patient, both together that patient on that number.
        CREATE UNIQUE INDEX suppression_once
            ON suppression (ifnull(phone, ''), ifnull(practice, ''), ifnull(patient_id, '')) WHERE ended_at IS NULL;

        -- Who was forgotten: hashes under a key of this database alone, so that no export brings them back.
        CREATE TABLE forgotten (
            hash TEXT PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind IN ('patient', 'number')),
            practice TEXT,
            reason TEXT NOT NULL,
            source TEXT NOT NULL,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL) STRICT;

        -- A file of the outbox, its bytes fixed before it is written. They are empty once somebody in it was forgotten.
        CREATE TABLE outbox_file (
            id INTEGER PRIMARY KEY,
            practice TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            content BLOB NOT NULL,
            replaced INTEGER NOT NULL DEFAULT 0,
            created_at INTEGER NOT NULL,
            written_at INTEGER,
            collected_at INTEGER,
            UNIQUE (practice, number),
            UNIQUE (practice, name)
        ) STRICT;
        CREATE INDEX outbox_unwritten ON outbox_file (practice) WHERE written_at IS NULL;

        -- What a day came to, in words for staff; once a day and practice.
        CREATE TABLE summary (
            practice TEXT NOT NULL,
            day TEXT NOT NULL,
            content TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            written_at INTEGER,
            PRIMARY KEY (practice, day)
        ) STRICT;

        -- One line of news for the practice-management system; stands in one file, once.
        CREATE TABLE event (
            id TEXT PRIMARY KEY,
            practice TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('outcomes', 'bookings', 'contact-updates', 'tasks')),
            patient INTEGER REFERENCES patient (id) ON DELETE CASCADE,
            attempt TEXT REFERENCES attempt (id) ON DELETE CASCADE,
            created_at INTEGER NOT NULL,
            body TEXT NOT NULL,
            file INTEGER REFERENCES outbox_file (id),
            done_at INTEGER
        ) STRICT;
        CREATE INDEX event_waiting ON event (practice, kind) WHERE file IS NULL;
        CREATE INDEX event_open ON event (practice, kind) WHERE done_at IS NULL AND kind IN ('tasks', 'contact-updates');
        CREATE INDEX event_of_patient ON event (patient, created_at);
        CREATE TRIGGER event_keeps_its_file BEFORE UPDATE OF file ON event
            WHEN old.file IS NOT NULL
            BEGIN SELECT raise(ABORT, 'an event stands in one file'); END;

        -- What a settings export says: it narrows, and is shown beside the practice file.
        CREATE TABLE opening (
            practice TEXT NOT NULL,
            weekday TEXT NOT NULL,
            opens INTEGER NOT NULL,
            closes INTEGER NOT NULL,
            practitioner TEXT NOT NULL,
            code TEXT NOT NULL,
            export INTEGER NOT NULL REFERENCES export (id)
        ) STRICT;

        CREATE TABLE learned_layout (
            practice TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            body TEXT NOT NULL,
            learned_at INTEGER NOT NULL,
            PRIMARY KEY (practice, fingerprint)
        ) STRICT;

        -- Where the file system began that the shared folder stood on when it was last used.
        CREATE TABLE share (
            practice TEXT PRIMARY KEY,
            folder TEXT NOT NULL,
            volume TEXT NOT NULL
        ) STRICT;

        CREATE TABLE pause (
            practice TEXT PRIMARY KEY,
            since INTEGER NOT NULL
        ) STRICT;

        -- Why dialling has stopped for everybody, if it has.
        CREATE TABLE provider (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            state TEXT NOT NULL CHECK (state IN ('ok', 'unreachable', 'stopped')),
            reason TEXT,
            since INTEGER NOT NULL,
            asked_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE trouble (
            practice TEXT NOT NULL,
            code TEXT NOT NULL,
            message TEXT NOT NULL,
            since INTEGER NOT NULL,
            acknowledged_at INTEGER,
            PRIMARY KEY (practice, code)
        ) STRICT;

        -- What was done, by whom; never changed, never deleted.
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
            BEGIN SELECT raise(ABORT, 'the audit is never shortened'); END;
        -- REPLACE would take a row away without the trigger above.
        CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
            WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id)
            BEGIN SELECT raise(ABORT, 'the audit is never changed'); END;
        CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
            BEGIN SELECT raise(ABORT, 'the audit is never changed'); END;
        """

    /// The rows of an import that could not be used: where they stand in the file, and never what is in them.
    private static let third = """
        CREATE TABLE unusable_row (
            export INTEGER NOT NULL REFERENCES export (id) ON DELETE CASCADE,
            row INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (export, row)
        ) STRICT, WITHOUT ROWID;
        -- Nothing reads it: the layout's name says all.
        ALTER TABLE export DROP COLUMN family;
        """

    /// The words of the field for what the first schema had words of its own for.
    private static let second = """
        ALTER TABLE hold RENAME TO slot_reservation;
        ALTER TABLE trouble RENAME TO alert;
        ALTER TABLE suppression RENAME TO stop;
        ALTER TABLE recall RENAME COLUMN anchor TO cycle;
        ALTER TABLE attempt RENAME COLUMN next_look_at TO next_poll_at;
        ALTER TABLE attempt RENAME COLUMN looks TO polls;
        DROP INDEX suppression_once;
        CREATE UNIQUE INDEX stop_once
            ON stop (ifnull(phone, ''), ifnull(practice, ''), ifnull(patient_id, '')) WHERE ended_at IS NULL;
        DROP INDEX attempt_to_look_at;
        CREATE INDEX attempt_to_poll ON attempt (next_poll_at) WHERE state IN ('placing', 'following', 'unknown');
        """
}
