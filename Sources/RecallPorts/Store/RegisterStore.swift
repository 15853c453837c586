package import RecallCore

/// Who is known: the patients of each practice, and who was forgotten.
package protocol RegisterStore: Sendable {
    /// Everything that is remembered of one patient; nil where the practice has none of that number.
    func history(practice: String, patientID: String) async throws(StoreError) -> PatientHistory?

    /// The patients of a practice whom a person means, those who are meant most surely; in the order of their numbers.
    func patients(practice: String, meant query: PatientQuery) async throws(StoreError) -> [FoundPatient]

    /// The key of the hashes, and those who were forgotten.
    func forgotten() async throws(StoreError) -> Forgotten

    /// Erases a person from every table, and blots the person out of what was written of others: reasons of stops, notes of
    /// lines, the audit. What the bytes of the store still hold is taken away by `scrub`.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - patientID: The patient's id there.
    ///   - now: The moment.
    ///   - hash: The hash of a text under a key.
    /// - Returns: What was erased, or why nothing was.
    /// - Throws: Why the store could not do it.
    func forget(
        practice: String, patientID: String, now: Instant,
        hash: @escaping @Sendable (_ text: String, _ key: [UInt8]) -> String
    ) async throws(StoreError) -> ForgetAnswer

    /// Gives up those who were forgotten, whose key is lost: whatever brings them back is taken for news of them.
    ///
    /// - Returns: How many hashes there were.
    /// - Throws: Why the store could not do it.
    func giveUpForgotten(now: Instant) async throws(StoreError) -> Int

    /// Packs the store, so that nothing of what was deleted is left in it or in a journal beside it.
    ///
    /// - Throws: `StoreError.busy` where another program reads for so long that a journal cannot be emptied.
    func scrub() async throws(StoreError)

    /// What the latest settled call of each patient came to, by patient id.
    func results(practice: String) async throws(StoreError) -> [String: PatientResult]

    /// Takes away what a practice need not keep any longer, and notes in the audit how much it was.
    ///
    /// The words of calls go with `transcripts`. With `records` go the patients whom no export has held since, with their
    /// calls; recalls that a new sight test has ended; news that staff have collected, and the bytes of its file. What is
    /// still going on stays: calls without an end, news without a file, files that nobody has collected. Stops stay
    /// for ever.
    ///
    /// - Parameters:
    ///   - practice: The practice's id.
    ///   - transcripts: The words of calls that were settled before go.
    ///   - records: What has been over since before then goes; nobody of the newest list goes
    ///     within `AgedOut.daysOfNewest`.
    ///   - limit: Of each kind at most so many go at once; whoever asks asks again until fewer went.
    ///   - now: The moment.
    /// - Returns: How much went.
    /// - Throws: Why the store could not do it.
    func ageOut(
        practice: String, transcripts: Instant, records: Instant, limit: Int, now: Instant
    ) async throws(StoreError) -> AgedOut
}
