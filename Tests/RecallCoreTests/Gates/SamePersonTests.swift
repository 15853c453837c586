import RecallCore
import Testing

/// What one record has to say about a call of the same person under another number, and what a telephone may be called for.
@Suite struct SamePersonTests {
    private static let context = PlanFixture.context()
    private static let now = PlanFixture.now
    private static let mobile = PlanFixture.number("+447700900123")

    private static func patient(
        _ id: String, first: String = "Eve", last: String = "Young", born: String = "05/05/1950",
        mobile: String = "07700 900123", tested: String = "01/09/2024", more: [String: String] = [:]
    ) -> PlanPatient {
        PlanFixture.patient(
            ["Forename": first, "Surname": last, "DOB": born, "Last Sight Test": tested].merging(more) { $1 }, id: id,
            context: context, mobile: mobile)
    }

    private static func gate(_ patients: [PlanPatient], of id: String = "2", at context: GateContext = context)
        -> ShutGate?
    {
        Planner.plan(patients, context: context).first { $0.patientID == id }?.decision.gate
    }

    @Test func `a record that says less may still be the person's`() {
        let cases: [(String, String, String, String, Bool)] = [
            ("Eve", "Young", "", "07700 900123", true), ("E", "Young", "05/05/1950", "07700 900123", true),
            ("Anna", "Young", "", "07700 900123", false), ("A", "Young", "05/05/1950", "07700 900123", false),
            ("E", "Young", "", "07700 900123", false), ("Eve", "Young", "", "07700 900124", false),
            ("E", "Old", "05/05/1950", "07700 900123", false), ("E", "Young", "06/05/1950", "07700 900123", false),
        ]
        for (first, last, born, mobile, isHeld) in cases {
            for (one, two) in [("1", "2"), ("2", "1")] {
                var stopped = Self.patient(one, first: first, last: last, born: born, mobile: mobile)
                stopped.facts.doNotContact = true
                let gate = Self.gate([stopped, Self.patient(two)], of: two)
                #expect((gate?.cause == .samePerson) == isHeld, "\(first) \(last) \(born) \(mobile)")
            }
        }
    }

    @Test func `so many records of one person that they are none are held, quickly, and nobody else is`() {
        // Fifty people of one birth date on one telephone, one of whom has far too many records, and another three.
        let placeholder = (0..<1500).map { Self.patient("p\($0)") }
        let names = (0..<50).map {
            "Kim\(String(UnicodeScalar(UInt8(97 + $0 % 26))))\(String(UnicodeScalar(UInt8(97 + $0 / 26))))"
        }
        let others = names.enumerated().map { Self.patient("o\($0)", first: $1, mobile: "07700 900123") }
        let dateless = (0..<1500).map { Self.patient("pd\($0)", first: "Zoe", last: "Zed", born: "") }
        let thrice = (0..<3).map { Self.patient("t\($0)", first: "Tom") }
        let begun = ContinuousClock.now
        let plan = Planner.plan(placeholder + others + dateless + thrice, context: Self.context)
        // Each with each would take minutes.
        #expect(ContinuousClock.now - begun < .seconds(60))
        for line in plan {
            let isHeld = line.decision.gate?.cause == .samePerson
            #expect(
                isHeld == line.patientID.hasPrefix("p"), "\(line.patientID): \(String(describing: line.decision.gate))")
        }
        #expect(
            plan.allSatisfy { !$0.patientID.hasPrefix("p") || $0.numbersToJoin.isEmpty }, "no task for each of them")
        #expect(plan.contains { $0.patientID.hasPrefix("t") && $0.numbersToJoin.count == 2 })
    }

    @Test(arguments: [20, 21, 51])
    func `a stop on one of many records of a person holds all of them`(count: Int) {
        var patients = (0..<count).map { Self.patient("\($0)") }
        patients[7].isStopped = true
        let plan = Planner.plan(patients, context: Self.context)
        #expect(
            plan.allSatisfy {
                $0.decision.gate != nil && ($0.patientID == "7" || $0.decision.gate?.cause == .samePerson)
            })
    }

    @Test func `what stops, ends or holds one record holds the same person's other one`() throws {
        let yesterday = Self.now.adding(hours: -24)
        let cases: [(String, (inout PlanPatient) -> Void, Bool)] = [
            ("nothing", { _ in }, false), ("stopped", { $0.isStopped = true }, true),
            ("dead in the record", { $0.facts.deceased = .column }, true),
            ("do not contact", { $0.facts.doNotContact = true }, true),
            ("no automated calls", { $0.facts.automatedConsent = false }, true),
            ("no reminders", { $0.facts.reminderSuppressed = true }, true),
            ("held by staff", { $0.isHeldByStaff = true }, true), ("cancelled", { $0.isCancelled = true }, true),
            ("an appointment", { $0.diaryAppointment = Self.context.today.adding(days: 3) }, true),
            ("declined", { $0.attempts = [PastAttempt(startedAt: yesterday, outcome: .declined)] }, true),
            ("booked", { $0.attempts = [PastAttempt(startedAt: yesterday, outcome: .booked)] }, true),
            ("unknown", { $0.attempts = [PastAttempt(startedAt: yesterday, outcome: .unknown)] }, true),
            (
                "three calls",
                {
                    $0.attempts = (1...3).map {
                        PastAttempt(startedAt: Self.now.adding(hours: -24 * $0), outcome: .noAnswer)
                    }
                },
                true
            ),
            (
                "one call long ago",
                { $0.attempts = [PastAttempt(startedAt: Self.now.adding(hours: -48), outcome: .busy)] }, false
            ),
            ("no longer in the list", { $0.isMissingFromNewest = true }, false),
        ]
        for (words, change, isHeld) in cases {
            var other = Self.patient("1")
            change(&other)
            let gate = Self.gate([other, Self.patient("2")])
            #expect((gate?.cause == .samePerson) == isHeld, "\(words): \(String(describing: gate?.cause))")
            if isHeld { #expect(gate?.code == .samePerson) }
            // Who shares nothing but the telephone is somebody else.
            let husband = Self.gate([other, Self.patient("2", first: "Adam")])
            #expect(husband?.cause != .samePerson, "\(words)")
        }
    }

    @Test func `the same person has the same name, birth date and telephone`() {
        var other = Self.patient("1")
        other.isStopped = true
        let cases: [(PlanPatient, Bool)] = [
            (Self.patient("2"), true), (Self.patient("2", first: "ÉVE", last: "young"), true),
            (Self.patient("2", first: "Young", last: "Eve"), true), (Self.patient("2", first: "Eva"), false),
            (Self.patient("2", born: "06/05/1950"), false), (Self.patient("2", mobile: "07700 900124"), false),
        ]
        for (patient, isHeld) in cases {
            #expect((Self.gate([other, patient])?.cause == .samePerson) == isHeld)
        }
    }

    @Test func `calls before a later test are history, and a person may release what is theirs to decide`() {
        var declined = Self.patient("1")
        declined.attempts = [PastAttempt(startedAt: Self.now.adding(hours: -48), outcome: .declined)]
        #expect(Self.gate([declined, Self.patient("2", tested: "01/10/2024")])?.cause != .samePerson)
        var released = Self.patient("2")
        released.isSamePersonReleased = true
        #expect(Self.gate([declined, released])?.cause == .samePerson, "what ended the recall ends it")
        var held = Self.patient("1")
        held.isHeldByStaff = true
        #expect(Self.gate([held, released])?.cause != .samePerson)
        held.facts.doNotContact = true
        #expect(Self.gate([held, released])?.cause == .samePerson)
        let urgent = Self.patient("1", more: ["Notes": "referral pending"])
        #expect(Self.gate([urgent, Self.patient("2")])?.cause == .samePerson)
        #expect(Self.gate([urgent, released])?.cause != .samePerson)
    }

    @Test func `a telephone that a record had before tells the person, too`() {
        var other = Self.patient("1", mobile: "07700 900125")
        other.isStopped = true
        #expect(Self.gate([other, Self.patient("2")])?.cause != .samePerson)
        other.earlierNumbers = [Self.mobile]
        #expect(Self.gate([other, Self.patient("2")])?.cause == .samePerson)
    }

    @Test func `staff are asked once, of the newest record, to join what counts for both`() throws {
        func tasks(_ patients: [PlanPatient], told: Bool = false) -> [String: String] {
            var found: [String: String] = [:]
            Planner.plan(PlanSnapshot(patients: patients), context: Self.context) { line in
                let history = StaffTask.History(isUrgentTold: true, isSamePersonTold: told)
                for due in StaffTask.allDue(line, told: history) where due.once == .samePerson(line.numbersToJoin) {
                    found[line.patientID] = due.note
                }
            }
            return found
        }
        var old = Self.patient("1")
        old.isMissingFromNewest = true
        #expect(tasks([old, Self.patient("2")]).isEmpty, "a number that nothing came of")
        old.isStopped = true
        let told = tasks([old, Self.patient("2")])
        #expect(Array(told.keys) == ["2"] && told["2"]?.contains("2 and 1") == true)
        #expect(tasks([old, Self.patient("2")], told: true).isEmpty)
        #expect(tasks([Self.patient("1"), Self.patient("2")]).count == 1, "two records of one list")
    }

    @Test func `no more calls go to one telephone than may go to one patient, whoever is meant`() throws {
        func line(_ calls: [Int], closed: Set<PhoneNumber> = []) throws -> PlanLine {
            var snapshot = PlanSnapshot(patients: [Self.patient("2")])
            snapshot.callsByNumber = [Self.mobile: calls.map { Self.now.adding(hours: -24 * $0) }]
            snapshot.closedNumbers = closed
            var found: PlanLine?
            Planner.plan(snapshot, context: Self.context) { found = $0 }
            return try #require(found)
        }
        #expect(try line([1, 2]).decision.gate == nil)
        #expect(try line([2, 5, 22]).decision.gate == nil, "what is older than 21 days counts no more")
        let full = try line([2, 5, 20])
        #expect(full.decision.gate?.cause == .attemptLimit && !full.decision.isFinished)
        #expect(full.decision.gate?.until == Self.now.adding(hours: 24))
        #expect(try line([2, 5, 8, 20]).decision.gate?.until == Self.now.adding(hours: 24 * 13))
        #expect(try line([], closed: [Self.mobile]).decision.gate?.cause == .telephoneClosed)
    }

    @Test func `a wrong number ends the recall until the record shows another`() {
        let day = Self.context.today
        var history = CallHistory()
        history.add(
            StoredAttempt(
                state: .settled, startedAt: Self.now.adding(hours: -48), localDay: day.adding(days: -2),
                phone: Self.mobile, outcome: .wrongNumber), today: day)
        let other = PlanFixture.number("+447700900124")
        for (numbers, gate) in [
            ([Self.mobile], GateCause.wrongNumber), ([Self.mobile, other], .wrongNumber), ([other], nil),
            ([other, Self.mobile], nil), ([], .wrongNumber),
        ] as [([PhoneNumber], GateCause?)] {
            let stops = StopList([
                Stop(practice: "x", phone: Self.mobile, patientID: "2", reason: "wrong_number", source: "call")
            ])
            var view = RegisterView(stops: stops)
            view.note(export: 1, fingerprint: "f")
            view.note(numbers: numbers, of: "2")
            var facts = Self.patient("2").facts
            facts.numbers = numbers
            let patient = view.patient(
                RegisterEntry(
                    patientID: "2", recallID: "r", facts: facts, export: 1, exportSeenAt: Self.now,
                    exportFingerprint: "f"),
                history: history)
            let decision = Planner.plan([patient], context: Self.context)[0].decision
            #expect(decision.gate?.cause == gate, "\(numbers.count)")
            if gate == nil { #expect(decision.phone == other) }
            #expect(view.closedNumbers.isEmpty == (numbers == [other]), "\(numbers.count)")
        }
    }
}
