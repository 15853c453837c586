package import Logging
package import RecallCore
package import RecallPorts
import RecallSystem
import Synchronization

/// What the services of the daemon share: the configuration of the moment, the store, the provider of calls, the clock and
/// the wake signals.
package final class Runtime: Sendable {
    /// The configuration of the moment, and the provider of calls that it names.
    package struct Setup: Sendable {
        package var configuration: LoadedConfiguration
        /// Nil where there is no key, so that nothing is dialled.
        package var voice: ThrottledClient?
        /// Reads the key anew, and makes the provider of calls that a configuration names.
        fileprivate let makeVoice: Composition.MakeClient

        package init(
            configuration: LoadedConfiguration, voice: ThrottledClient? = nil,
            makeVoice: @escaping Composition.MakeClient = { _ in nil }
        ) {
            self.configuration = configuration
            self.voice = voice
            self.makeVoice = makeVoice
        }
    }

    package let store: any Store
    package let logger: Logger
    package let clock: @Sendable () -> Instant
    private let steadyClock: @Sendable () -> Instant
    /// When the calls of this life of the process were placed.
    let placements = Placements()
    /// Given where recalls may have become due, or calls may be placed again.
    package let diallerSignal = WakeSignal()
    /// Given where a call was placed.
    package let pollerSignal = WakeSignal()
    /// Given where events wait.
    package let outboxSignal = WakeSignal()
    /// Given where an inbox may hold something new.
    package let intakeSignal = WakeSignal()
    /// Given where staff have something new to see.
    package let pageSignal = WakeSignal()
    /// Given where the configuration was read again.
    package let settingsSignal = WakeSignal()
    package let progress = Progress()

    private let givesBackMemory: Bool
    private let setup: Mutex<Setup>
    private let dirty = Mutex<Set<String>>([])
    private let plans = Mutex<[String: PlanTallies]>([:])

    /// - Parameters:
    ///   - setup: The configuration and the provider of calls.
    ///   - store: What is remembered.
    ///   - logger: The journal.
    ///   - givesBackMemory: Whether memory is given back to the machine after large work; not where many runtimes share a
    ///     process.
    ///   - clock: The wall clock.
    ///   - steadyClock: The clock that never jumps; nil where the wall clock is none that does.
    package init(
        setup: Setup, store: any Store, logger: Logger, givesBackMemory: Bool = true,
        clock: @escaping @Sendable () -> Instant, steadyClock: (@Sendable () -> Instant)? = nil
    ) {
        self.givesBackMemory = givesBackMemory
        self.steadyClock = steadyClock ?? clock
        self.setup = Mutex(setup)
        self.store = store
        self.logger = logger
        self.clock = clock
        dirty.withLock { $0 = Set(setup.configuration.practices.map(\.id)) }
    }

    package var current: Setup { setup.withLock { $0 } }
    package var configuration: LoadedConfiguration { current.configuration }
    package var now: Instant { clock() }
    /// The moment by the clock that never jumps, for whatever is counted of calls in progress: when they were placed, and when
    /// they are looked at. As long as nobody sets the wall clock and the process runs, it shows the same.
    package var steadyNow: Instant { steadyClock() }

    /// Takes a configuration that was read again.
    package func replace(_ new: Setup) {
        setup.withLock { $0 = new }
        dirty.withLock { $0 = Set(new.configuration.practices.map(\.id)) }
    }

    /// Reads the key of the provider anew, which somebody may have put right; where there is none now, the old one stays.
    ///
    /// - Throws: Where the key cannot be read; the old one stays.
    package func readKeyAnew() throws {
        try setup.withLock { setup in
            if let voice = try setup.makeVoice(setup.configuration) { setup.voice = voice }
        }
    }

    /// Notes that the plan of a practice has to be made anew, and wakes the dialler.
    package func markDirty(_ practice: String) async {
        dirty.withLock { _ = $0.insert(practice) }
        await diallerSignal.wake()
        await pageSignal.wake()
    }

    /// Notes once more that the plan of a practice that was taken has to be made anew; nobody is woken.
    package func keepDirty(_ practice: String) { dirty.withLock { _ = $0.insert(practice) } }

    /// Gives back what a large piece of work has left behind in memory; not while calls are followed, for whose next plan
    /// it would be taken again at once. Whether it did.
    @discardableResult
    func giveBackMemory() async throws(StoreError) -> Bool {
        guard givesBackMemory, try await store.nextPoll() == nil else { return false }
        try await store.shrinkMemory()
        ProcessMemory.giveBack()
        return true
    }

    /// The newest plan of a practice in numbers; nil where none has been made since the start.
    func plan(of practice: String) -> PlanTallies? { plans.withLock { $0[practice] } }

    /// Takes a plan that was made, in numbers, and has it shown where it says something new.
    func show(_ plan: PlanTallies, of practice: String) async {
        let isNew = plans.withLock { plans in
            defer { plans[practice] = plan }
            return plans[practice] != plan
        }
        if isNew { await pageSignal.wake() }
    }

    /// The practices whose plan has to be made anew; afterwards none.
    package func takeDirty() -> Set<String> {
        dirty.withLock { all in
            defer { all = [] }
            return all
        }
    }
}
