package import RecallCore
package import RecallStore
import RecallSystem

/// Makes the plan of a practice: what the store remembers, put before the rules.
package enum Planning {
    /// What the rules need to know of the moment; `isFilePaused` where staff have put a PAUSE file into the shared folder.
    package static func context(
        _ desk: PracticeDesk, settings: Settings, now: Instant, isFilePaused: Bool
    ) -> @Sendable (Situation) -> GateContext {
        { situation in
            let desk = desk.narrowed(by: situation.openings)
            return GateContext(
                rules: desk.rules, hours: desk.hours, zone: desk.zone, now: now, isDryRun: !settings.isLive,
                isPaused: situation.isPaused || isFilePaused,
                isProviderStopped: situation.provider.word == .stopped, callsToday: situation.callsToday,
                callsPerDay: settings.limits.callsPerDay, spendToday: situation.spendToday,
                spendPerDay: settings.limits.spendPerDayUSD)
        }
    }

    /// The plan of a practice at a moment.
    package static func plan(
        _ desk: PracticeDesk, settings: Settings, store: Store, at now: Instant, suppose: [String: [PastAttempt]] = [:]
    ) async throws -> [PlanLine] {
        try await store.plan(
            practice: desk.id, today: desk.zone.day(of: now), suppose: suppose,
            context: context(desk, settings: settings, now: now, isFilePaused: await isFilePaused(desk, store: store)))
    }

    /// What the plan of a practice at a moment comes to: `add` takes one line after the other.
    package static func plan<Result: Sendable>(
        _ desk: PracticeDesk, settings: Settings, store: Store, at now: Instant, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws -> Result {
        try await store.plan(
            practice: desk.id, today: desk.zone.day(of: now),
            context: context(desk, settings: settings, now: now, isFilePaused: await isFilePaused(desk, store: store)),
            into: start, add: add)
    }

    /// Whether a PAUSE file stands in the shared folder. A folder that cannot be looked at shuts the gate too.
    package static func isFilePaused(_ desk: PracticeDesk, store: Store) async -> Bool {
        do {
            return try PracticeFolders.isPaused(try await PracticeShare.open(desk, store: store))
        } catch {
            return true
        }
    }
}
