import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// Who is who: one patient under several forms of a number, one person under several numbers, several persons under one.
    static let persons: [StoreCheck] = [
        StoreCheck(.register, "a number is the same with and without zeros and in any case, and shows as it came last")
        {
            clinic in
            try await clinic.importPatients([try Clinic.patient("00P7", first: "Eve")])
            _ = try await clinic.store.addStop(
                Stop(practice: clinic.practice, phone: nil, patientID: "p7", reason: "asked", source: "staff"),
                now: Clinic.now)
            let recall = try await clinic.line("00P7").recallID
            try await clinic.importPatients([try Clinic.patient("p7", first: "Eve")], at: later)
            let lines = try await clinic.plan(at: later)
            #expect(lines.map(\.patientID) == ["p7"] && lines.map(\.recallID) == [recall])
            #expect(lines.first?.decision.gate?.cause == .optedOut)
            for number in ["P7", "0p7", " p7 "] {
                #expect(
                    try await clinic.store.history(practice: clinic.practice, patientID: number)?.recallID == recall)
                let explained = try await clinic.store.explain(
                    practice: clinic.practice, patientID: number, today: clinic.today,
                    context: clinic.context(at: later))
                #expect(explained?.line.recallID == recall)
            }
            let ended = try await clinic.store.endStops(
                practice: clinic.practice, phone: nil, patientID: "0P7", reason: "came back", now: later)
            #expect(ended == 1)
            #expect(try await clinic.line("p7", at: later).decision.gate == nil)
            try await clinic.importDiary(free: 3, taken: [1], by: "0P7", at: later)
            #expect(try await clinic.line("p7", at: later).decision.gate?.code == .futureAppointment)
        },
        StoreCheck(.register, "two people whose numbers differ by zeros in one export are held, and told of") {
            clinic in
            try await clinic.importPatients([
                try Clinic.patient("7", first: "Eve"),
                try Clinic.patient("007", phone: "07700 900124", last: "Old", first: "Tom", born: "1990-01-02", row: 1),
            ])
            let lines = try await clinic.plan()
            #expect(lines.count == 1 && lines.first?.decision.gate?.cause == .birthDatesConflict)
            #expect(try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks]).count == 1)
        },
        StoreCheck(.register, "a number that is another person's by now is held, and takes nothing from the one before")
        {
            clinic in
            try await clinic.importPatients([try Clinic.patient("7", first: "Eve")])
            _ = try await clinic.begun(patient: "7", id: "a_1")
            _ = try await clinic.settle(
                "a_1", .optedOut,
                stops: [
                    Stop(practice: clinic.practice, phone: nil, patientID: "7", reason: "opted_out", source: "call")
                ])
            let tom = try Clinic.patient("7", phone: "07700 900124", last: "Old", first: "Tom", born: "1990-01-02")
            try await clinic.importPatients([tom], at: later)
            let line = try await clinic.line("7", at: later)
            #expect(line.decision.shut.map(\.cause).contains(.anotherPerson) && line.attempts == 0)
            #expect(line.decision.gate?.cause == .optedOut, "the stop of the number stands until a person lifts it")
            #expect(try await tell(clinic, at: later) == 1)
            #expect(try await tell(clinic, at: later) == 0, "once")
            _ = try await clinic.store.endStops(
                practice: clinic.practice, phone: nil, patientID: "7", reason: "is somebody else's", now: later)
            #expect(try await clinic.line("7", at: later).decision.gate?.cause == .anotherPerson)
            // Under whatever number, the one who asked us to stop is not called.
            let eve = try Clinic.patient("99", first: "Eve", row: 1)
            try await clinic.importPatients([tom, eve], at: later.adding(minutes: 1))
            #expect(try await clinic.line("99", at: later).decision.gate?.cause == .samePerson)
            guard case .shut = try await clinic.begin(try await clinic.line("99", at: later).recallID, at: later) else {
                throw Unexpected("no call was to begin")
            }
            let recall = try await clinic.line("7", at: later).recallID
            #expect(try await clinic.store.mark(recall: recall, held: false, released: true, now: later))
            #expect(try await clinic.line("7", at: later).decision.gate == nil)
            // Whose number it was before has it back with all that was known.
            try await clinic.importPatients([try Clinic.patient("7", first: "Eve")], at: later.adding(minutes: 2))
            let back = try await clinic.line("7", at: later)
            #expect(back.attempts == 1 && back.decision.gate?.cause == .optedOut)
            #expect(back.decision.shut.map(\.cause).contains(.anotherPerson))
            #expect(try await clinic.plan(at: later).count == 3)
        },
        StoreCheck(.register, "what one record of a person says is asked again before a call of the other") { clinic in
            try await clinic.importPatients([
                try Clinic.patient("1", first: "Eve"), try Clinic.patient("2", first: "Eve", row: 1),
            ])
            let recall = try await clinic.line("2").recallID
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .declined)
            guard case .shut(let decision) = try await clinic.begin(recall, at: later) else {
                throw Unexpected("no call was to begin")
            }
            #expect(decision.gate?.cause == .samePerson)
            #expect(try await tell(clinic, at: later) == 1)
            #expect(try await tell(clinic, at: later) == 0, "once")
            let tasks = try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks])
            #expect(tasks.count == 1 && tasks.first?.event.reason?.contains("join the two records") == true)
            // What ended the recall of the one ends that of the other until staff have the first tried again.
            #expect(try await clinic.store.mark(recall: recall, held: nil, released: true, now: later))
            #expect(try await clinic.line("2", at: later).decision.gate?.cause == .samePerson)
            let first = try await clinic.line("1").recallID
            #expect(try await clinic.store.retry(recall: first, now: later) == .done)
            #expect(try await clinic.line("2", at: later).decision.gate?.cause != .samePerson)
        },
        StoreCheck(.attempts, "no more calls go to one telephone than may go to one patient, whoever is meant") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2")])
            // At each of these moments it is that patient's turn.
            for (patient, hours) in [("1", 8), ("2", 24), ("1", 48)] {
                let moment = Clinic.now.adding(hours: hours)
                _ = try await clinic.begun(patient: patient, id: "a_\(hours)", at: moment)
                _ = try await clinic.settle("a_\(hours)", .noAnswer, at: moment)
            }
            let line = try await clinic.line("2", at: later)
            #expect(line.decision.gate?.cause == .attemptLimit && line.attempts == 1)
            guard case .shut = try await clinic.begin(line.recallID, at: later) else {
                throw Unexpected("no call was to begin")
            }
            // What staff have tried again counts no more.
            let recall = try await clinic.line("1").recallID
            #expect(try await clinic.store.retry(recall: recall, now: later) == .done)
            #expect(try await clinic.line("2", at: later).decision.gate?.cause != .attemptLimit)
        },
        StoreCheck(.stops, "a telephone that a call has closed opens by a person, or by an export that shows another") {
            clinic in
            let number = try await closeTelephone(clinic, "07700 900123")
            _ = try await clinic.store.endStops(
                practice: nil, phone: number, patientID: nil, reason: "is right", now: later)
            #expect(try await clinic.line("1", at: later).decision.gate == nil)
            #expect(try await clinic.line("2", at: later).decision.phone == number)
            var other = clinic
            other.practice = "elsewhere"
            other.rules.id = "elsewhere"
            _ = try await closeTelephone(other, "07700 900125")
            try await other.importPatients(
                [try Clinic.patient("1", phone: "07700 900124"), try Clinic.patient("2", phone: "07700 900125")],
                at: later)
            #expect(try await other.line("1", at: later).decision.gate == nil)
            #expect(try await other.line("2", at: later).decision.gate == nil)
            _ = try await other.begun(patient: "1", id: "a_again", at: later)
        },
        StoreCheck(.register, "who is forgotten is known by name, birth date and telephone, too") { clinic in
            let patient = try Clinic.patient("07", first: "Eve")
            try await clinic.importPatients([patient])
            guard
                case .done = try await clinic.store.forget(
                    practice: clinic.practice, patientID: "7", now: Clinic.now, hash: { text, _ in text })
            else { throw Unexpected("it was to be done") }
            let forgotten = try await clinic.store.forgotten().patients
            #expect(forgotten.contains(Forgotten.text(patientID: "007", practice: clinic.practice)))
            let again = try Clinic.patient("99", first: "EVE").facts
            #expect(!forgotten.isDisjoint(with: Forgotten.texts(recognising: again, practice: clinic.practice)))
            let other = try Clinic.patient("99", phone: "07700 900124", first: "Eve").facts
            #expect(forgotten.isDisjoint(with: Forgotten.texts(recognising: other, practice: clinic.practice)))
            let returned = try await clinic.store.endStops(
                practice: clinic.practice, phone: nil, patientID: "7",
                hashes: [Forgotten.text(patientID: "7", practice: clinic.practice)], reason: "came back",
                now: Clinic.now)
            #expect(returned == 1)
            #expect(try await clinic.store.forgotten().isEmpty)
        },
        StoreCheck(.register, "all records of a person are forgotten, and a closed telephone stays closed for others") {
            clinic in
            try await clinic.importPatients([
                try Clinic.patient("1", first: "Eve"), try Clinic.patient("2", first: "Eve", row: 1),
                try Clinic.patient("3", row: 2),
            ])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            let number = try #require(PhoneNumber(e164: "+447700900123"))
            let closing = Stop.closing(after: .wrongNumber, practice: clinic.practice, phone: number, patientID: "1")
            _ = try await clinic.settle("a_1", .wrongNumber, stops: [try #require(closing)])
            guard
                case .done = try await clinic.store.forget(
                    practice: clinic.practice, patientID: "2", now: Clinic.now, hash: { text, _ in text })
            else { throw Unexpected("it was to be done") }
            let left = try await clinic.plan(at: later)
            #expect(left.map(\.patientID) == ["3"] && left.first?.decision.gate?.cause == .telephoneClosed)
            _ = try await clinic.store.endStops(
                practice: nil, phone: number, patientID: nil, reason: "is right", now: Clinic.now)
            let soon = try await clinic.line("3", at: Clinic.now.adding(minutes: 5)).decision
            #expect(soon.gate?.cause == .householdToday, "the call to the forgotten still counts")
        },
        StoreCheck(.register, "a telephone that a record had before still tells the person") { clinic in
            try await clinic.importPatients([try Clinic.patient("1", first: "Eve")])
            try await clinic.importPatients([try Clinic.patient("1", phone: "07700 900124", first: "Eve")], at: later)
            _ = try await clinic.store.addStop(
                Stop(practice: clinic.practice, phone: nil, patientID: "1", reason: "asked", source: "staff"),
                now: later)
            try await clinic.importPatients([try Clinic.patient("99", first: "Eve")], at: later.adding(minutes: 1))
            let line = try await clinic.line("99", at: later)
            #expect(line.decision.gate?.cause == .samePerson)
            guard case .shut = try await clinic.begin(line.recallID, at: later) else {
                throw Unexpected("no call was to begin")
            }
        },
        StoreCheck(.events, "a task falls away, with a line that says why, once it must no longer be done") { clinic in
            let number = try #require(PhoneNumber(e164: "+447700900123"))
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            func task(_ id: String, _ reason: TaskReason, _ patient: String, _ phone: PhoneNumber?) -> Event {
                Event.task(
                    TaskProposal(reason), id: id, patientID: patient, phone: phone, at: Clinic.now, today: clinic.today)
            }
            try await clinic.store.tell(
                [
                    task("e_1", .identityNotConfirmed, "1", number), task("e_2", .symptoms, "1", number),
                    task("e_3", .identityNotConfirmed, "2", PhoneNumber(e164: "+447700900124")),
                    task("e_4", .deceasedReported, "1", number),
                ], practice: clinic.practice, now: Clinic.now)
            func open() async throws -> [String: String] {
                let lines = try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks])
                return Dictionary(lines.map { ($0.event.id, $0.event.reason ?? "") }, uniquingKeysWith: { $1 })
            }
            _ = try await clinic.store.addStop(
                Stop(practice: nil, phone: number, patientID: nil, reason: "asked", source: "staff"), now: Clinic.now)
            let left = try await open()
            #expect(left.keys.sorted() == ["e_2", "e_3", "e_4"])
            #expect(
                left["e_2"]?.contains("Do not ring") == true && left["e_3"] == TaskReason.identityNotConfirmed.words)
            let told = try await clinic.store.history(practice: clinic.practice, patientID: "1")?.events.map(\.event)
            #expect(told?.contains { $0.reason?.hasPrefix("No longer to be done") == true } == true)
            // A record that says so now ends it as well.
            var shy = try Clinic.patient("2", phone: "07700 900124")
            shy.facts.doNotContact = true
            try await clinic.importPatients([try Clinic.patient("1"), shy], at: later)
            #expect(try await open().keys.sorted() == ["e_2", "e_4"])
        },
    ]

    private static let day = 24
    private static let later = Clinic.now.adding(hours: 3 * day)

    /// Has the plan tell staff what they have not been told; how many lines that were.
    private static func tell(_ clinic: Clinic, at now: Instant) async throws -> Int {
        let lines = try await clinic.plan(at: now)
        let zone = clinic.zone
        return try await clinic.store.storeQueue(practice: clinic.practice, queue: PlannedQueue(lines), now: now) {
            due, line, facts in
            due.event(
                id: "e_\(line.patientID)_\(due.proposal.priority)_\(now.seconds)", about: line, name: facts.name,
                at: now,
                zone: zone)
        }
    }

    /// Has a call to one of two patients on a telephone show that it is the wrong one.
    private static func closeTelephone(_ clinic: Clinic, _ phone: String) async throws -> PhoneNumber {
        try await clinic.importPatients([
            try Clinic.patient("1", phone: phone), try Clinic.patient("2", phone: phone),
        ])
        let id = "a_\(clinic.practice)"
        let subject = try await clinic.begun(patient: "1", id: id)
        let number = subject.attempt.phone
        let closing = try #require(
            Stop.closing(after: .wrongNumber, practice: clinic.practice, phone: number, patientID: "1"))
        _ = try await clinic.settle(id, .wrongNumber, stops: [closing])
        #expect(try await clinic.line("1", at: later).decision.gate?.cause == .wrongNumber)
        #expect(try await clinic.line("2", at: later).decision.gate?.cause == .telephoneClosed)
        return number
    }
}
