import RecallCore
import Testing

/// When a plan's next call is placed, or why none is.
@Suite struct NextCallTests {
    private static let now = Instant(seconds: 1_000_000)

    private static func line(
        _ state: RecallState = .queued, shut: [ShutGate] = [], next: Int? = nil, isFinished: Bool = false
    ) -> PlanLine {
        PlanLine(
            practice: "p", patientID: "1", recallID: "r_1",
            assessment: Assessment(
                type: .sightTest, due: nil, overdueDays: 0, intervalMonths: 24, level: .low, score: 1, reasons: [],
                legalClass: nil, age: nil, rulesVersion: "1"), state: state, attempts: 0,
            decision: GateDecision(
                shut: shut, phone: nil, nextAttemptAt: next.map { now.adding(seconds: $0) }, mayLeaveMessage: false,
                isFinished: isFinished, isUnsettled: false),
            order: 1, index: 0)
    }

    @Test func `the earliest moment that time alone brings is the next call's, with what holds it until then`() {
        var call = NextCall()
        call.add(Self.line(shut: [ShutGate(.outsideHours, until: Self.now.adding(seconds: 900))], next: 900))
        call.add(Self.line(shut: [ShutGate(.attemptSpacing, until: Self.now.adding(seconds: 300))], next: 300))
        call.add(Self.line(.held, shut: [ShutGate(.humanFirst)]))
        #expect(call.at == Self.now.adding(seconds: 300) && call.until == .attemptSpacing)
        #expect(call.noCallBecause == nil)
        call.add(Self.line(next: 0))
        #expect(call.at == Self.now && call.until == nil)
    }

    @Test func `what holds everybody is told before what holds most, and a stop before the dry run`() {
        let paused = GateCause.paused.words.text
        for (lines, words) in [
            ([], "There is nobody on the list: no patients export has been taken in."),
            ([Self.line(.done, isFinished: true)], "Every recall has come to its end."),
            (
                [Self.line(.inCall), Self.line(.dialling), Self.line(.done, isFinished: true)],
                "2 calls are in progress."
            ),
            (
                [
                    Self.line(.held, shut: [ShutGate(.humanFirst)]),
                    Self.line(.suppressed, shut: [ShutGate(.optedOut)]),
                    Self.line(.held, shut: [ShutGate(.humanFirst)]),
                ],
                "2 recalls wait: \(GateCause.humanFirst.words.text)"
            ),
            ([Self.line(shut: [ShutGate(.dryRun)], next: 0)], GateCause.dryRun.words.text),
            (
                [
                    Self.line(shut: [ShutGate(.dryRun)], next: 0),
                    Self.line(shut: [ShutGate(.paused), ShutGate(.dryRun)]),
                ],
                paused
            ),
            (
                [
                    Self.line(shut: [ShutGate(.notDue, until: Self.now.adding(seconds: 9)), ShutGate(.paused)]),
                    Self.line(.suppressed, shut: [ShutGate(.optedOut)]),
                ],
                paused
            ),
        ] as [([PlanLine], String)] {
            var call = NextCall()
            for line in lines { call.add(line) }
            #expect(call.at == nil && call.noCallBecause == words)
        }
    }
}
