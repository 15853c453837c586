import RecallSystem

/// Has the running daemon read its configuration again, and waits for what came of it.
package enum ReloadRequest {
    package enum Answer: Equatable, Sendable {
        case taken
        /// What is wrong; the configuration before stays in force.
        case refused([String])
        case noDaemon
        /// It did not say what came of it in time, or cannot say.
        case silent
    }

    /// Seconds that a daemon may take: shares are looked at, and one that is away lets wait.
    private static let patience = 60.0

    /// Asks the daemon of a state directory.
    ///
    /// - Parameter state: The state directory.
    /// - Returns: What came of it.
    /// - Throws: `FileError` where nobody can tell who runs, or where the daemon may not be told.
    package static func send(to state: String) async throws -> Answer {
        guard let daemon = try RunningDaemon.find(in: state) else { return .noDaemon }
        guard let process = daemon.process, let before = daemon.note else { return .silent }
        try ProcessSignal.reload(process)
        let began = SystemClock.monotonicSeconds
        while SystemClock.monotonicSeconds - began < patience {
            try await Task.sleep(for: .milliseconds(50))
            guard let now = try RunningDaemon.find(in: state) else { return .noDaemon }
            // Words that are being written just now are read the next time.
            guard let note = now.note, note.reading.number > before.reading.number else { continue }
            return note.reading.problems.isEmpty ? .taken : .refused(note.reading.problems)
        }
        return .silent
    }
}
