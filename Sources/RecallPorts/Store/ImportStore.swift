package import RecallCore

/// What was imported: exports, what was decided about them, layouts that were learnt, and where files came to rest.
package protocol ImportStore: Sendable {
    /// What was decided about a claim before, if anything: a restart finishes what a crash left undone.
    func export(claim: String) async throws(StoreError) -> StoredExport?

    /// The newest exports, newest first.
    func exports(practice: String, limit: Int) async throws(StoreError) -> [StoredExport]

    /// Whether the newest imported export of a kind has these bytes and this header: then it says nothing new.
    func isNewest(
        practice: String, kind: String, fingerprint: String, sha256: String
    ) async throws(StoreError) -> Bool

    /// Stores that the newest imported export of its kind has come again, a duplicate: what it says was said just now.
    ///
    /// - Parameters:
    ///   - export: The claimed file.
    ///   - reading: What it was taken for.
    ///   - reason: Why it is not imported, in plain words.
    ///   - now: The moment.
    /// - Returns: Whether it still was the newest; where it was not, nothing is stored.
    /// - Throws: Why the store could not do it.
    func sayAgain(
        _ export: ClaimedExport, reading: ImportedReading, reason: String, now: Instant
    ) async throws(StoreError) -> Bool

    /// Stores that an export is not imported, and why: one for review, one that cannot be used.
    func decide(
        _ export: ClaimedExport, state: ExportState, reading: ImportedReading?, rows: Int, reason: String, now: Instant
    ) async throws(StoreError)

    /// Stores where an export has come to rest; the first place stands.
    func recordPlace(claim: String, place: String) async throws(StoreError)

    /// The fields that meant safety in the newest imported export of a kind, for comparison.
    ///
    /// Whatever its layout: a table that has lost a column may be taken for another one.
    func safetyFields(practice: String, kind: String) async throws(StoreError) -> Set<Field>

    /// How many patients have a stop or a condition in each field that tells of one, by what every export so far has said.
    ///
    /// Reads all of a practice's patients.
    func patientsByTellingField(practice: String) async throws(StoreError) -> [Field: Int]

    /// Imports an export of patients: all its rows, or nothing. With them go the rows that could not be used and the
    /// warning about the file, which takes the place of the one before.
    ///
    /// - Parameters:
    ///   - export: The claimed file.
    ///   - reading: What it was taken for.
    ///   - now: The moment.
    ///   - merge: Joins two rows of one patient.
    ///   - isDealtWith: Whether a line for staff is over, by what the export says of its patient; the outcome is that of
    ///     the call that brought the line.
    ///   - conflictTask: The line for staff about an id that people with different dates of birth have; asked for once as
    ///     long as they have it.
    ///   - body: Reads the file and adds each patient. What it throws undoes the import, and so does a count that is held.
    /// - Returns: What the import came to.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what a closure threw.
    func importPatients(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient,
        isDealtWith: @escaping @Sendable (Event, PatientFacts, Outcome?) -> Bool,
        conflictTask: @escaping @Sendable (String) throws -> Event,
        body: @escaping @Sendable (any PatientImport) throws -> ImportCounts
    ) async throws(StoreError) -> PatientImportResult

    /// Imports a diary: it takes the place of the one before. Slots that are no longer free are no longer held.
    ///
    /// - Parameters:
    ///   - export: The claimed file.
    ///   - reading: What it was taken for.
    ///   - now: The moment.
    ///   - body: Reads the file, adds each slot, and settles the bookings of which the diary says something; what it
    ///     throws undoes the import.
    /// - Returns: What the import came to.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `body` threw.
    func importSlots(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any SlotImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts

    /// Imports a do-not-call list: it adds, and takes nothing away.
    ///
    /// - Parameters:
    ///   - export: The claimed file.
    ///   - reading: What it was taken for.
    ///   - now: The moment.
    ///   - body: Reads the file and adds each entry. What it throws undoes the import, and so does a count that is held.
    /// - Returns: What the import came to.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `body` threw.
    func importStops(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any StopImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts

    /// Imports opening hours: they take the place of those before.
    ///
    /// - Parameters:
    ///   - export: The claimed file.
    ///   - reading: What it was taken for.
    ///   - now: The moment.
    ///   - body: Reads the file and adds each opening; what it throws undoes the import.
    /// - Returns: What the import came to.
    /// - Throws: Why the store could not do it, or `StoreError.other` with the type of what `body` threw.
    func importOpenings(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable ((ImportedOpening) throws -> Void) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts

    /// The rows of an import that could not be used, in their order; at most `UnusableRow.mostKept` are kept.
    func unusableRows(claim: String) async throws(StoreError) -> [UnusableRow]

    /// The opening hours that the newest settings export gives.
    func openings(practice: String) async throws(StoreError) -> [ImportedOpening]

    /// How exports of a practice are read because a person said so, in the order of their fingerprints.
    func learnedLayouts(practice: String) async throws(StoreError) -> [LearnedLayout]

    /// Takes back how exports with a header are to be read; whether anybody had said so.
    func forgetLayout(practice: String, fingerprint: String, now: Instant) async throws(StoreError) -> Bool

    /// Remembers how the actor said that exports with this header are to be read.
    func learnLayout(
        practice: String, fingerprint: String, body: String, now: Instant
    ) async throws(StoreError)

    /// The exports of a practice that stand in the archive and were decided before a moment.
    func archivedExports(practice: String, before: Instant) async throws(StoreError) -> [ArchivedExport]

    /// Stores that an archived export is no longer kept; its digest stays known.
    func forgetArchived(_ export: Int64, practice: String, wasThere: Bool, now: Instant)
        async throws(StoreError)
}
