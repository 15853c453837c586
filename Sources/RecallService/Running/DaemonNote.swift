package import RecallCore
package import RecallSystem

/// What the daemon says of itself beside the lock of its state directory, for commands that ask who runs.
package struct DaemonNote: Equatable, Sendable {
    /// When it last read its configuration, and what came of it.
    package struct Reading: Equatable, Sendable {
        package var at: Instant
        /// How many readings there were in this life, the one at the start included.
        package var number: Int
        /// What was wrong; none where it was taken.
        package var problems: [String]
    }

    package var since: Instant
    package var version: String
    /// By the configuration that it works with, whatever stands in the file by now.
    package var isLive: Bool
    package var reading: Reading

    package init(since: Instant, version: String = Version.current, isLive: Bool) {
        self.since = since
        self.version = version
        self.isLive = isLive
        reading = Reading(at: since, number: 1, problems: [])
    }

    /// The note after the configuration was read again.
    func reading(at now: Instant, isLive: Bool, problems: [String]) -> DaemonNote {
        var note = self
        note.isLive = isLive
        // The journal has them all.
        note.reading = Reading(at: now, number: reading.number + 1, problems: Array(problems.prefix(20)))
        return note
    }

    var line: String {
        JSONValue.object([
            ("since", .integer(Int(since.milliseconds))), ("version", .string(version)), ("live", .bool(isLive)),
            ("read_at", .integer(Int(reading.at.milliseconds))), ("readings", .integer(reading.number)),
            ("problems", .array(reading.problems.map { .string($0) })),
        ]).line
    }

    /// Nil where the words are not those of a daemon of this version's form.
    init?(line: String) {
        guard let json = JSONValue(bytes: line.utf8), let since = json["since"]?.moment,
            let version = json["version"]?.text, let isLive = json["live"]?.bool, let readAt = json["read_at"]?.moment,
            let number = json["readings"]?.double
        else { return nil }
        self.init(since: since, version: version, isLive: isLive)
        reading = Reading(
            at: readAt, number: Int(exactly: number) ?? 1,
            problems: (json["problems"]?.elements ?? []).compactMap(\.text))
    }
}

extension JSONValue {
    fileprivate var moment: Instant? { double.flatMap { Int64(exactly: $0) }.map { Instant(milliseconds: $0) } }
}

/// The daemon that works with a state directory, as a command finds it.
package struct RunningDaemon: Equatable, Sendable {
    package var process: Int?
    /// Nil where it could not say, or says it in the form of another version.
    package var note: DaemonNote?

    /// The daemon of a state directory; nil where none runs.
    ///
    /// - Throws: Why nobody can tell.
    package static func find(in state: String) throws(FileError) -> RunningDaemon? {
        try StateLock.holder(of: state).map { RunningDaemon(process: $0.process, note: DaemonNote(line: $0.words)) }
    }
}
