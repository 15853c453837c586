import RecallCore
import Testing

/// What words of a record do to the gates of its recall.
@Suite struct WordGateTests {
    private static let due = ["DOB": "15/06/1981", "Last Sight Test": "01/09/2024", "Recall Date": "01/09/2026"]

    private func line(
        _ more: [String: String], at now: String = "2026-11-24T10:30:00Z",
        state: (inout PlanPatient) -> Void = { _ in }
    ) throws -> PlanLine {
        let context = PlanFixture.context(now: try #require(Instant(iso: now)))
        var patient = PlanFixture.patient(Self.due.merging(more) { $1 }, context: context)
        state(&patient)
        return try #require(Planner.plan([patient], context: context).first)
    }

    @Test(
        arguments: [
            ("Small rip in left contact lens", nil), ("Phone died during last call", nil),
            ("RIP 12/03/2025", .deceasedInNotes), ("Solicitor by profession", nil), ("Complaint of headaches", nil),
            ("Mother passed away in May", nil), ("Mr Jones died", .deathUnclear), ("?deceased", .deathUnclear),
            ("solicitor's letter received", .complaint), ("no calls on landline", .unreadStop),
            ("do not call until March", .unreadStop), ("no calls at all", .noCallsInNotes),
            ("no calls after 9am", .noPreferredTime), ("Moved away from screens at work", nil),
            ("Moved away from Leeds", .reminderSuppressed),
        ] as [(String, GateCause?)])
    func `a note shuts the gate that it plainly speaks of`(note: String, cause: GateCause?) throws {
        #expect(try line(["Notes": note]).decision.gate?.cause == cause)
    }

    @Test func `a wish about times shuts the gate until the first wished moment of the practice's hours`() throws {
        // A Tuesday; the practice calls from 9 to 19, on Saturdays from 10 to 16.
        let cases: [(String, String, String?)] = [
            ("no calls on Tuesdays", "2026-11-24T10:30:00Z", "2026-11-25T09:00:00Z"),
            ("after 5pm only", "2026-11-24T10:30:00Z", "2026-11-24T17:00:00Z"),
            ("mornings best", "2026-11-24T10:30:00Z", nil),
            ("mornings best", "2026-11-24T13:30:00Z", "2026-11-25T09:00:00Z"),
            ("weekends only", "2026-11-24T10:30:00Z", "2026-11-28T10:00:00Z"),
            ("call between 2 and 4", "2026-11-24T16:00:00Z", "2026-11-25T14:00:00Z"),
            ("call between 2 and 4", "2026-11-24T15:59:00Z", nil), ("No calls on Mondays", "2026-11-24T10:30:00Z", nil),
        ]
        for (note, now, until) in cases {
            let line = try line(["Notes": note], at: now)
            let gate = until.map { ShutGate(.preferredTime, until: Instant(iso: $0)) }
            #expect(line.decision.gate == gate, "\(note) at \(now)")
            #expect(line.decision.nextAttemptAt == Instant(iso: until ?? now), "\(note) at \(now)")
            #expect(line.state == .queued)
        }
    }

    @Test func `while the practice is closed the next call waits for the wished time as well`() throws {
        let line = try line(["Notes": "after 5pm only"], at: "2026-11-24T22:00:00Z")
        #expect(line.decision.gate?.code == .outsideHours)
        #expect(line.decision.nextAttemptAt == Instant(iso: "2026-11-25T17:00:00Z"))
    }

    @Test func `what the patient asked for in a call outweighs a wish on record`() throws {
        let asked = PastAttempt(
            startedAt: PlanFixture.now.adding(hours: -48), outcome: .callbackRequested, callbackAt: PlanFixture.now)
        let line = try line(["Notes": "after 5pm only"], state: { $0.attempts = [asked] })
        #expect(line.decision.isOpen)
    }

    @Test(
        arguments: [
            (["Forename": "GLAUCOMA", "Surname": "PATIENT"], .noName), (["Forename": "Mary", "Surname": "Jones"], nil),
            (["Forename": "Baby", "Surname": "Jones"], .noName),
            (["Title": "Miss", "Forename": "Baby", "Surname": "Jones"], nil),
            (["Forename": "JOHN DNC", "Surname": "Jones"], .doNotContact),
            (["Forename": "Mr do not call", "Surname": "Jones"], .doNotContact), ([:], nil),
            (["Forename": "Rip", "Surname": "Thorne"], nil),
            (["Forename": "Tom", "Surname": "Thorne (RIP)"], .deceasedByName),
        ] as [([String: String], GateCause?)])
    func `a name that is none is not called by`(cells: [String: String], cause: GateCause?) throws {
        #expect(try line(cells).decision.gate?.cause == cause)
    }

    @Test func `a due patient who is held for such words is a task, once a reason`() throws {
        for (cells, reason) in [
            (["Notes": "Mr Jones died"], TaskReason.deathUnclear), (["Notes": "no calls on landline"], .unreadStop),
            (["Notes": "no calls after 9am"], .noPreferredTime), (["Forename": "Baby", "Surname": "Jones"], .noName),
        ] {
            let held = try line(cells)
            #expect(StaffTask.mayConcern(held), "\(cells)")
            let due = StaffTask.due(held, told: StaffTask.History(isUrgentTold: false))
            #expect(due?.proposal == TaskProposal(reason), "\(cells)")
            #expect(
                StaffTask.due(held, told: StaffTask.History(isUrgentTold: false, reasons: [reason.words])) == nil)
            let early = try line(cells.merging(["Recall Date": "01/09/2027"]) { $1 })
            #expect(StaffTask.held(early) == nil, "a recall that is not due brings no task")
        }
        #expect(StaffTask.held(try line([:])) == nil)
    }

    @Test func `a man whose title is still Master is asked for in person`() throws {
        #expect(try line(["Title": "Master", "DOB": "15/06/1981"]).decision.isOpen)
        #expect(try line(["Title": "Master", "DOB": "15/06/2015"]).decision.gate?.code == .minor)
        #expect(try line(["Title": "Master", "DOB": ""]).decision.gate?.code == .minor)
    }
}
