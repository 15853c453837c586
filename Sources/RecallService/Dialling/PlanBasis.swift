import RecallCore
import RecallPorts

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
    /// How many recalls the plan has.
    private var count = 0
    /// Seconds for which a plan of that many recalls lasts though this process itself has changed something: a call was
    /// settled, say. Each gate is decided again before a call, so what is put off is an order, and never a stop.
    private var rest: Int { min(Self.longestRest, count / Self.recallsPerSecondOfRest) }

    /// Seconds after which a plan is made anew though nothing is known to have changed.
    private static let longest = 3600
    /// Seconds that a plan lasts though gates open meanwhile; those whose turn comes are dialled from the queue anyway.
    private static let shortest = 60
    /// Recalls that are planned for each second of rest, at which planning takes about a tenth of a core at the most.
    private static let recallsPerSecondOfRest = 2500
    /// The longest rest, in seconds.
    private static let longestRest = 30

    /// What a plan that is made now would be made from.
    init(_ practice: PracticeContext, _ runtime: Runtime) async throws {
        at = runtime.now
        day = practice.zone.day(of: at)
        isFilePaused = await Planning.isFilePaused(practice, store: runtime.store)
        changes = try await runtime.store.changesByOthers()
    }

    /// Takes the next line of the plan.
    mutating func add(_ line: PlanLine) {
        count += 1
        guard let opening = line.decision.gate?.until, opening > at else { return }
        until = min(until ?? opening, opening)
    }

    /// How long a plan made from this may still stand at `now` though this process itself has changed something; nil where
    /// it is to be made anew.
    func rest(_ now: PlanBasis) -> Duration? {
        let left = rest - abs(now.at.seconds(since: at))
        return left > 0 && holds(now) ? .seconds(left) : nil
    }

    /// Whether a plan made from this is as good as one made from `now`.
    func holds(_ now: PlanBasis) -> Bool {
        day == now.day && isFilePaused == now.isFilePaused && changes == now.changes
            && abs(now.at.seconds(since: at)) < Self.longest
            && (until.map { now.at < max($0, at.adding(seconds: Self.shortest)) } ?? true)
    }
}
