import RecallCore
import RecallPages
import RecallPorts
import RecallSystem

/// Writes what a day came to into the outbox, once the calls of the day are over.
struct DaySummaryWriter {
    let runtime: Runtime
    let practice: PracticeContext

    /// Days further back are told no more: after a long rest nobody reads two weeks of summaries.
    private static let daysBack = 7

    /// Stores the summaries that are due, and writes those that are stored.
    func write(_ shared: SharedFolder) async throws {
        let now = practice.zone.local(runtime.now)
        let days = try await runtime.store.daysWithoutSummary(
            practice: practice.id, since: now.day.adding(days: -Self.daysBack))
        for day in days {
            let calls = try await runtime.store.calls(practice: practice.id, on: day)
            guard isOver(day, calls, now) else { continue }
            let text = try await summary(day, calls, today: now.day).text
            try await runtime.store.storeSummary(practice: practice.id, day: day, text: text, now: runtime.now)
        }
        for summary in try await runtime.store.unwrittenSummaries(practice: practice.id) {
            let name = DaySummary.fileName(practice: practice.id, day: summary.day)
            guard let path = PracticeFolders.outbox.appending(name),
                let moved = PracticeFolders.collected.appending(name)
            else { continue }
            // The mark tells Notepad of old Windows versions that this is UTF-8.
            let bytes = [0xEF, 0xBB, 0xBF] + Array(summary.text.utf8)
            if try !shared.holds(bytes, at: moved) { try shared.writeNew(path, bytes) }
            try await runtime.store.markSummaryWritten(practice: practice.id, day: summary.day, now: runtime.now)
        }
    }

    /// Whether no more calls can come: the day has passed, or its hours are over and the last call has ended.
    private func isOver(_ day: Day, _ calls: DayCalls, _ now: LocalTime) -> Bool {
        if day < now.day { return true }
        let closes = practice.hours.hours(on: day).closes ?? 0
        return now.second >= closes * 60 && calls.inProgress == 0
    }

    private func summary(_ day: Day, _ calls: DayCalls, today: Day) async throws -> DaySummary {
        let report = try await runtime.store.report(practice: practice.id, today: today)
        let lines = try await Planning.plan(
            practice, settings: runtime.configuration.settings, store: runtime.store, at: runtime.now)
        // The hours are over, and that says nothing of a patient.
        let passing: Set<GateCause> = [.outsideHours, .practiceClosed, .bankHoliday]
        let held = lines.compactMap { line -> GateCause? in
            line.decision.isFinished ? nil : line.decision.gate.map(\.cause)
        }.filter { !passing.contains($0) }
        return DaySummary(
            practice: practice.rules.name, day: day, outcomes: calls.outcomes,
            unsettled: calls.unknown + calls.inProgress,
            waiting: Dictionary(grouping: held, by: \.self).mapValues(\.count),
            openTasks: Dictionary(grouping: report.openTasks.compactMap(\.priority), by: \.self).mapValues(\.count),
            bookingsToEnter: report.openBookings.count, filesToCollect: report.uncollected.count,
            filesToCheck: report.inReview.count { PageReport.isThere($0, practice) })
    }
}
