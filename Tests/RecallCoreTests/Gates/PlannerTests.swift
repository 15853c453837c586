import RecallCore
import RecallTestSupport
import Testing

@Suite struct PlannerTests {
    private let quiet = [
        "DOB": "15/06/1981", "Last Sight Test": "01/10/2024", "Diabetic": "N", "Glaucoma": "N", "FH Glaucoma": "N",
    ]

    private func cells(_ more: [String: String]) -> [String: String] { quiet.merging(more) { $1 } }

    private func gate(
        _ more: [String: String], _ context: GateContext = PlanFixture.context(),
        change: (inout PlanPatient) -> Void = { _ in }
    ) -> GateCode? {
        var patient = PlanFixture.patient(cells(more), context: context)
        change(&patient)
        return Planner.plan([patient], context: context).first?.decision.gate?.code
    }

    @Test func `each line of the gates holds the patients that it names and no others`() {
        let cases: [([String: String], GateCode?)] = [
            ([:], nil), (["Deceased": "N"], nil), (["Deceased": "12/03/2025"], .deceased), (["Deceased": "?"], nil),
            (["Date of Death": "01/01/1900"], nil), (["Date of Death": "03/04/2024"], .deceased),
            (["Patient Status": "RIP"], .deceased), (["Patient Status": "Dead"], .deceased),
            (["Title": "RIP"], .deceased),
            (["Forename": "John dec'd"], .deceased), (["Surname": "Ripley"], nil),
            (["Notes": "Px died 2024"], .deceased),
            (["Do Not Contact": "Letter only"], .doNotContact), (["Do Not Contact": "Off"], nil),
            (["Do Not Contact": "N/A"], nil), (["No Calls": "Y"], .doNotContact), (["No Calls": "N"], nil),
            (["Phone Consent": "No"], .doNotContact), (["Phone Consent": "Y"], nil), (["Phone Consent": "?"], nil),
            (["AI Call Consent": "F"], .doNotContact), (["Notes": "do not ring"], .doNotContact), (["TPS": "Y"], nil),
            (["No Recall": "X"], .reminderSuppressed), (["No Recall": "12/03/2025"], .reminderSuppressed),
            (["On Recall": "N"], .reminderSuppressed), (["On Recall": "Y"], nil), (["On Recall": ""], nil),
            (["Patient Status": "Gone Away"], .reminderSuppressed), (["Patient Status": "GA"], .reminderSuppressed),
            (["Patient Status": "Dormant"], nil), (["Patient Status": "Active"], nil),
            (["Archived": "Y"], .reminderSuppressed), (["Archived": "N"], nil),
            (["Notes": "emigrated"], .reminderSuppressed),
            (["Notes": "complaint open"], .held), (["Notes": "LPA held by son"], .held), (["Notes": "dementia"], .held),
            (["DOB": "", "Title": "Master"], .minor), (["DOB": "", "Title": "Mr"], nil),
            (["DOB": "01/01/2015"], .minor), (["DOB": "01/01/2015", "Mobile": "07700 900123 mum"], nil),
            (["DOB": "01/01/2015", "Mobile": "07700 900123 wife"], .minor),
            (["DOB": "01/01/2015", "Parent Name": "-"], .minor),
            (["Last Sight Test": "01/10/2020", "Phone Consent": "Y"], .consentRequired),
            (["Last Sight Test": "01/10/2020", "AI Call Consent": "Y"], nil),
            (["Last Sight Test": "01/10/2020", "AI Call Consent": "Y", "TPS": "Y"], .doNotContact),
            (["Last Sight Test": "24/11/2020"], nil), (["Last Sight Test": "23/11/2020"], .consentRequired),
            (["Next Appointment": "23/11/2026"], nil), (["Next Appointment": "24/11/2026"], .futureAppointment),
            (["Last Visit": "11/11/2026"], .recentlySeen), (["Last Visit": "10/11/2026"], nil),
            (["Last Visit": "01/10/2024"], nil),
            (["Last Visit": "20/11/2026", "Notes": "referral pending"], .humanFirst),
            (["Mobile": "n/a", "Work Phone": "0113 496 0001"], .noUsableNumber),
            (["Mobile": "01632 960001"], .blockedNumber),
            (["Mobile": "01632 960001", "Home Phone": "0113 496 0002"], nil),
            (["Recall Date": "25/11/2026"], .notDue), (["Recall Date": "24/11/2026"], nil),
            (["Recall Date": "25/11/2026", "Notes": "DNA HES"], .humanFirst),
        ]
        for (more, wanted) in cases { #expect(gate(more) == wanted, "\(more)") }
    }

    /// Days from today of the appointment and of the export's making; whether a diary says that the patient did not come.
    private static let awaited: [(String, appointment: Int, export: Int, missed: Bool, GateCode?)] = [
        ("yesterday, and the export is of the day before", -1, -2, false, .awaitingExport),
        ("yesterday, and the export is of that day", -1, -1, false, .awaitingExport),
        ("yesterday, and the export is of today", -1, 0, false, nil),
        ("today", 0, -1, false, .futureAppointment),
        ("long ago, before the export", -9, -8, false, nil),
        ("yesterday, and the patient did not come", -1, -2, true, nil),
    ]

    @Test(arguments: awaited.indices)
    func `after a known appointment nobody rings until an export of a later day or a diary tells what came of it`(
        _ index: Int
    ) {
        let (words, appointment, export, missed, wanted) = Self.awaited[index]
        let context = PlanFixture.context()
        let seen = context.now.adding(hours: 24 * export)
        let ofRecord = gate([:]) { patient in
            patient.facts.nextAppointment = context.today.adding(days: appointment)
            patient.hasMissedNextAppointment = missed
            patient.exportSeenAt = seen
        }
        #expect(ofRecord == wanted, "\(words), by the record")
        guard appointment < 0, !missed else { return }
        let ofDiary = gate([:]) { patient in
            patient.pastAppointment = context.today.adding(days: appointment)
            patient.exportSeenAt = seen
        }
        #expect(ofDiary == wanted, "\(words), by the diary")
    }

    @Test func `a recall that opens again is called from its day on`() {
        let context = PlanFixture.context()
        #expect(gate([:]) { $0.reopensOn = context.today.adding(days: 1) } == .attemptSpacing)
        #expect(gate([:]) { $0.reopensOn = context.today } == nil)
        var patient = PlanFixture.patient(quiet, context: context)
        patient.reopensOn = context.today.adding(days: 1)
        let line = Planner.plan([patient], context: context).first
        #expect(line?.decision.nextAttemptAt == Instant(iso: "2026-11-25T09:00:00Z"))
    }

    @Test func `lead days open the gate before the due date and change nothing else`() {
        let context = PlanFixture.context { $0.recall.leadDays = 14 }
        #expect(gate(["Recall Date": "08/12/2026"], context) == nil)
        #expect(gate(["Recall Date": "09/12/2026"], context) == .notDue)
    }

    @Test func `staff state, old exports and attempts hold a recall`() {
        let context = PlanFixture.context()
        let urgent = ["Notes": "referral pending"]
        #expect(gate([:]) { $0.isHeldByStaff = true } == .held)
        #expect(gate([:]) { $0.isStopped = true } == .optedOut)
        #expect(gate([:]) { $0.diaryAppointment = context.today } == .futureAppointment)
        #expect(gate([:]) { $0.isMissingFromNewest = true } == .staleExport)
        #expect(gate([:]) { $0.exportSeenAt = context.now.adding(hours: -14 * 24) } == nil)
        #expect(gate([:]) { $0.exportSeenAt = context.now.adding(hours: -14 * 24).adding(seconds: -1) } == .staleExport)
        #expect(gate(urgent) == .humanFirst)
        #expect(gate(urgent) { $0.isReleasedByStaff = true } == nil)
        #expect(gate(urgent, PlanFixture.context { $0.calling.urgent = .aiFirst }) == nil)
        let yesterday = context.now.adding(hours: -21)
        let outcomes: [(Outcome, GateCode?)] = [
            (.noAnswer, nil), (.booked, nil), (.optedOut, .optedOut), (.deceasedReported, .deceased),
            (.movedAway, .reminderSuppressed), (.wrongNumber, .noUsableNumber), (.numberRefused, .blockedNumber),
            (.identityNotConfirmed, .held), (.spokeNoResult, .held), (.unknown, nil), (.declined, nil),
        ]
        for (outcome, wanted) in outcomes {
            #expect(
                gate([:]) { $0.attempts = [PastAttempt(startedAt: yesterday, outcome: outcome)] } == wanted,
                "\(outcome.rawValue)")
        }
        #expect(
            gate([:]) { $0.attempts = [PastAttempt(startedAt: context.now.adding(hours: -1), outcome: .busy)] }
                == .attemptSpacing)
    }

    @Test func `limits, pauses and the mode come last, and tell when a call would be`() throws {
        var context = PlanFixture.context(isDryRun: true)
        func line(_ context: GateContext) throws -> PlanLine {
            try #require(Planner.plan([PlanFixture.patient(quiet, context: context)], context: context).first)
        }
        #expect(try line(context).decision.gate == ShutGate(.dryRun))
        #expect(try line(context).decision.nextAttemptAt == context.now)
        context.callsToday = 100
        let limited = try line(context)
        #expect(limited.decision.gate == ShutGate(.dailyLimit, until: Instant(iso: "2026-11-25T09:00:00Z")))
        #expect(limited.decision.nextAttemptAt == Instant(iso: "2026-11-25T09:00:00Z"))
        context.isPaused = true
        #expect(try line(context).decision.gate == ShutGate(.paused))
        #expect(try line(context).decision.nextAttemptAt == nil)
        context.isProviderStopped = true
        #expect(try line(context).decision.gate == ShutGate(.providerStopped))
        let night = PlanFixture.context(now: Instant(seconds: PlanFixture.now.seconds + 10 * 3600))
        #expect(try line(night).decision.gate == ShutGate(.outsideHours, until: Instant(iso: "2026-11-25T09:00:00Z")))
    }

    @Test func `a recall that is not due tells the opening of its day`() throws {
        let context = PlanFixture.context()
        let patient = PlanFixture.patient(cells(["Recall Date": "29/11/2026"]), context: context)
        let decision = try #require(Planner.plan([patient], context: context).first).decision
        #expect(decision.gate == ShutGate(.notDue, until: Instant(iso: "2026-11-29T00:00:00Z")))
        // 29 November 2026 is a Sunday.
        #expect(decision.nextAttemptAt == Instant(iso: "2026-11-30T09:00:00Z"))
    }

    @Test func `one patient of a number is called a day, and held patients take no turn`() throws {
        let context = PlanFixture.context()
        var patients = ["a", "b", "c"].map { PlanFixture.patient(quiet, id: $0, context: context) }
        func gates() -> [GateCode?] { Planner.plan(patients, context: context).map { $0.decision.gate?.code } }
        #expect(gates() == [nil, .householdToday, .householdToday])
        let second = try #require(Planner.plan(patients, context: context).last)
        #expect(second.decision.gate?.until == Instant(iso: "2026-11-25T09:00:00Z"))
        #expect(second.decision.nextAttemptAt == Instant(iso: "2026-11-25T09:00:00Z"))
        patients[0].isHeldByStaff = true
        #expect(gates() == [.held, nil, .householdToday])
        patients[2].attempts = [PastAttempt(startedAt: context.now.adding(hours: -1), outcome: .noAnswer)]
        #expect(gates() == [.held, .householdToday, .attemptSpacing])
        patients[2].attempts = [
            PastAttempt(
                startedAt: context.now.adding(hours: -1), outcome: .callbackRequested,
                callbackAt: context.now.adding(minutes: -1))
        ]
        #expect(gates() == [.held, .householdToday, nil])
    }

    @Test func `while the practice is shut the turn is that of its next day`() throws {
        // Saturday at 17:00; Sunday is closed, so the first is called on Monday and the second on Tuesday.
        let context = PlanFixture.context(now: try #require(Instant(iso: "2026-11-28T17:00:00Z")))
        let lines = Planner.plan(
            ["a", "b"].map { PlanFixture.patient(quiet, id: $0, context: context) }, context: context)
        #expect(lines[0].decision.gate == ShutGate(.outsideHours, until: Instant(iso: "2026-11-30T09:00:00Z")))
        #expect(lines[1].decision.gate == ShutGate(.householdToday, until: Instant(iso: "2026-12-01T09:00:00Z")))
        #expect(lines[1].decision.nextAttemptAt == Instant(iso: "2026-12-01T09:00:00Z"))
    }

    @Test func `a stopped number holds its patients and is not passed over for another`() throws {
        let context = PlanFixture.context()
        let both = cells(["Mobile": "07700 900123", "Home Phone": "0113 496 0002"])
        let patient = PlanFixture.patient(both, context: context)
        func code(_ stopped: String) -> GateCode? {
            let numbers: Set<PhoneNumber> = [PlanFixture.number(stopped)]
            return Planner.plan([patient], context: context, stoppedNumbers: numbers).first?.decision.gate?.code
        }
        #expect(code("+447700900123") == .optedOut)
        #expect(code("+441134960002") == nil)
    }

    @Test func `a number of five patients with three surnames is nobody's`() {
        let context = PlanFixture.context()
        func patients(_ surnames: [String]) -> [PlanPatient] {
            surnames.enumerated().map { index, surname in
                PlanFixture.patient(cells(["Surname": surname]), id: "p\(index)", context: context)
            }
        }
        func firstGate(_ surnames: [String]) -> GateCode? {
            Planner.plan(patients(surnames), context: context).first?.decision.gate?.code
        }
        #expect(firstGate(["Ash", "Ash", "Birch", "Birch", "Cedar"]) == .blockedNumber)
        #expect(firstGate(["Ash", "ASH", "Birch", "Birch", "Birch"]) == nil)
        #expect(firstGate(["Ash", "Birch", "Cedar", "Dogwood"]) == nil)
    }

    @Test func `recalls come by level, then by how late they are for their interval, then by days, age and id`() {
        let context = PlanFixture.context()
        let glaucoma = cells(["Last Sight Test": "15/10/2025", "Recall Date": "15/10/2026", "Glaucoma": "Y"])
        let patients: [(String, [String: String])] = [
            ("old", cells(["Last Sight Test": "01/10/2018", "AI Call Consent": "Y"])), ("z", quiet), ("b", quiet),
            ("B", quiet),
            ("older", cells(["DOB": "15/06/1971"])),
            ("ten", cells(["Last Sight Test": "01/01/2020", "AI Call Consent": "Y"])),
            ("g", glaucoma),
        ]
        let plan = patients.enumerated().map { index, item in
            PlanFixture.patient(item.1, id: item.0, context: context, mobile: "07700 90030\(index)")
        }
        let lines = Planner.plan(plan, context: context)
        #expect(lines.map(\.patientID) == ["g", "ten", "old", "older", "B", "b", "z"])
        #expect(lines.map(\.order) == [1, 2, 3, 4, 5, 6, 7])
        #expect(Planner.plan(plan.reversed(), context: context).map(\.patientID) == lines.map(\.patientID))
        for (first, second) in zip(lines, lines.dropFirst()) {
            #expect(first.assessment.score >= second.assessment.score, "\(first.patientID) \(second.patientID)")
        }
    }

    @Test func `every gate is explained in words`() {
        let context = PlanFixture.context()
        let facts = RowBuilder.facts(cells(["Deceased": "Y"]))
        let input = GateInput(
            facts: facts, assessment: Assessor.assess(facts, rules: context.rules, today: context.today),
            exportSeenAt: context.now)
        let states = GateKeeper.explain(input, GateKeeper.decide(input, context), context)
        #expect(states.map(\.code) == GateCode.allCases)
        #expect(states.filter { !$0.isOpen }.map(\.code) == [.deceased])
        #expect(states.allSatisfy { $0.words.hasSuffix(".") && $0.words.count > 10 })
    }
}
