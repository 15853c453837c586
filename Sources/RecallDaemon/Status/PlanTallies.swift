import RecallCore

/// A plan in numbers, as the page shows it.
struct PlanTallies: Equatable, Sendable {
    /// By level, the highest first.
    var levels: [PageContent.LevelCount]
    /// How many recalls each gate holds.
    var waiting: [GateCode: Int] = [:]

    init(_ lines: [PlanLine]) {
        levels = RiskLevel.allCases.reversed().map { level in
            let ofLevel = lines.filter { $0.assessment.level == level }
            let callable = ofLevel.count {
                $0.decision.gate == nil && !$0.decision.isFinished || $0.decision.gate?.code == .dryRun
            }
            return PageContent.LevelCount(level: level, callable: callable, waiting: ofLevel.count - callable)
        }
        for line in lines { if let gate = line.decision.gate?.code { waiting[gate, default: 0] += 1 } }
    }
}
