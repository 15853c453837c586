import Logging
import RecallCore
import RecallPorts
import RecallSystem

/// Erases a person's data from the database, its journal, and the practice's page.
struct Forgetting {
    let configuration: LoadedConfiguration
    let store: any Store
    let now: Instant

    /// What became of it; in all cases but the last nothing was erased.
    enum Answer {
        /// Nobody of that number is known.
        case unknown
        /// A call is in progress, or nobody knows yet what came of it.
        case inCall
        /// Results wait to be written to the outbox.
        case waiting
        case erased(ForgetReport)
    }

    /// Erases the person. What is out of reach is looked for first, while it is known who it is: nothing is erased where the
    /// shared folder cannot be read. A crash after that is made good by doing it again.
    ///
    /// - Parameters:
    ///   - patientID: The patient's number in the practice's system.
    ///   - practice: The practice.
    /// - Returns: What became of it.
    /// - Throws: `FileError` where the shared folder cannot be read, or the page not be written; `StoreError`.
    func forget(_ patientID: String, _ practice: PracticeContext) async throws -> Answer {
        let known = try await store.history(practice: practice.id, patientID: patientID)
        let search = PersonSearch(
            patientID: patientID, name: known?.read.name ?? PersonName(),
            numbers: known?.read.phones.flatMap { [$0.reading.number].compactMap(\.self) + $0.reading.also } ?? [],
            mostMiB: configuration.settings.limits.maxFileMiB)
        let left = try search.findings(in: try await PracticeShare.open(practice, store: store))
        let erasure: Erasure?
        var answer = try await store.forget(
            practice: practice.id, patientID: patientID, now: now, hash: PersonHash.of)
        if case .waiting = answer, try RunningDaemon.find(in: configuration.settings.stateDirectory) == nil {
            // Nobody else writes what is known of the person and stands in no file yet.
            _ = try await OutboxWriter(runtime: runtime).runOnce()
            answer = try await store.forget(
                practice: practice.id, patientID: patientID, now: now, hash: PersonHash.of)
        }
        switch answer {
        case .unknown:
            // Erased already; what came after may have been cut off.
            let forgotten = try await store.forgotten()
            guard PersonHash.isForgotten(patientID, of: practice.id, in: forgotten) else { return .unknown }
            erasure = nil
        case .inCall: return .inCall
        case .waiting: return .waiting
        case .done(let done): erasure = done
        }
        try await store.scrub()
        try await writePage(practice)
        return .erased(ForgetReport(practice: practice.id, erased: erasure, left: left))
    }

    /// Writes the practice's page anew, so that it no longer shows the person.
    private func writePage(_ practice: PracticeContext) async throws {
        try await PageWriter(runtime: runtime).write(practice)
    }

    private var runtime: Runtime {
        let now = now
        return Runtime(
            setup: Runtime.Setup(configuration: configuration), store: store,
            logger: Logger(label: "recalld") { _ in SwiftLogNoOpLogHandler() }, clock: { now })
    }

    /// The hashes by which a person or a number is known once forgotten; none where nobody was.
    static func hashes(of subject: StopSubject, in forgotten: Forgotten) -> [String] {
        guard !forgotten.isEmpty else { return [] }
        let texts =
            switch subject {
            case .number(let number, _): [Forgotten.text(number: number)]
            case .patient(let id, let practice):
                [
                    Forgotten.text(patientID: id, practice: practice.id),
                    Forgotten.formerText(patientID: id, practice: practice.id),
                ]
            }
        return Set(texts).map { PersonHash.of($0, key: forgotten.key) }
    }
}
