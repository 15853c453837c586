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
            $0.progress = .over; $0.summary = "s"; $0.opinion = .outcome(.booked)
        }
        let bare = report { $0.progress = .over }
        let silent = report {
            $0.progress = .over; $0.summary = "s"; $0.opinion = .nothing
        }
        #expect(verdict(full) == .settled)
        #expect(verdict(bare) == .following)
        #expect(verdict(bare, over: 60, after: 149) == .following)
        #expect(verdict(bare, over: 60, after: 150) == .settled)
        #expect(verdict(silent) == .settled)
        #expect(verdict(report { $0.summary = "s" }, after: 600) == .following)
    }

    @Test func `a call that was given up is settled at once`() {
        #expect(verdict(report { $0.progress = .givenUp }) == .settled)
        #expect(
            verdict(
                report {
                    $0.progress = .givenUp; $0.ending = .busy
                }, after: 1) == .settled)
    }

    @Test func `a call that nobody took has no summary to wait for`() {
        let unanswered = report {
            $0.progress = .over; $0.ending = .noAnswer; $0.opinion = .outcome(.noAnswer)
        }
        #expect(verdict(unanswered) == .settled)
        let talked = report {
            $0.progress = .over
            $0.ending = .failed
            $0.opinion = .outcome(.failed)
            $0.turns = [CallTurn(.user, "Yes")]
        }
        #expect(verdict(talked) == .following)
    }

    @Test func `beyond the longest call and fifteen minutes a person is asked`() {
        let live = report { _ in }
        #expect(verdict(live, after: 21 * 60) == .following)
        #expect(verdict(live, after: 21 * 60 + 1) == .askPerson)
        #expect(verdict(nil, after: 21 * 60) == .following)
        #expect(verdict(nil, after: 21 * 60 + 1) == .askPerson)
        // Seen for the first time after a day's absence, but over: it is concluded, not given away.
        #expect(verdict(report { $0.progress = .over }, after: 86_400) == .settled)
    }

    @Test func `answers are asked for again for five minutes`() {
        for (seconds, isWaited) in [(0, true), (299, true), (300, false), (86_400, false)] {
            let now = placed.adding(seconds: seconds)
            #expect(SettleRule.waitsForAnswers(overSince: placed, now: now) == isWaited, "\(seconds)")
        }
    }

    @Test func `a report on another call is not believed`() throws {
        let phone = try #require(PhoneNumber(e164: "+447700900123"))
        let other = try #require(PhoneNumber(e164: "+447700900124"))
        for (callID, attempts, to, isOurs) in [
            ("c", ["a"], nil, true), ("c", [], nil, true), ("c", ["a", "a"], phone, true), ("c", [], phone, true),
            ("c", ["x", "a"], nil, false), ("c", ["b"], phone, false), ("d", ["a"], phone, false),
            ("d", [], nil, false),
            ("c", ["a"], other, false), ("c", [], other, false),
        ] as [(String, [String], PhoneNumber?, Bool)] {
            var report = CallReport(callID: callID, attemptIDs: attempts)
            report.to = to
            #expect(
                SettleRule.isOf(report, callID: "c", attemptID: "a", phone: phone) == isOurs,
                "\(callID) \(attempts) \(to != other)")
        }
    }

    /// Seconds for which a call has gone on by the wall clock, and by how many it is believed to.
    @Test(arguments: [(0, 0), (90, 90), (360, 360), (361, 360), (36_000, 360), (-36_000, 0)])
    func `a call of an earlier life is believed to be as old as the wall clock says, but no older than a call can be`(
        wall: Int, believed: Int
    ) {
        let started = Instant(seconds: 1_000_000)
        let steady = Instant(seconds: 5_000_000)
        let placed = SettleRule.placedAt(
            startedAt: started, wall: started.adding(seconds: wall), steady: steady, maxCallMinutes: 6)
        #expect(steady.seconds(since: placed) == believed)
    }
}
