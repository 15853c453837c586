package import RecallCore
package import RecallStore

/// Files that nobody has collected for longer than the practice allows: a result that nobody has seen is no result.
package enum OutboxAlarm {
    /// Whether a file has waited too long.
    static func isDue(_ file: OutboxFile, _ desk: PracticeDesk, now: Instant) -> Bool {
        now.seconds(since: file.writtenAt ?? file.createdAt) >= desk.practice.outbox.uncollectedAlarmHours * 3600
    }

    /// The alarm of a practice; nil where no file has waited too long. It began when the first of them was due.
    static func trouble(_ files: [OutboxFile], _ desk: PracticeDesk, now: Instant) -> Trouble? {
        let due = files.filter { isDue($0, desk, now: now) }
        guard let oldest = due.min(by: { ($0.writtenAt ?? $0.createdAt) < ($1.writtenAt ?? $1.createdAt) }) else {
            return nil
        }
        let hours = desk.practice.outbox.uncollectedAlarmHours
        let count = due.count == 1 ? "A file has" : "\(due.count) files have"
        return Trouble(
            practice: desk.id, code: "outbox_uncollected",
            message: "\(count) been waiting in the outbox for more than \(hours) hours, the oldest is \(oldest.name). "
                + "Import them, then move them to outbox/collected.",
            since: (oldest.writtenAt ?? oldest.createdAt).adding(hours: hours))
    }

    /// The alarms of all practices.
    package static func all(
        _ installation: Installation, store: Store, now: Instant
    ) async throws(StoreError) -> [Trouble] {
        var alarms: [Trouble] = []
        for desk in installation.practices {
            let files = try await store.uncollectedOutboxFiles(practice: desk.id)
            if let alarm = trouble(files, desk, now: now) { alarms.append(alarm) }
        }
        return alarms
    }
}
