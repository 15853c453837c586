extension Schema {
    /// What is asked of each row that ages out is found by an index: without one the work grows with the square of the rows.
    static let retention = """
        CREATE INDEX recall_of_patient ON recall (patient);
        CREATE INDEX event_of_attempt ON event (attempt) WHERE attempt IS NOT NULL;
        CREATE INDEX event_of_file ON event (file) WHERE file IS NOT NULL;
        CREATE INDEX booking_of_patient ON booking (patient);
        """
}
