import RecallCore
import RecallPages

/// A plan in numbers, as the page shows it.
struct PlanTallies: Equatable, Sendable {
    /// By level, the highest first.
    private(set) var levels = RiskLevel.allCases.reversed().map {
        PageContent.LevelCount(level: $0, callable: 0, waiting: 0)
    }
    /// How many recalls wait for each reason.
    private(set) var waiting: [GateCause: Int] = [:]

    /// Counts the next line of the plan.
    mutating func add(_ line: PlanLine) {
        let gate = line.decision.gate?.code
        if let cause = line.decision.gate?.cause { waiting[cause, default: 0] += 1 }
        guard let place = levels.firstIndex(where: { $0.level == line.assessment.level }) else { return }
        let isCallable = gate == nil && !line.decision.isFinished || gate == .dryRun
        if isCallable { levels[place].callable += 1 } else { levels[place].waiting += 1 }
    }
}
