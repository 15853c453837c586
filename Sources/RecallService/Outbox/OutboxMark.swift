import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallSystem

/// The number of the newest file that was written to an outbox, kept in the share.
///
/// A database that was put back from a backup has forgotten the calls that came after it; whoever was called then would be
/// called again. The share has not forgotten: its number is higher than the database's.
///
/// The numbers that are given come from the store. What stands here can only stop calls, as a PAUSE can, and where it cannot be
/// read or written that is no trouble of the outbox.
enum OutboxMark {
    private static let path = PracticeFolders.working.appending("newest-outbox-number")

    private static let mostBytes = 64

    /// Notes that a file with that number has been written.
    static func note(_ number: Int, _ shared: SharedFolder) throws(FileError) {
        guard let path, try shared.isReplaceable(path) else { return }
        try shared.replace(path, Array("\(number)\n".utf8))
    }

    /// Stops the practice's calls until a person resumes them, where the database is older than what was written.
    ///
    /// A database without any file is a new installation, not an old one put back; nothing is stopped for it.
    static func check(_ practice: PracticeContext, _ shared: SharedFolder, _ runtime: Runtime) async throws {
        guard let path, let known = try await runtime.store.newestOutboxNumber(practice: practice.id) else { return }
        guard try shared.isReplaceable(path), let file = try shared.file(at: path), file.size <= mostBytes else {
            return
        }
        let text = String(decoding: try shared.read(path, limit: mostBytes), as: UTF8.self)
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
