package import RecallCore
package import RecallPorts
import RecallSystem

/// What staff say of an attempt of which the machine knows nothing.
package enum StaffSettling {
    /// Settles an unknown attempt; without an outcome nobody was called.
    ///
    /// - Returns: whether there was such an attempt.
    package static func finishAttempt(
        attempt id: String, outcome: Outcome?, configuration: LoadedConfiguration, store: any Store, now: Instant
    ) async throws -> Bool {
        guard let attempt = try await store.attempt(id), let practice = configuration.practice(attempt.practice) else {
            return false
        }
        let record = OutcomeRecord(practice: practice, script: configuration.shipped.script)
        guard let outcome else {
            return try await store.markNotCalled(attempt: id, now: now) { record.notCalledEvents($0, now: now) }
        }
        let settled = try await store.finishAttempt(attempt: id, from: [.unknown], now: now) {
            record.settlementByStaff($0, outcome: outcome, now: now)
        }
        return settled != nil
    }
}

/// Writes files of the outbox again.
package enum Reissue {
    /// A file that held somebody who was forgotten.
    package struct Erased: Error, CustomStringConvertible {
        package var description: String {
            "This file held a person who was forgotten, so its words were erased. It cannot be written again."
        }
    }

    /// The place of the file; nil where there never was one of that name.
    ///
    /// - Throws: `Erased`, or `FileError` where the outbox cannot be written, or another file of that name stands there.
    package static func write(
        _ name: String, configuration: LoadedConfiguration, store: any Store, now: Instant
    ) async throws -> String? {
        guard let file = try await store.outboxFile(named: name), let practice = configuration.practice(file.practice),
            let path = PracticeFolders.outbox.appending(file.name)
        else { return nil }
        guard !file.content.isEmpty else { throw Erased() }
        let shared = try await PracticeShare.open(practice, store: store)
        try shared.writeNew(path, Array(file.content))
        try await store.markWritten(file.id, now: now)
        return "\(practice.settings.folder)/\(path)"
    }
}
