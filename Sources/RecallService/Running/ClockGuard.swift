import Logging
import RecallCore
import RecallPorts
import RecallSystem

/// Keeps calls from being placed by a clock that is wrong: judges it at the start, and notices when it is right again.
struct ClockGuard: Sendable {
    let runtime: Runtime
    /// Whether a time service has set the clock since the machine started.
    var isSet: @Sendable () -> Bool? = { SystemClock.isSet }

    /// Judges the clock of a process that starts.
    func judge() async throws {
        let store = runtime.store
        let now = runtime.now
        let known = try await store.clock()
        let startedAt = Instant(milliseconds: now.milliseconds - Int64(SystemClock.bootSeconds * 1000))
        let doubt = ClockTrust.doubt(
            now: now, newest: try await store.newestMoment(), isSet: isSet(), startedAt: startedAt,
            acceptedAt: known.acceptedAt)
        try await store.setClockDoubt(doubt, now: now)
        if let doubt {
            let words = doubt.words(at: now)
            runtime.logger.error("\(words)")
            try await store.raise(.clock, practice: "", message: words, now: now)
        } else if known.doubt != nil {
            try await store.resolve(.clock, practice: "")
        }
    }

    /// Looks whether a clock that is not believed is right again.
    ///
    /// - Returns: Why it is still not believed; nil where it is.
    func look() async throws -> ClockDoubt? {
        let store = runtime.store
        let now = runtime.now
        guard let doubt = try await store.clock().doubt else {
            try await store.noteClock(now: now)
            return nil
        }
        guard doubt.isOver(at: now, isSet: isSet()) else { return doubt }
        try await store.setClockDoubt(nil, now: now)
        try await store.resolve(.clock, practice: "")
        runtime.logger.notice("the clock is right again; dialling goes on")
        for practice in runtime.configuration.practices { await runtime.markDirty(practice.id) }
        return nil
    }
}
