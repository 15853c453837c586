import Foundation
package import Logging

/// Writes log lines as the journal reads them from standard error: a priority in angle brackets, then the words.
///
/// Nobody's name, number or condition is ever handed to a logger, nor a name that others have given to a file; messages are
/// fixed words, and metadata holds ids, counts and the names of outbox files. What would steer a terminal becomes a dot.
package struct JournalLog: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var logLevel: Logger.Level = .info
    private let label: String
    private let isJournal: Bool

    package init(label: String, isJournal: Bool) {
        self.label = label
        self.isJournal = isJournal
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        let merged = metadata.merging(event.metadata ?? [:]) { $1 }
        let facts = merged.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let priority = isJournal ? "<\(Self.priority(event.level))>" : "\(event.level): "
        let line = "\(priority)\(label): \(event.message)\(facts)"
        let safe = ShownText.line(line) + "\n"
        // A journal that cannot be written to must not stop the daemon, and there is nobody else to tell.
        try? FileHandle.standardError.write(contentsOf: Data(safe.utf8))
    }

    /// The priorities of syslog (RFC 5424, section 6.2.1).
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
