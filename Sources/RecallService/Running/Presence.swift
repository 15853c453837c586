import RecallCore
import RecallSystem
import Synchronization

/// What the daemon says of itself, kept true while it runs.
final class Presence: Sendable {
    private let lock: StateLock
    private let note: Mutex<DaemonNote>

    init(_ note: DaemonNote, lock: StateLock) {
        self.note = Mutex(note)
        self.lock = lock
    }

    /// Says that the configuration was read again.
    ///
    /// - Parameters:
    ///   - now: The moment.
    ///   - isLive: The mode by which the daemon goes on.
    ///   - problems: Why it was refused; none where it was taken.
    func noteReading(at now: Instant, isLive: Bool, problems: [String]) {
        note.withLock { note in
            note = note.reading(at: now, isLive: isLive, problems: problems)
            lock.say(note.line)
        }
    }
}
