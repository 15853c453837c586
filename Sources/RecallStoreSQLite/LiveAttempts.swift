import RecallCore

/// The questions about attempts that have not ended, of which there are few among all that ever were.
enum Live {
    /// Word for word the condition of the partial indexes: only then does SQLite use them (sqlite.org/partialindex.html).
    static let isLive = "state IN ('placing', 'following', 'unknown')"
    static let isFollowed = "\(isLive) AND state <> 'placing'"
    static let isInProgress = "\(isLive) AND state <> 'unknown'"

    /// What is to be looked at by a moment, at most so many, the longest waiting first.
    static let toLookAt = """
        SELECT * FROM attempt WHERE \(isFollowed) AND next_poll_at <= ? ORDER BY next_poll_at LIMIT ?
        """
    static let nextPoll = "SELECT min(next_poll_at) FROM attempt WHERE \(isFollowed)"
    /// All of them, as far as they may count as calls in progress.
    static let counted = "SELECT state, started_at FROM attempt WHERE \(isLive)"
    static let numbersInUse = "SELECT phone FROM attempt WHERE \(isInProgress)"

    static let all = [toLookAt, nextPoll, counted, numbersInUse]
}

extension AttemptStep {
    /// The condition that an attempt is in a state that the step leaves.
    var leaves: String {
        "state IN (\(from.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))"
    }
}
