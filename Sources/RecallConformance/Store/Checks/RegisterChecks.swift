import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What is known of patients, what ages out, and who is forgotten.
    static let register: [StoreCheck] = [
        StoreCheck(.register, "the words of a call go after their days, and its outcome stays") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            try await settled(clinic, "1")
            #expect(try await ageOut(clinic, at: Clinic.now.adding(hours: 30 * day)).isEmpty)
            let gone = try await ageOut(clinic, at: Clinic.now.adding(hours: 30 * day + 1))
            #expect(gone.transcripts == 1)
            #expect(try await ageOut(clinic, at: Clinic.now.adding(hours: 30 * day + 1)).isEmpty, "once is enough")
            #expect(try await clinic.store.attempt("a_1")?.outcome == .noAnswer)
        },
        StoreCheck(.register, "a patient whom no export holds goes with everything, once staff have collected the news")
        { clinic in
            try await clinic.importPatients([
                try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124", last: "Fawcett"),
            ])
            try await settled(clinic, "1")
            _ = try await clinic.store.addStop(
                Stop(
                    practice: nil, phone: PhoneNumber(e164: "+447700900123"), patientID: nil, reason: "asked",
                    source: "staff"), now: Clinic.now)
            // Patient 2 stands in a newer export, and the news of patient 1 wait.
            try await clinic.importPatients(
                [try Clinic.patient("2", phone: "07700 900124", last: "Fawcett")], at: later)
            #expect(try await ageOut(clinic, at: later).patients == 0)
            let file = try #require(try await clinic.outboxFile())
            try await clinic.store.markWritten(file.id, now: Clinic.now)
            #expect(
                try await ageOut(clinic, at: later).patients == 0, "a file that waits for staff keeps its news")
            try await clinic.store.markCollected(file.id, now: Clinic.now)

            let gone = try await ageOut(clinic, at: later)
            #expect(gone.patients == 1)
            #expect(gone.events == 1)
            #expect(gone.outboxFiles == 1)
            #expect(try await ageOut(clinic, at: later).isEmpty, "once is enough")
            #expect(try await clinic.line("2", at: later).patientID == "2")
            #expect(try await clinic.store.attempt("a_1") == nil)
            #expect(try await clinic.store.history(practice: clinic.practice, patientID: "1") == nil)
            #expect(try await clinic.store.counts(practice: clinic.practice, today: clinic.today).patients == 1)
            let files = try await clinic.store.outboxFiles(practice: clinic.practice, withCollected: true, limit: 9)
            #expect(files.map(\.name) == ["outcomes-1.csv"], "numbers keep having no gap")
            #expect(files.map(\.content.isEmpty) == [true])
            // A wish to be left alone is kept for ever.
            try await clinic.importPatients([try Clinic.patient("1")], at: later)
            #expect(try await clinic.line("1", at: later).decision.gate?.code == .optedOut)
        },
        StoreCheck(.register, "a call without an end keeps its patient, however old") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now)
            #expect(try await ageOut(clinic, at: later).isEmpty)
            #expect(try await clinic.line("1", at: later).state == .unknown)
        },
        StoreCheck(.register, "the audit tells how much was taken away") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            #expect(try await ageOut(clinic, at: later).patients == 1)
            let entries = try await clinic.store.audit()
            #expect(entries.map(\.subject) == ["harbour-lane: 1 patients"])
            #expect(entries.map(\.actor) == ["retention"])
        },
        StoreCheck(.register, "an earlier recall ages out with its calls, and the current one stays") { clinic in
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .declined)
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")], at: later)
            let recall = try await clinic.line("1", at: later).recallID
            let gone = try await ageOut(clinic, at: later)
            #expect(gone.recalls == 1 && gone.patients == 0)
            #expect(try await clinic.store.attempt("a_1") == nil)
            #expect(try await clinic.line("1", at: later).recallID == recall)
        },
        StoreCheck(.register, "the history of a patient tells of the row, the calls and the lines") { clinic in
            let note = Cell(column: 7, field: .clinicalNotesFreetext, header: "Notes", text: "comes; \"mornings\" at 9")
            let patient = try Clinic.patient("1", last: "Nguyễn", row: 4, notes: [note])
            try await clinic.importPatients([patient])
            #expect(try await clinic.store.history(practice: clinic.practice, patientID: "2") == nil)
            #expect(try await clinic.store.history(practice: "elsewhere", patientID: "1") == nil)
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .noAnswer, events: [Clinic.event("e_1")])
            let file = try #require(try await clinic.outboxFile())
            try await clinic.store.tell(
                [Clinic.event("e_2", .tasks)], practice: clinic.practice, now: Clinic.now.adding(minutes: 1))
            let history = try #require(try await clinic.store.history(practice: clinic.practice, patientID: "1"))
            #expect(history.read == patient.read)
            #expect(history.row == 4)
            #expect(history.sourceFile == "patients.csv")
            #expect(history.recallID == (try await clinic.line("1").recallID))
            #expect(history.attempts.map(\.id) == ["a_1"])
            #expect(history.events.map(\.event.id) == ["e_1", "e_2"])
            #expect(history.events.map(\.file) == [file.name, nil])
        },
        StoreCheck(.register, "the latest settled call is a patient's result, with its booking") { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            try await clinic.importDiary(free: 3)
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .noAnswer)
            #expect(try await clinic.store.results(practice: clinic.practice).mapValues(\.outcome) == ["1": .noAnswer])
            let tomorrow = Clinic.now.adding(hours: day)
            let slot = try #require(try await clinic.begun(patient: "1", id: "a_2", at: tomorrow).held.first)
            _ = try await clinic.settle("a_2", .booked, booking: Appointment(slot), at: tomorrow)
            let results = try await clinic.store.results(practice: clinic.practice)
            #expect(results.mapValues(\.outcome) == ["1": .booked])
            #expect(results["1"]?.booking == Appointment(slot))
        },
        StoreCheck(.register, "nobody is forgotten in a call, nor while a file about them waits") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            guard case .unknown = try await clinic.forget("2") else { throw Unexpected("nobody of that number") }
            _ = try await clinic.begun(patient: "1", id: "a_1")
            guard case .inCall = try await clinic.forget("1") else { throw Unexpected("a call is in progress") }
            _ = try await clinic.settle("a_1", .noAnswer, events: [Clinic.event("e_1")])
            let file = try #require(try await clinic.outboxFile())
            guard case .waiting = try await clinic.forget("1") else { throw Unexpected("a file waits") }
            try await clinic.store.markWritten(file.id, now: Clinic.now)
            guard case .done(let erasure) = try await clinic.forget("1") else { throw Unexpected("it was to be done") }
            #expect(erasure.calls == 1 && erasure.lines == 1 && erasure.files == [file.name])
        },
        StoreCheck(.register, "who is forgotten stands nowhere, is known by hashes, and comes back by a person's word")
        {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            try await clinic.importDiary(free: 3, taken: [1], by: "1")
            let own = try #require(PhoneNumber(e164: "+447700900123"))
            for (phone, patient) in [(own, nil), (nil, "1")] as [(PhoneNumber?, String?)] {
                let stop = Stop(
                    practice: clinic.practice, phone: phone, patientID: patient, reason: "asked", source: "call")
                _ = try await clinic.store.addStop(stop, now: Clinic.now)
            }
            guard case .done(let erasure) = try await clinic.forget("1") else { throw Unexpected("it was to be done") }
            #expect(erasure.stops == 2 && erasure.diaryPlaces == 1)
            #expect(try await clinic.store.history(practice: clinic.practice, patientID: "1") == nil)
            #expect(try await clinic.plan().map(\.patientID) == ["2"])
            let forgotten = try await clinic.store.forgotten()
            #expect(forgotten.key.count == 32)
            let patient = Clinic.hash(
                Forgotten.text(patientID: "1", practice: clinic.practice), forgotten.key)
            let number = Clinic.hash(Forgotten.text(number: own), forgotten.key)
            #expect(forgotten.patients.contains(patient))
            #expect(
                forgotten.numbers == [
                    number: Forgotten.Number(practice: clinic.practice, reason: "asked", source: "call")
                ])
            let returned = try await clinic.store.endStops(
                practice: nil, phone: own, patientID: nil, hashes: [patient, number, "another"], reason: "came back",
                now: Clinic.now)
            #expect(returned == 2)
            #expect(try await clinic.store.forgotten().isEmpty)
            #expect(try await clinic.store.forgotten().key == forgotten.key, "the key stays")
            try await clinic.store.scrub()
        },
        StoreCheck(
            .register, "what was written of others no longer names who is forgotten, and says the rest as before"
        ) {
            clinic in
            try await clinic.importPatients([
                try Clinic.patient("QX77310", last: "Quillfeather", first: "Eve"),
                try Clinic.patient("2", phone: "07700 900124", last: "Lee", first: "Tom", row: 1),
            ])
            for (phone, reason, source) in [
                ("+447700900123", "Mrs Quillfeather asked", "staff"), ("+447700900124", "as QX77310 has it", "staff"),
                ("+447700900125", "quillfeather_code", "call"),
            ] {
                let number = try #require(PhoneNumber(e164: phone))
                let stop = Stop(practice: nil, phone: number, patientID: nil, reason: reason, source: source)
                _ = try await clinic.store.addStop(stop, now: Clinic.now)
            }
            let ended = Stop(
                practice: clinic.practice, phone: nil, patientID: "2", reason: "asked", source: "staff")
            _ = try await clinic.store.addStop(ended, now: Clinic.now)
            _ = try await clinic.store.endStops(
                practice: clinic.practice, phone: nil, patientID: "2", reason: "Eve Quillfeather says so",
                now: Clinic.now)
            var events = ["e_1", "e_2"].map { Clinic.event($0, .tasks, patient: "2") }
            events[0].note = "Ring 07700 900123"
            events[1].note = "Ring at noon"
            try await clinic.store.tell(events, practice: clinic.practice, now: Clinic.now)
            let file = try #require(try await clinic.outboxFile(.tasks))
            guard case .waiting = try await clinic.forget("QX77310") else { throw Unexpected("a file names them") }
            try await clinic.store.markWritten(file.id, now: Clinic.now)

            guard case .done(let erasure) = try await clinic.forget("QX77310") else { throw Unexpected("to be done") }
            #expect(erasure.remarks == 4 && erasure.files == [file.name])
            let numbers = try await clinic.store.forgotten().numbers.values.map(\.reason)
            #expect(numbers == ["Mrs ‹erased› asked"])
            let notes = try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks]).map(\.event.note)
            #expect(Set(notes) == ["Ring ‹erased›", "Ring at noon"])
            let audit = try await clinic.store.audit()
            #expect(audit.map(\.subject).contains("1 entries: ‹erased› ‹erased› says so"))
            // Once that is done the audit is closed again, and a second time finds nothing.
            try await clinic.store.recordAudit("test", subject: "Quillfeather", now: Clinic.now)
            guard case .unknown = try await clinic.forget("QX77310") else { throw Unexpected("nobody is left") }
            #expect(try await clinic.store.audit().count == audit.count + 1)
        },
        StoreCheck(.register, "a number that others have stays stopped when one of them is forgotten") { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2")])
            let stop = Stop(
                practice: nil, phone: PhoneNumber(e164: "+447700900123"), patientID: nil, reason: "asked",
                source: "staff")
            _ = try await clinic.store.addStop(stop, now: Clinic.now)
            guard case .done(let erasure) = try await clinic.forget("1") else { throw Unexpected("it was to be done") }
            #expect(erasure.stops == 0)
            #expect(try await clinic.line("2").decision.gate?.code == .optedOut)
        },
    ]

    private static let day = 24
    private static let later = Clinic.now.adding(hours: 400 * day)

    /// Ages out as the service does: 30 days for words, 365 for records.
    private static func ageOut(_ clinic: Clinic, at now: Instant) async throws -> AgedOut {
        try await clinic.store.ageOut(
            practice: clinic.practice, transcripts: now.adding(hours: -30 * day),
            records: now.adding(hours: -365 * day), limit: 500, now: now)
    }

    private static func settled(_ clinic: Clinic, _ patient: String) async throws {
        _ = try await clinic.begun(patient: patient, id: "a_\(patient)")
        _ = try await clinic.store.finishAttempt(attempt: "a_\(patient)", from: [.placing], now: Clinic.now) { _ in
            Settlement(outcome: .noAnswer, report: "{\"words\":\"a secret\"}", events: [Clinic.event("e_\(patient)")])
        }
    }
}

extension Clinic {
    /// Stands for a hash: it only has to differ with its text.
    fileprivate static func hash(_ text: String, _ key: [UInt8]) -> String { "\(key.count) \(text)" }

    fileprivate func forget(_ patientID: String) async throws -> ForgetAnswer {
        try await store.forget(practice: practice, patientID: patientID, now: Clinic.now) { Clinic.hash($0, $1) }
    }
}
