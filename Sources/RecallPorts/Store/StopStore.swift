package import RecallCore

/// Who is never called.
package protocol StopStore: Sendable {
    /// Adds an entry; one of the same source that stands already is kept as it is. Several sources of one stop stand beside
    /// each other.
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

    /// The do-not-call lists of a practice of which entries stand, the newest first.
    func stopExports(practice: String) async throws(StoreError) -> [StopExport]

    /// Ends the entries that one do-not-call list brought, and no others; only a person does this.
    ///
    /// - Parameters:
    ///   - export: The list.
    ///   - reason: Why, for the audit.
    ///   - now: The moment.
    /// - Returns: How many entries were ended, and how many of them stay stopped by somebody else.
    /// - Throws: Why the store could not do it.
    func endStops(ofExport export: Int64, reason: String, now: Instant) async throws(StoreError) -> EndedStops
}
