package import RecallCore

/// Who is never called.
package protocol StopStore: Sendable {
    /// Adds an entry; one that stands already is kept as it is.
    ///
    /// - Parameters:
    ///   - entry: Who is not to be called.
    ///   - now: The moment.
    /// - Returns: Whether it is new.
    /// - Throws: Why the store could not do it.
    func addStop(_ entry: Stop, now: Instant) async throws(StoreError) -> Bool

    /// Ends the entries for a number or a patient, and lets those come back who were forgotten; only a person does this.
    ///
    /// - Parameters:
    ///   - practice: The practice of the entry; nil for an entry of every practice.
    ///   - phone: The number; nil where a patient is meant.
    ///   - patientID: The patient; nil where a number is meant.
    ///   - hashes: The hashes by which such a person or number would be known if forgotten.
    ///   - reason: Why, for the audit.
    ///   - now: The moment.
    /// - Returns: How many entries were ended.
    /// - Throws: Why the store could not do it.
    func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, hashes: [String], reason: String, now: Instant
    ) async throws(StoreError) -> Int
}
