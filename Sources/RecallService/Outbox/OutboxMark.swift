import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallSystem

/// The number of the newest file that was written to an outbox, kept in the share.
///
/// A database that was put back from a backup has forgotten the calls that came after it; whoever was called then would be
/// called again. The share has not forgotten: its number is higher than the database's.
enum OutboxMark {
    private static let path = PracticeFolders.working.appending("newest-outbox-number")

    /// Notes that a file with that number has been written.
    static func note(_ number: Int, _ shared: SharedFolder) throws(FileError) {
        guard let path else { return }
        try shared.replace(path, Array("\(number)\n".utf8))
    }

    /// Stops the practice's calls until a person resumes them, where the database is older than what was written.
    ///
    /// A database without any file is a new installation, not an old one put back; nothing is stopped for it.
    static func check(_ practice: PracticeContext, _ shared: SharedFolder, _ runtime: Runtime) async throws {
        guard let path, let known = try await runtime.store.newestOutboxNumber(practice: practice.id) else { return }
        guard try shared.file(at: path) != nil else { return }
        let text = String(decoding: try shared.read(path, limit: 64), as: UTF8.self)
        guard let written = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)), written > known else { return }
        let message =
            "The database is older than the outbox: it knows files up to number \(known), and number \(written) was written. "
            + "Whoever was called since could be called again, so that calls are paused. "
            + "Put the newest exports into the inbox, look through the outcomes since, and then run: recalld resume"
        try await runtime.store.pauseRestored(
            practice: practice.id, message: message, now: runtime.now)
        try note(known, shared)
        runtime.logger.error(
            "the database is older than the outbox; calls are paused",
            metadata: ["practice": "\(practice.id)", "known": "\(known)", "written": "\(written)"])
    }
}
