import Logging
import RecallCore
import RecallPorts
import Tabular

/// Sets exports aside that are not imported, with the reasons beside them.
struct Quarantine: Sendable {
    let practice: PracticeContext
    let runtime: Runtime
    let source: any ExportSource

    /// Stores that an export cannot be used, and why, and sets it aside.
    func reject(_ claim: ExportClaim, _ export: ClaimedExport, _ reason: String) async throws -> Importer.Result {
        try await runtime.store.decide(
            export, state: .rejected, reading: nil, rows: 0, reason: reason, now: runtime.now)
        CrashPoint.reached(.decisionStored)
        runtime.logger.warning("a file was rejected", metadata: ["practice": "\(practice.id)"])
        return try await rest(rejected: claim, reason)
    }

    /// Stores that an export waits for a person, and why, and sets it aside.
    func hold(
        _ claim: ExportClaim, _ export: ClaimedExport, _ reading: ExportReading, _ reasons: [String]
    ) async throws -> Importer.Result {
        let stored = reading.recognition.flatMap { recognition in
            recognition.kind.map { ImportedReading(recognition, $0) }
        }
        try await runtime.store.decide(
            export, state: .review, reading: stored, rows: reading.profile.rows,
            reason: reasons.joined(separator: "\n"),
            now: runtime.now)
        CrashPoint.reached(.decisionStored)
        runtime.logger.notice("a file waits for a person", metadata: ["practice": "\(practice.id)"])
        return try await rest(held: claim, reading, reasons)
    }

    /// Sets an export aside of which it is stored that it cannot be used.
    func rest(rejected claim: ExportClaim, _ reason: String) async throws -> Importer.Result {
        let place = try await source.rest(claim, at: .rejected) { name in
            [
                ExportPaper(
                    folder: .rejected, name: "\(name).reason.txt",
                    bytes: Array(Self.reasonText(claim.name, reason).utf8))
            ]
        }
        return try await note(claim, .rejected, place, reason)
    }

    /// Sets an export aside of which it is stored that it waits for a person.
    func rest(held claim: ExportClaim, _ reading: ExportReading?, _ reasons: [String]) async throws -> Importer.Result {
        let place = try await source.rest(claim, at: .review) { name in
            guard let reading, let recognition = reading.recognition else { return [] }
            return ReviewPapers.write(
                name: name, reading.profile, recognition, reasons: reasons, layout: claim.terms.layoutText
            ).map { ExportPaper(folder: .review, name: $0.name, bytes: Array($0.text.utf8)) }
        }
        return try await note(claim, .review, place, reasons.joined(separator: " "))
    }

    private func note(
        _ claim: ExportClaim, _ state: ExportState, _ place: String, _ reason: String
    ) async throws -> Importer.Result {
        try await runtime.store.recordPlace(claim: claim.id, place: place)
        CrashPoint.reached(.placeStored)
        await runtime.pageSignal.wake()
        return Importer.Result(state: state, place: place, reason: reason)
    }

    private static func reasonText(_ name: String, _ reason: String) -> String {
        """
        \(name) was not imported.\r
        \r
        Why: \(reason)\r
        \r
        What to do: mend it in your system, export again, and put the new file into the inbox. This file stays here.\r
        """
    }
}
