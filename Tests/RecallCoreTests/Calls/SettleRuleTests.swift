import RecallCore
import Testing

@Suite struct SettleRuleTests {
    private let placed = Instant(seconds: 1_795_428_900)

    private func verdict(_ report: CallReport?, over: Int? = nil, after seconds: Int = 60) -> SettleRule.Verdict {
        SettleRule.verdict(
            report: report, placedAt: placed, overSince: over.map { placed.adding(seconds: $0) }, maxCallMinutes: 6,
            now: placed.adding(seconds: seconds))
    }

    private func report(_ change: (inout CallReport) -> Void) -> CallReport {
        var report = CallReport(callID: "x")
        change(&report)
        return report
    }

    @Test func `a call is settled once it is over and its fields are there, or ninety seconds later`() {
        let full = report {
            $0.completed = true; $0.summary = "s"; $0.dispositionTag = "BOOKED"
        }
        let bare = report {
            $0.completed = true; $0.status = "completed"
        }
        #expect(verdict(full) == .settled)
        #expect(verdict(bare) == .following)
        #expect(verdict(bare, over: 60, after: 149) == .following)
        #expect(verdict(bare, over: 60, after: 150) == .settled)
        #expect(
            verdict(
                report {
                    $0.status = "completed"; $0.queueStatus = "complete"
                }, after: 600) == .following)
    }

    @Test func `an error of the queue settles, alert after the call waits for its fields`() {
        for word in ["pre_queue_error", "queue_error", "call_error"] {
            #expect(verdict(report { $0.queueStatus = word }) == .settled, "\(word)")
        }
        #expect(verdict(report { $0.queueStatus = "complete_error" }) == .following)
        #expect(verdict(report { $0.queueStatus = "complete_error" }, over: 0, after: 90) == .settled)
    }

    @Test func `a call that nobody took has no summary to wait for`() {
        let unanswered = report {
            $0.completed = true; $0.status = "no-answer"; $0.dispositionTag = "NO_ANSWER"
        }
        #expect(verdict(unanswered) == .settled)
        let talked = report {
            $0.completed = true
            $0.status = "failed"
            $0.dispositionTag = "FAILED"
            $0.turns = [CallTurn(.user, "Yes")]
        }
        #expect(verdict(talked) == .following)
    }

    @Test func `beyond the longest call and fifteen minutes a person is asked`() {
        let live = report { $0.status = "in-progress" }
        #expect(verdict(live, after: 21 * 60) == .following)
        #expect(verdict(live, after: 21 * 60 + 1) == .askPerson)
        #expect(verdict(nil, after: 21 * 60) == .following)
        #expect(verdict(nil, after: 21 * 60 + 1) == .askPerson)
        // Seen for the first time after a day's absence, but over: it is concluded, not given away.
        #expect(verdict(report { $0.completed = true }, after: 86_400) == .settled)
    }
}
