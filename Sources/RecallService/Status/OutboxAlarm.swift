package import RecallCore
package import RecallPorts

/// Files that nobody has collected for longer than the practice allows: a result that nobody has seen is no result.
package enum OutboxAlarm {
    /// Whether a file has waited too long.
    static func isDue(_ file: OutboxFile, _ practice: PracticeContext, now: Instant) -> Bool {
        now.seconds(since: file.writtenAt ?? file.createdAt) >= practice.settings.outbox.uncollectedAlarmHours * 3600
    }

    /// The alarm of a practice; nil where no file has waited too long. It began when the first of them was due.
    static func alert(_ files: [OutboxFile], _ practice: PracticeContext, now: Instant) -> Alert? {
        let due = files.filter { isDue($0, practice, now: now) }
        guard let oldest = due.min(by: { ($0.writtenAt ?? $0.createdAt) < ($1.writtenAt ?? $1.createdAt) }) else {
            return nil
        }
        let hours = practice.settings.outbox.uncollectedAlarmHours
        let count = due.count == 1 ? "A file has" : "\(due.count) files have"
        return Alert(
            practice: practice.id, code: .outboxUncollected,
            message: "\(count) been waiting in the outbox for more than \(hours) hours, the oldest is \(oldest.name). "
                + "Import them, then move them to outbox/collected.",
            since: (oldest.writtenAt ?? oldest.createdAt).adding(hours: hours))
    }

    /// The alarms of all practices.
    package static func all(
        _ configuration: LoadedConfiguration, store: any Store, now: Instant
    ) async throws(StoreError) -> [Alert] {
        var alarms: [Alert] = []
        for practice in configuration.practices {
            let files = try await store.uncollectedOutboxFiles(practice: practice.id)
            if let alarm = alert(files, practice, now: now) { alarms.append(alarm) }
        }
        return alarms
    }
}
