PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO grdb_migrations VALUES('1');
INSERT INTO grdb_migrations VALUES('2');
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
INSERT INTO export VALUES(1,'harbour-lane','patients.csv','patients.csv-FE96C985-8491-40A4-8986-CA4EA761C0B6','export-1',100,1795514400000,1795514400000,'imported','patients','test',NULL,'f','deceased do_not_contact','1;5;23:clinical_notes_freetext5:Notes',6,0,'',NULL);
INSERT INTO export VALUES(2,'harbour-lane','diary.csv','diary.csv-4D7F0583-E9AE-4FBE-8DF0-F51AE82AD8F6','61B047B2-9AFB-4FD7-9CED-881F6C6572E5',100,1795514400000,1795514400000,'imported','slots','test',NULL,'d','','0;',9,0,'',NULL);
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
INSERT INTO patient VALUES(1,'harbour-lane','1',1,1,3,0,'1;3;1;0;18:POAG; "rings" at 52;13:date_of_birth3776;14:last_exam_date19967;1;3;12:mobile_phone13:+4477009001216:mobile0;4:none0;0;3:Mrs3:Ann3:Ash0;','3:Mrs3:Ann3:Ash3776;19967;.......1;13:+4477009001211;8:glaucoma4:poag23:clinical_notes_freetext....1;');
INSERT INTO patient VALUES(2,'harbour-lane','2',1,2,4,0,'2;4;0;2;13:date_of_birth3776;14:last_exam_date19967;1;3;12:mobile_phone13:+4477009001226:mobile0;4:none0;0;3:Mrs3:Ann5:Siân0;','3:Mrs3:Ann5:Siân3776;19967;.......1;13:+4477009001220;....3;');
INSERT INTO patient VALUES(3,'harbour-lane','3',1,3,5,0,'3;5;0;2;13:date_of_birth3776;14:last_exam_date19967;1;3;12:mobile_phone13:+4477009001236:mobile0;4:none0;0;3:Mrs3:Ann6:O''Hara0;','3:Mrs3:Ann6:O''Hara3776;19967;.......1;13:+4477009001230;....3;');
INSERT INTO patient VALUES(4,'harbour-lane','4',1,4,6,0,'4;6;0;2;13:date_of_birth3776;14:last_exam_date19967;1;3;12:mobile_phone13:+4477009001246:mobile0;4:none0;0;3:Mrs3:Ann3:Lee0;','3:Mrs3:Ann3:Lee3776;19967;.......1;13:+4477009001240;....3;');
INSERT INTO patient VALUES(5,'harbour-lane','5',1,5,7,0,'5;7;0;2;13:date_of_birth3776;14:last_exam_date19967;1;3;12:mobile_phone13:+4477009001256:mobile0;4:none0;0;3:Mrs3:Ann8:Nguyễn0;','3:Mrs3:Ann8:Nguyễn3776;19967;.......1;13:+4477009001250;....3;');
INSERT INTO patient VALUES(6,'harbour-lane','6',1,6,8,0,'6;8;0;2;13:date_of_birth3776;14:last_exam_date19967;1;3;12:mobile_phone13:+4477009001266:mobile0;4:none0;0;3:Mrs3:Ann3:Ray0;','3:Mrs3:Ann3:Ray3776;19967;.......1;13:+4477009001260;....3;');
CREATE TABLE patient_number (
    practice TEXT NOT NULL,
    phone TEXT NOT NULL,
    patient INTEGER NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    PRIMARY KEY (practice, phone, patient)
) STRICT, WITHOUT ROWID;
INSERT INTO patient_number VALUES('harbour-lane','+447700900121',1);
INSERT INTO patient_number VALUES('harbour-lane','+447700900122',2);
INSERT INTO patient_number VALUES('harbour-lane','+447700900123',3);
INSERT INTO patient_number VALUES('harbour-lane','+447700900124',4);
INSERT INTO patient_number VALUES('harbour-lane','+447700900125',5);
INSERT INTO patient_number VALUES('harbour-lane','+447700900126',6);
CREATE TABLE recall (
    id TEXT PRIMARY KEY,
    patient INTEGER NOT NULL REFERENCES patient (id) ON DELETE CASCADE,
    practice TEXT NOT NULL,
    cycle TEXT NOT NULL,
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
INSERT INTO recall VALUES('r_631892C2-F64C-41B6-A7B8-FE9C058B78AA',1,'harbour-lane','2024-09-01',1,1795514400000,0,0,0,0,NULL,NULL,NULL);
INSERT INTO recall VALUES('r_7C781DB2-1D32-4599-9277-644DEFDE8FF1',2,'harbour-lane','2024-09-01',1,1795514400000,0,0,0,0,NULL,NULL,NULL);
INSERT INTO recall VALUES('r_B95F41C4-8FC6-465B-8BCB-0E3E72A3B178',3,'harbour-lane','2024-09-01',1,1795514400000,0,0,0,0,NULL,NULL,NULL);
INSERT INTO recall VALUES('r_CDD469CD-625B-4689-9E87-3C2D53F4CE52',4,'harbour-lane','2024-09-01',1,1795514400000,0,0,0,0,NULL,NULL,NULL);
INSERT INTO recall VALUES('r_3699D885-DFD9-4010-A9D7-4059541AA036',5,'harbour-lane','2024-09-01',1,1795514400000,0,0,0,0,NULL,NULL,NULL);
INSERT INTO recall VALUES('r_5B5884BE-ED68-4433-801B-373818F6BECF',6,'harbour-lane','2024-09-01',1,1795514400000,0,0,0,0,NULL,NULL,NULL);
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
    next_poll_at INTEGER,
    polls INTEGER NOT NULL DEFAULT 0,
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
INSERT INTO attempt VALUES('a_following','r_7C781DB2-1D32-4599-9277-644DEFDE8FF1',2,'harbour-lane','+447700900122',1795514400000,'2026-11-24','following','call-1',0,'[{"day":"2026-11-26","key":"S0","letter":"a","minute":630,"practitioner":"Dr A Shah"},{"day":"2026-11-27","key":"S1","letter":"b","minute":630,"practitioner":"Dr A Shah"},{"day":"2026-11-28","key":"S2","letter":"c","minute":630,"practitioner":"Dr A Shah"}]',NULL,0,1795514400000,0,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attempt VALUES('a_unknown','r_B95F41C4-8FC6-465B-8BCB-0E3E72A3B178',3,'harbour-lane','+447700900123',1795514400000,'2026-11-24','unknown',NULL,0,'[{"day":"2026-11-29","key":"S3","letter":"a","minute":630,"practitioner":"Dr A Shah"},{"day":"2026-11-30","key":"S4","letter":"b","minute":630,"practitioner":"Dr A Shah"},{"day":"2026-12-01","key":"S5","letter":"c","minute":630,"practitioner":"Dr A Shah"}]',1795514400000,0,1795514400000,0,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO attempt VALUES('a_booked','r_CDD469CD-625B-4689-9E87-3C2D53F4CE52',4,'harbour-lane','+447700900124',1795514400000,'2026-11-24','settled',NULL,0,'[{"day":"2026-12-02","key":"S6","letter":"a","minute":630,"practitioner":"Dr A Shah"},{"day":"2026-12-03","key":"S7","letter":"b","minute":630,"practitioner":"Dr A Shah"}]',NULL,0,NULL,0,NULL,0,'booked','',0,NULL,NULL,NULL,1795514400000);
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
INSERT INTO slot VALUES(1,'harbour-lane','S0','2026-11-26',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(2,'harbour-lane','S1','2026-11-27',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(3,'harbour-lane','S2','2026-11-28',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(4,'harbour-lane','S3','2026-11-29',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(5,'harbour-lane','S4','2026-11-30',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(6,'harbour-lane','S5','2026-12-01',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(7,'harbour-lane','S6','2026-12-02',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(8,'harbour-lane','S7','2026-12-03',630,660,'Dr A Shah','1','Sight test','free',NULL,2);
INSERT INTO slot VALUES(9,'harbour-lane','S8','2026-12-04',630,660,'Dr A Shah','1','Sight test','booked','someone',2);
CREATE TABLE IF NOT EXISTS "slot_reservation" (
    practice TEXT NOT NULL,
    slot TEXT NOT NULL,
    attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (practice, slot)
) STRICT;
INSERT INTO slot_reservation VALUES('harbour-lane','S0','a_following',1795516200000);
INSERT INTO slot_reservation VALUES('harbour-lane','S1','a_following',1795516200000);
INSERT INTO slot_reservation VALUES('harbour-lane','S2','a_following',1795516200000);
INSERT INTO slot_reservation VALUES('harbour-lane','S3','a_unknown',1795516200000);
INSERT INTO slot_reservation VALUES('harbour-lane','S4','a_unknown',1795516200000);
INSERT INTO slot_reservation VALUES('harbour-lane','S5','a_unknown',1795516200000);
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
INSERT INTO booking VALUES('a_booked','harbour-lane',4,'S6','2026-12-02',630,660,'Dr A Shah','1','Sight test','requested',1795514400000);
CREATE TABLE IF NOT EXISTS "stop" (
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
INSERT INTO stop VALUES(1,NULL,'+447700900126',NULL,'asked','staff',1795514400000,NULL);
CREATE TABLE forgotten (
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('patient', 'number')),
    practice TEXT,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;
CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL) STRICT;
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
INSERT INTO outbox_file VALUES(1,'harbour-lane',1,'bookings','bookings-1.csv',X'655f626f6f6b6564',0,1795514400000,1795514400000,NULL);
CREATE TABLE summary (
    practice TEXT NOT NULL,
    day TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    written_at INTEGER,
    PRIMARY KEY (practice, day)
) STRICT;
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
INSERT INTO event VALUES('e_booked','harbour-lane','bookings',4,'a_booked',1795514400000,'{"appointment":{"day":"2026-12-02","end":660,"practitioner":"Dr A Shah","room":"1","slotID":"S6","start":630,"type":"Sight test"},"at":"2026-11-24T10:00:00Z","id":"e_booked","kind":"bookings","name":{"first":"","last":"W","title":""},"note":"","patientID":"4"}',1,NULL);
INSERT INTO event VALUES('e_task','harbour-lane','tasks',5,NULL,1795514400000,'{"at":"2026-11-24T10:00:00Z","id":"e_task","kind":"tasks","name":{"first":"","last":"W","title":""},"note":"","patientID":"5"}',NULL,NULL);
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
INSERT INTO learned_layout VALUES('harbour-lane','f','{}',1795514400000);
CREATE TABLE share (
    practice TEXT PRIMARY KEY,
    folder TEXT NOT NULL,
    volume TEXT NOT NULL
) STRICT;
CREATE TABLE pause (
    practice TEXT PRIMARY KEY,
    since INTEGER NOT NULL
) STRICT;
INSERT INTO pause VALUES('harbour-lane',1795514400000);
CREATE TABLE provider (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    state TEXT NOT NULL CHECK (state IN ('ok', 'unreachable', 'stopped')),
    reason TEXT,
    since INTEGER NOT NULL,
    asked_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS "alert" (
    practice TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    since INTEGER NOT NULL,
    acknowledged_at INTEGER,
    PRIMARY KEY (practice, code)
) STRICT;
INSERT INTO alert VALUES('harbour-lane','share','It was gone.',1795514400000,NULL);
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL
) STRICT;
INSERT INTO audit VALUES(1,1795514400000,'staff','suppress','a number');
INSERT INTO audit VALUES(2,1795514400000,'staff','approve','a layout of harbour-lane');
INSERT INTO audit VALUES(3,1795514400000,'staff','pause','harbour-lane');
CREATE UNIQUE INDEX export_imported_once ON export (practice, sha256) WHERE state = 'imported';
CREATE INDEX export_newest ON export (practice, kind, first_seen_at);
CREATE INDEX number_of_patient ON patient_number (patient);
CREATE UNIQUE INDEX recall_current ON recall (patient) WHERE is_current = 1;
CREATE INDEX recall_next ON recall (practice, next_attempt_at, queue_order)
    WHERE is_current = 1 AND next_attempt_at IS NOT NULL;
CREATE UNIQUE INDEX attempt_live_recall ON attempt (recall) WHERE state IN ('placing', 'following', 'unknown');
CREATE UNIQUE INDEX attempt_live_phone ON attempt (phone) WHERE state = 'placing';
CREATE INDEX attempt_of_recall ON attempt (recall, started_at);
CREATE INDEX attempt_of_patient ON attempt (patient);
CREATE INDEX attempt_of_phone ON attempt (phone, local_day);
CREATE INDEX attempt_of_day ON attempt (local_day, practice, state, price);
CREATE TRIGGER attempt_keeps_its_call BEFORE UPDATE OF call_id ON attempt
    WHEN old.call_id IS NOT NULL AND new.call_id IS NOT old.call_id
    BEGIN SELECT raise(ABORT, 'an attempt keeps its call'); END;
CREATE TRIGGER attempt_stays_settled BEFORE UPDATE OF state ON attempt
    WHEN old.state IN ('settled', 'void') AND new.state IS NOT old.state
    BEGIN SELECT raise(ABORT, 'a settled attempt stays settled'); END;
CREATE TRIGGER attempt_keeps_its_outcome BEFORE UPDATE OF outcome ON attempt
    WHEN old.outcome IS NOT NULL AND new.outcome IS NOT old.outcome
    BEGIN SELECT raise(ABORT, 'an attempt has one outcome'); END;
CREATE INDEX slot_free ON slot (practice, day, start) WHERE status = 'free';
CREATE INDEX slot_of_patient ON slot (practice, patient_id, day) WHERE patient_id IS NOT NULL;
CREATE UNIQUE INDEX booking_slot ON booking (practice, slot) WHERE status IN ('requested', 'confirmed');
CREATE INDEX outbox_unwritten ON outbox_file (practice) WHERE written_at IS NULL;
CREATE INDEX event_waiting ON event (practice, kind) WHERE file IS NULL;
CREATE INDEX event_open ON event (practice, kind) WHERE done_at IS NULL AND kind IN ('tasks', 'contact-updates');
CREATE INDEX event_of_patient ON event (patient, created_at);
CREATE TRIGGER event_keeps_its_file BEFORE UPDATE OF file ON event
    WHEN old.file IS NOT NULL
    BEGIN SELECT raise(ABORT, 'an event stands in one file'); END;
CREATE TRIGGER audit_keeps_rows BEFORE DELETE ON audit
    BEGIN SELECT raise(ABORT, 'the audit is never shortened'); END;
CREATE TRIGGER audit_only_grows BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE id = new.id)
    BEGIN SELECT raise(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER audit_keeps_words BEFORE UPDATE ON audit
    BEGIN SELECT raise(ABORT, 'the audit is never changed'); END;
CREATE UNIQUE INDEX stop_once
    ON stop (ifnull(phone, ''), ifnull(practice, ''), ifnull(patient_id, '')) WHERE ended_at IS NULL;
CREATE INDEX attempt_to_poll ON attempt (next_poll_at) WHERE state IN ('placing', 'following', 'unknown');
COMMIT;
