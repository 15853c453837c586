import RecallCore
import RecallPorts

/// An export that is being imported: what is known of it, and its rows.
struct ImportJob: Sendable {
    let practice: PracticeContext
    let store: any Store
    let now: Instant
    let today: Day
    let export: ClaimedExport
    let reading: ImportedReading
    let recognition: Recognition
    let rows: ExportRows
    /// How much the export may change; nil where a person has approved it, whatever it changes.
    let limits: HoldLimits?

    /// Brings all rows into the store, or none.
    ///
    /// - Returns: what the import came to, and whether it has brought news for the outbox.
    func run(_ kind: ExportKind) async throws -> (counts: ImportCounts, tells: Bool) {
        do {
            return try await bring(kind)
        } catch {
            // The store undid its transaction because the file could not be read on; that is the file's trouble.
            throw rows.trouble.error ?? error
        }
    }

    private func bring(_ kind: ExportKind) async throws -> (counts: ImportCounts, tells: Bool) {
        switch kind {
        case .patients: try await PatientsImporter(job: self).run()
        case .slots: (try await SlotsImporter(job: self).run(), true)
        case .suppressions: (try await StopsImporter(job: self).run(), false)
        case .settings: (try await OpeningsImporter(job: self).run(), false)
        }
    }
}
