import RecallCore
import Testing

/// Whom the plan leaves to people.
@Suite struct StaffTaskTests {
    private static let urgent = ["DOB": "15/06/1981", "Last Sight Test": "01/09/2024", "Notes": "referral pending"]

    private func line(
        _ more: [String: String], change: (inout PracticeRules) -> Void = { _ in },
        state: (inout PlanPatient) -> Void = { _ in }
    ) throws -> PlanLine {
        let context = PlanFixture.context(change: change)
        var patient = PlanFixture.patient(Self.urgent.merging(more) { $1 }, context: context)
        state(&patient)
        return try #require(Planner.plan([patient], context: context).first)
    }

    @Test func `an urgent patient whom nobody calls by itself is a task for today, with the reason`() throws {
        let cases: [([String: String], GateCode, String)] = [
            ([:], .humanFirst, "ring this patient yourself today"),
            (["Mobile": "n/a"], .noUsableNumber, "no number on record can be called"),
            (["Mobile": "01632 960001"], .blockedNumber, "no number on record can be called"),
            (["DOB": "01/01/2015"], .minor, "no parent or guardian is on record"),
            (["Last Sight Test": "01/09/2018"], .consentRequired, "no consent to automated calls is on record"),
            (["Last Sight Test": ""], .held, "no due date is known"),
        ]
        for (more, gate, words) in cases {
            let line = try line(more)
            #expect(line.assessment.level == .urgent, "\(more)")
            #expect(line.decision.gate?.code == gate, "\(more)")
            let task = try #require(StaffTask.urgent(line), "\(more)")
            #expect(task.priority == .today)
            #expect(task.reason.hasPrefix("Urgent: ") && task.reason.contains(words), "\(task.reason)")
        }
    }

    @Test func `nobody is asked to ring a patient who is not to be called, is booked, or is called anyway`() throws {
        let not: [[String: String]] = [
            ["Do Not Contact": "Y"], ["Deceased": "Y"], ["No Recall": "Y"], ["Next Appointment": "24/11/2026"],
            ["Notes": "referral pending, complaint"], ["Notes": ""], ["Notes": "cataract"],
        ]
        for more in not { #expect(StaffTask.urgent(try line(more)) == nil, "\(more)") }
        #expect(StaffTask.urgent(try line([:], change: { $0.calling.urgent = .aiFirst })) == nil)
        #expect(StaffTask.urgent(try line([:], state: { $0.isReleasedByStaff = true })) == nil)
        #expect(StaffTask.urgent(try line([:], state: { $0.isStopped = true })) == nil)
        let wrong = PastAttempt(startedAt: PlanFixture.now.adding(hours: -30), outcome: .wrongNumber)
        #expect(
            StaffTask.urgent(try line([:], state: { $0.attempts = [wrong] })) == nil, "the call made a task of its own")
    }

    @Test(arguments: Outcome.allCases) func `what an attempt leaves that may not be tried again`(outcome: Outcome) {
        for level in RiskLevel.allCases {
            let task = StaffTask.unreached(after: outcome, level: level)
            switch outcome {
            case .callbackRequested: #expect(task?.priority == .today)
            case .noAnswer, .busy, .voicemail, .voicemailLeft, .failed:
                #expect(task?.priority == (level >= .high ? .soon : nil))
            default: #expect(task == nil)
            }
        }
    }
}
