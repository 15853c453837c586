package import RecallCore

/// Who is never called.
package protocol StopStore: Sendable {
    /// Adds an entry; one that stands already is kept as it is.
    ///
    /// Answers whether it is new.
    func addStop(_ entry: Stop, now: Instant) async throws(StoreError) -> Bool

    /// Ends the entries for a number or a patient; only a person does this.
    ///
    /// Answers how many were ended.
    func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, reason: String, now: Instant
    ) async throws(StoreError) -> Int
}
