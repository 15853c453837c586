package import RecallCore
package import RecallStore
import RecallSystem

/// What staff say of an attempt of which the machine knows nothing.
package enum StaffSettling {
    /// Settles an unknown attempt; without an outcome nobody was called.
    ///
    /// - Returns: whether there was such an attempt.
    package static func settle(
        attempt id: String, outcome: Outcome?, installation: Installation, store: Store, now: Instant
    ) async throws -> Bool {
        guard let attempt = try await store.attempt(id), let desk = installation.practice(attempt.practice) else {
            return false
        }
        let clerk = CallClerk(desk: desk, script: installation.shipped.script)
        guard let outcome else {
            return try await store.voidUnknown(attempt: id, now: now) { clerk.notCalledEvents($0, now: now) }
        }
        let settled = try await store.settle(attempt: id, from: [.unknown], now: now) {
            clerk.settlementByStaff($0, outcome: outcome, now: now)
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
        _ name: String, installation: Installation, store: Store, now: Instant
    ) async throws -> String? {
        guard let file = try await store.outboxFile(named: name), let desk = installation.practice(file.practice),
            let path = PracticeFolders.outbox.appending(file.name)
        else { return nil }
        guard !file.content.isEmpty else { throw Erased() }
        let shared = try await PracticeShare.open(desk, store: store)
        try shared.writeNew(path, Array(file.content))
        try await store.markWritten(file.id, now: now)
        return "\(desk.practice.folder)/\(path)"
    }
}
