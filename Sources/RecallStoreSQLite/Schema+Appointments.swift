extension Schema {
    /// Every row of a diary, those of one number included, and what becomes of appointments after they were booked.
    static let appointments = """
        CREATE TABLE slot_row (
            id INTEGER PRIMARY KEY,
            practice TEXT NOT NULL,
            key TEXT NOT NULL,
            day TEXT NOT NULL,
            start INTEGER NOT NULL,
            end INTEGER,
            practitioner TEXT NOT NULL,
            room TEXT NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('free', 'blocked', 'booked', 'cancelled', 'not_attended')),
            patient_id TEXT,
            branch TEXT NOT NULL DEFAULT '',
            export INTEGER NOT NULL REFERENCES export (id)
        ) STRICT;
        INSERT INTO slot_row (id, practice, key, day, start, end, practitioner, room, type, status, patient_id, export)
            SELECT id, practice, key, day, start, end, practitioner, room, type, status, patient_id, export FROM slot;
        DROP TABLE slot;
        ALTER TABLE slot_row RENAME TO slot;
        CREATE INDEX slot_of_day ON slot (practice, day, start);
        CREATE INDEX slot_of_number ON slot (practice, key, status);
        CREATE INDEX slot_of_patient ON slot (practice, patient_id, day) WHERE patient_id IS NOT NULL;

        CREATE TABLE kept_booking (
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
            status TEXT NOT NULL
                CHECK (status IN ('requested', 'confirmed', 'conflict', 'expired', 'cancelled', 'not_attended')),
            booked_at INTEGER NOT NULL
        ) STRICT;
        INSERT INTO kept_booking (attempt, practice, patient, slot, day, start, end, practitioner, room, type, status,
                booked_at)
            SELECT attempt, practice, patient, slot, day, start, end, practitioner, room, type, status, booked_at
            FROM booking;
        DROP TABLE booking;
        ALTER TABLE kept_booking RENAME TO booking;
        CREATE UNIQUE INDEX booking_slot ON booking (practice, slot) WHERE status IN ('requested', 'confirmed');
        CREATE INDEX event_of_booking ON event (attempt) WHERE kind = 'bookings';

        -- The first day on which a recall may be called about again whose booking came to nothing.
        ALTER TABLE recall ADD COLUMN reopens_on TEXT;

        -- The days on which diaries have shown patients, also once a newer diary shows them no more.
        CREATE TABLE appointment (
            practice TEXT NOT NULL,
            patient_id TEXT NOT NULL,
            day TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('booked', 'missed')),
            PRIMARY KEY (practice, patient_id, day)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX appointment_of_day ON appointment (practice, day);
        INSERT OR IGNORE INTO appointment (practice, patient_id, day, state)
            SELECT practice, patient_id, day, 'booked' FROM slot WHERE patient_id IS NOT NULL AND status = 'booked';
        """

    static let appointmentCover = """
        -- When, whom and what an appointment is with: a diary of another practitioner or kind says nothing of it.
        ALTER TABLE appointment ADD COLUMN start INTEGER;
        ALTER TABLE appointment ADD COLUMN practitioner TEXT NOT NULL DEFAULT '';
        ALTER TABLE appointment ADD COLUMN type TEXT NOT NULL DEFAULT '';
        """
}
