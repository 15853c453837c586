import RecallCore
import RecallStore

/// What a plan was made from, beside what this process itself has changed: as long as it holds, so does the plan.
struct PlanBasis: Sendable {
    private var at: Instant
    private var day: Day
    /// Whether a PAUSE file stood in the shared folder.
    private var isFilePaused: Bool
    /// Which changes by other processes were known: staff pause, release and suppress by command.
    private var changes: Int
    /// When time alone changes the plan: the first gate opens that is shut until a moment.
    private var until: Instant?

    /// Seconds after which a plan is made anew though nothing is known to have changed.
    private static let longest = 3600
    /// Seconds that a plan lasts though gates open meanwhile; those whose turn comes are dialled from the queue anyway.
    private static let shortest = 60

    /// What a plan that is made now would be made from.
    init(_ desk: PracticeDesk, _ runtime: Runtime) async throws {
        at = runtime.now
        day = desk.zone.day(of: at)
        isFilePaused = await Planning.isFilePaused(desk, store: runtime.store)
        changes = try await runtime.store.changesByOthers()
    }

    /// The basis of a plan of these lines.
    func of(_ lines: [PlanLine]) -> PlanBasis {
        var basis = self
        basis.until = lines.lazy.compactMap { $0.decision.gate?.until }.filter { $0 > at }.min()
            .map { max($0, at.adding(seconds: Self.shortest)) }
        return basis
    }

    /// Whether a plan made from this is as good as one made from `now`.
    func holds(_ now: PlanBasis) -> Bool {
        day == now.day && isFilePaused == now.isFilePaused && changes == now.changes
            && abs(now.at.seconds(since: at)) < Self.longest && (until.map { now.at < $0 } ?? true)
    }
}
