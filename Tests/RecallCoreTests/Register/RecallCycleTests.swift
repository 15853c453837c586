import RecallCore
import Testing

/// When a recall begins, goes on, is resumed or ends.
@Suite struct RecallCycleTests {
    private typealias Current = RecallCycle.Current

    private static let cases: [(String, Current?, RecallCycle.Earlier?, RecallCycle.Step)] = [
        ("nothing before", nil, nil, .begin(isHeld: false)),
        ("the same cycle", Current(cycle: "new"), nil, .keep),
        (
            "the same cycle, whatever came of it", Current(cycle: "new", isCancelled: true, hasAttempts: true), nil,
            .keep
        ),
        ("another cycle of a recall that nothing came of", Current(cycle: "old"), nil, .move),
        ("held only", Current(cycle: "old", isHeldByStaff: true), nil, .move),
        ("released", Current(cycle: "old", isReleasedByStaff: true), nil, .begin(isHeld: false)),
        ("cancelled", Current(cycle: "old", isCancelled: true), nil, .begin(isHeld: false)),
        ("staff were told", Current(cycle: "old", isUrgentTaskRaised: true), nil, .begin(isHeld: false)),
        ("called", Current(cycle: "old", hasAttempts: true), nil, .begin(isHeld: false)),
        ("called and held", Current(cycle: "old", isHeldByStaff: true, hasAttempts: true), nil, .begin(isHeld: true)),
        ("in a call", Current(cycle: "old", hasAttempts: true, isBusy: true), nil, .keep),
        ("in a call, an earlier one there", Current(cycle: "old", isBusy: true), .init(id: "r"), .keep),
        ("back to an earlier one", Current(cycle: "old"), .init(id: "r"), .resume("r", isHeld: false)),
        (
            "back, and called since", Current(cycle: "old", hasAttempts: true), .init(id: "r"),
            .resume("r", isHeld: false)
        ),
        (
            "back from a held one", Current(cycle: "old", isHeldByStaff: true), .init(id: "r"),
            .resume("r", isHeld: true)
        ),
        (
            "back to a held one", Current(cycle: "old"), .init(id: "r", isHeldByStaff: true),
            .resume("r", isHeld: true)
        ),
    ]

    @Test(arguments: cases.indices) func `a recall steps on as its cycle does`(_ index: Int) {
        let (words, current, earlier, expected) = Self.cases[index]
        let step = RecallCycle.step(to: "new", current: current) { earlier }
        #expect(step == expected, "\(words)")
    }

    @Test func `an earlier recall is looked for only where the cycle has changed and no call goes on`() {
        for current in [nil, Current(cycle: "new"), Current(cycle: "old", isBusy: true)] {
            _ = RecallCycle.step(to: "new", current: current) {
                Issue.record("\(String(describing: current)) was to be decided without it")
                return nil
            }
        }
    }

    @Test func `the cycle changes with a sight test and with a check of contact lenses, and with nothing else`() throws
    {
        let day = try #require(Day(iso: "2024-09-01"))
        var facts = PatientFacts()
        #expect(RecallCycle.cycle(of: facts) == "/")
        facts.lastTest = day
        #expect(RecallCycle.cycle(of: facts) == "2024-09-01/")
        facts.lastLensCheck = day.adding(days: 30)
        let cycle = RecallCycle.cycle(of: facts)
        #expect(cycle == "2024-09-01/2024-10-01")
        facts.nextRecall = day.adding(days: 700)
        facts.nextLensCheck = day.adding(days: 300)
        facts.lastVisit = day.adding(days: 10)
        facts.doNotContact = true
        #expect(RecallCycle.cycle(of: facts) == cycle)
        facts.lastTest = day.adding(days: 1)
        #expect(RecallCycle.cycle(of: facts) != cycle)
    }
}
