import RecallCore
import RecallTestSupport
import Testing

@Suite struct RetryRuleTests {
    private func decide(
        _ attempts: [(String, Outcome?, String?)], now: String, _ change: (inout CallingRules) -> Void = { _ in }
    ) throws -> RetryDecision {
        var calling = CallingRules()
        change(&calling)
        return RetryRule.decide(
            attempts: try attempts.map {
                PastAttempt(
                    startedAt: try Samples.instant($0.0), outcome: $0.1, callbackAt: try $0.2.map(Samples.instant))
            }, calling: calling, hours: try Samples.openingHours(), zone: .london, now: try Samples.instant(now))
    }

    @Test func `each outcome ends, repeats or waits as its rule says`() throws {
        let gates: [Outcome: GateCode] = [
            .optedOut: .optedOut, .deceasedReported: .deceased, .movedAway: .reminderSuppressed,
            .wrongNumber: .noUsableNumber, .numberRefused: .blockedNumber, .identityNotConfirmed: .held,
            .spokeNoResult: .held,
        ]
        let repeats: Set<Outcome> = [.noAnswer, .busy, .voicemail, .voicemailLeft, .failed, .callbackRequested]
        for outcome in Outcome.allCases {
            let decision = try decide([("2026-11-24T10:30:00Z", outcome, nil)], now: "2026-11-25T10:30:00Z")
            #expect(decision.gate?.code == gates[outcome], "\(outcome)")
            #expect((decision.next != nil) == repeats.contains(outcome), "\(outcome)")
            #expect(decision.finished == !(repeats.contains(outcome) || outcome == .unknown), "\(outcome)")
        }
        let running = try decide([("2026-11-24T10:30:00Z", nil, nil)], now: "2026-11-25T10:30:00Z")
        #expect(running == RetryDecision(finished: false, gate: nil, next: nil, mayLeaveMessage: false))
    }

    @Test(arguments: [
        (Outcome?.some(.voicemailLeft), false, false), (.voicemail, true, false), (.voicemail, false, true),
        (.noAnswer, true, true), (.busy, true, true), (.failed, true, true),
    ]) func `a second message is never left, also where nobody knows whether the first was`(
        outcome: Outcome?, sent: Bool, mayLeave: Bool
    ) throws {
        var calling = CallingRules()
        calling.voicemail = .leaveMessage
        let first = PastAttempt(
            startedAt: try Samples.instant("2026-11-23T10:30:00Z"), outcome: outcome, messageSent: sent)
        let decision = RetryRule.decide(
            attempts: [first], calling: calling, hours: try Samples.openingHours(), zone: .london,
            now: try Samples.instant("2026-11-25T10:30:00Z"))
        #expect(decision.mayLeaveMessage == mayLeave)
        #expect(PastAttempt(startedAt: first.startedAt, outcome: .unknown, messageSent: true).mayHaveLeftMessage)
        #expect(PastAttempt(startedAt: first.startedAt, outcome: nil, messageSent: true).mayHaveLeftMessage)
    }

    @Test func `a wish to stop outlasts what was tried later`() throws {
        let decision = try decide(
            [("2026-11-23T10:30:00Z", .optedOut, nil), ("2026-11-24T10:30:00Z", .noAnswer, nil)],
            now: "2026-11-26T10:30:00Z")
        #expect(decision.gate?.code == .optedOut)
    }

    @Test func `the days end with the instant that they name`() throws {
        let first = ("2026-11-03T10:00:00Z", Outcome.noAnswer, String?.none)
        #expect(try decide([first], now: "2026-11-24T10:00:00Z").next?.description == "2026-11-24T10:00:00Z")
        #expect(try decide([first], now: "2026-11-24T10:00:01Z").gate == ShutGate(.attemptLimit))
        let late = [first, ("2026-11-23T15:00:00Z", .busy, nil)]
        // Twenty hours later it is 11:00, an hour past the end.
        #expect(try decide(late, now: "2026-11-23T15:10:00Z").gate == ShutGate(.attemptLimit))
        #expect(try decide(late, now: "2026-11-23T15:10:00Z").next == nil)
    }

    @Test func `a call-back keeps the time that was asked for, whatever spacing says, but not past the cap`() throws {
        let asked = ("2026-11-24T10:30:00Z", Outcome.callbackRequested, String?.some("2026-12-29T14:00:00Z"))
        let far = try decide([asked], now: "2026-11-24T10:40:00Z")
        #expect(far.gate == ShutGate(.attemptSpacing, until: try Samples.instant("2026-12-29T14:00:00Z")))
        let past = try decide(
            [("2026-11-24T10:30:00Z", .callbackRequested, "2026-11-24T10:35:00Z")], now: "2026-11-24T10:40:00Z")
        #expect(past.next?.description == "2026-11-24T10:40:00Z")
        #expect(past.gate == nil)
        let night = try decide(
            [("2026-11-24T10:30:00Z", .callbackRequested, "2026-11-24T20:00:00Z")], now: "2026-11-24T21:00:00Z")
        #expect(night.next?.description == "2026-11-25T09:00:00Z")
        #expect(night.gate == nil)
        let capped = try decide([asked], now: "2026-11-24T10:40:00Z") { $0.maxAttempts = 1 }
        #expect(capped.gate == ShutGate(.attemptLimit))
    }

    @Test func `spacing is elapsed time, and the local day ends at local midnight`() throws {
        // The clocks go back in the night to Sunday 25 October 2026.
        let autumn = try decide([("2026-10-24T14:00:00Z", .noAnswer, nil)], now: "2026-10-24T15:00:00Z") {
            $0.minHoursBetweenAttempts = 48
        }
        #expect(autumn.next?.description == "2026-10-26T14:00:00Z")
        let summer = try decide([("2027-07-06T08:30:00Z", .busy, nil)], now: "2027-07-06T22:59:59Z") {
            $0.minHoursBetweenAttempts = 1
        }
        #expect(summer.gate?.code == .householdToday)
        let midnight = try decide([("2027-07-06T08:30:00Z", .busy, nil)], now: "2027-07-06T23:00:00Z") {
            $0.minHoursBetweenAttempts = 1
        }
        #expect(midnight.gate == nil)
        #expect(midnight.next?.description == "2027-07-07T08:00:00Z")
    }

    @Test func `one message a recall, and none unless the practice wants it`() throws {
        let left = [
            ("2026-11-23T10:30:00Z", Outcome?.some(.voicemailLeft), String?.none),
            ("2026-11-24T10:30:00Z", .noAnswer, nil),
        ]
        #expect(!(try decide(left, now: "2026-11-25T10:30:00Z") { $0.voicemail = .leaveMessage }.mayLeaveMessage))
        #expect(try decide([], now: "2026-11-25T10:30:00Z") { $0.voicemail = .leaveMessage }.mayLeaveMessage)
        #expect(!(try decide([], now: "2026-11-25T10:30:00Z").mayLeaveMessage))
    }
}
