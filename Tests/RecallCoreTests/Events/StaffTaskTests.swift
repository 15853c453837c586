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

    @Test func `a task is told once, of an urgent patient or of the last attempt`() throws {
        let urgent = try line([:])
        #expect(StaffTask.mayConcern(urgent))
        let due = try #require(StaffTask.due(urgent, told: StaffTask.History(isUrgentTold: false)))
        #expect(due.once == .urgent && due.attempt == nil && due.proposal == StaffTask.urgent(urgent))
        #expect(StaffTask.due(urgent, told: StaffTask.History(isUrgentTold: true)) == nil)

        let tried = (1...3).map {
            PastAttempt(startedAt: PlanFixture.now.adding(hours: -24 * $0), outcome: .noAnswer)
        }
        let high = try line(["Notes": "", "Risk Level": "High"], state: { $0.attempts = tried })
        #expect(high.decision.gate?.code == .attemptLimit && StaffTask.mayConcern(high))
        let standard = try line(["Notes": ""], state: { $0.attempts = tried })
        #expect(standard.decision.gate?.code == .attemptLimit)
        func task(_ line: PlanLine, _ outcome: Outcome?, hasTask: Bool = false) -> StaffTask.Due? {
            let last = StaffTask.LastAttempt(id: "a", callID: "c", outcome: outcome, hasTask: hasTask)
            return StaffTask.due(line, told: StaffTask.History(isUrgentTold: false, last: last))
        }
        let cases: [(String, PlanLine, Outcome?, Bool, TaskProposal.Priority?)] = [
            ("not reached", high, .noAnswer, false, .soon),
            ("told by the call itself", high, .noAnswer, true, nil),
            ("still in progress", high, nil, false, nil),
            ("declined", high, .declined, false, nil),
            ("a call-back that cannot be kept", standard, .callbackRequested, false, .today),
            ("not reached, and no matter", standard, .noAnswer, false, nil),
        ]
        for (words, line, outcome, hasTask, expected) in cases {
            let found = task(line, outcome, hasTask: hasTask)
            #expect(found?.proposal.priority == expected, "\(words)")
            if let found { #expect(found.attempt == "a" && found.callID == "c" && found.once == nil, "\(words)") }
        }
        #expect(StaffTask.due(high, told: StaffTask.History(isUrgentTold: false)) == nil, "no attempt is known")
        let waiting = try line(["Notes": ""])
        #expect(!StaffTask.mayConcern(waiting))
        #expect(StaffTask.due(waiting, told: StaffTask.History(isUrgentTold: false)) == nil)
    }

    @Test func `the line of a task says what is to be done, by when, and of whom`() throws {
        let today = PlanFixture.context().today
        for (priority, days) in [(TaskProposal.Priority.urgent, 0), (.today, 0), (.soon, 7)] {
            let event = Event.task(
                TaskProposal(priority, "Ring."), id: "e", patientID: "p", name: PersonName(last: "Ash"),
                phone: PlanFixture.number("+447700900123"), at: PlanFixture.now, today: today, attempt: "a",
                callID: "c", riskLevel: .high, note: "More.")
            #expect(event.kind == .tasks && event.id == "e" && event.patientID == "p" && event.name.last == "Ash")
            #expect(event.priority == priority && event.reason == "Ring." && event.dueBy == today.adding(days: days))
            #expect(event.attempt == "a" && event.callID == "c" && event.riskLevel == .high && event.note == "More.")
            #expect(event.at == PlanFixture.now && event.phone?.e164 == "+447700900123")
        }
        let line = try line([:])
        let due = try #require(StaffTask.due(line, told: StaffTask.History(isUrgentTold: false)))
        let event = due.event(
            id: "e", about: line, name: PersonName(last: "Ash"), at: PlanFixture.now, zone: .london)
        #expect(event.reason == due.proposal.reason && event.riskLevel == .urgent && event.dueBy == today)
        #expect(event.phone == line.decision.phone)
        #expect(event.note == "Overdue by \(line.assessment.overdueDays) days." && line.assessment.overdueDays > 0)
        let conflict = StaffTask.conflict(id: "e", patientID: "9", at: PlanFixture.now, today: today)
        #expect(conflict.patientID == "9" && conflict.name == PersonName() && conflict.priority == .today)
    }
}
