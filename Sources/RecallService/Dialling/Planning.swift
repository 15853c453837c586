package import RecallCore
package import RecallPorts
import RecallSystem

/// Makes the plan of a practice: what the store remembers, put before the rules.
package enum Planning {
    /// What the rules need to know of the moment; `isFilePaused` where staff have put a PAUSE file into the shared folder.
    package static func context(
        _ practice: PracticeContext, settings: Settings, now: Instant, isFilePaused: Bool
    ) -> @Sendable (PracticeLimits) -> GateContext {
        { limits in
            let practice = practice.narrowed(by: limits.openings)
            var context = GateContext(
                rules: practice.rules, hours: practice.hours, zone: practice.zone, now: now, isDryRun: !settings.isLive,
                isPaused: limits.isPaused || isFilePaused,
                isProviderStopped: limits.provider.word == .stopped, callsToday: limits.callsToday,
                callsPerDay: settings.limits.callsPerDay, spendToday: limits.spendToday,
                spendPerDay: settings.limits.spendPerDayUSD, isInboxStuck: limits.isInboxStuck)
            context.isClockUnsure = limits.clockDoubt?.shutsGate(at: now) ?? false
            return context
        }
    }

    /// The plan of a practice at a moment.
    package static func plan(
        _ practice: PracticeContext, settings: Settings, store: any Store, at now: Instant,
        suppose: [String: [PastAttempt]] = [:]
    ) async throws -> [PlanLine] {
        try await store.plan(
            practice: practice.id, today: practice.zone.day(of: now), suppose: suppose,
            context: context(
                practice, settings: settings, now: now, isFilePaused: await isFilePaused(practice, store: store)))
    }

    /// What the plan of a practice at a moment comes to: `add` takes one line after the other.
    package static func plan<Result: Sendable>(
        _ practice: PracticeContext, settings: Settings, store: any Store, at now: Instant, into start: Result,
        add: @escaping @Sendable (inout Result, PlanLine) -> Void
    ) async throws -> Result {
        try await store.plan(
            practice: practice.id, today: practice.zone.day(of: now),
            context: context(
                practice, settings: settings, now: now, isFilePaused: await isFilePaused(practice, store: store)),
            into: start, add: add)
    }

    /// Whether a PAUSE file stands in the shared folder. A folder that cannot be looked at shuts the gate too.
    package static func isFilePaused(_ practice: PracticeContext, store: any Store) async -> Bool {
        do {
            return try PracticeFolders.isPaused(try await PracticeShare.open(practice, store: store))
        } catch {
            return true
        }
    }
}
