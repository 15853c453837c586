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

    func forget(_ patientID: String, _ practice: PracticeContext) async throws -> Answer {
        let known = try await store.history(practice: practice.id, patientID: patientID)
        let search = PersonSearch(
            patientID: patientID, name: known?.read.name ?? PersonName(),
            numbers: known?.read.phones.flatMap { [$0.reading.number].compactMap(\.self) + $0.reading.also } ?? [])
        switch try await store.forget(practice: practice.id, patientID: patientID, now: now, hash: PersonHash.of) {
        case .unknown: return .unknown
        case .inCall: return .inCall
        case .waiting: return .waiting
        case .done(let erasure):
            try await store.scrub()
            let shared = try await PracticeShare.open(practice, store: store)
            try await writePage(practice)
            return .erased(
                ForgetReport(practice: practice.id, erased: erasure, outOfReach: try search.files(in: shared)))
        }
    }

    /// Writes the practice's page anew, so that it no longer shows the person.
    private func writePage(_ practice: PracticeContext) async throws {
        let now = now
        let runtime = Runtime(
            setup: Runtime.Setup(configuration: configuration), store: store,
            logger: Logger(label: "recalld") { _ in SwiftLogNoOpLogHandler() }, clock: { now })
        try await PageWriter(runtime: runtime).write(practice)
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
