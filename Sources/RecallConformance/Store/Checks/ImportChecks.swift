import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What an import changes, and what is remembered of it.
    static let imports: [StoreCheck] = [
        StoreCheck(.imports, "a new sight test begins a new recall, and the old attempts no longer count") { clinic in
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .declined)
            let before = try await clinic.line("1")
            #expect(before.state == .done)
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
            let after = try await clinic.line("1")
            #expect(after.recallID != before.recallID)
            #expect(after.attempts == 0)
        },
        StoreCheck(.imports, "rows that disagree about a birth hold the patient") { clinic in
            let result = try await clinic.importPatients([
                try Clinic.patient("9", born: "1950-01-01"), try Clinic.patient("9", born: "1990-01-01", row: 1),
            ])
            #expect(result.conflicts == ["9"])
            #expect(try await clinic.line("9").decision.gate?.code == .held)
        },
        StoreCheck(.imports, "an archived export is listed when it is old, and only until it is forgotten") { clinic in
            let claim = clinic.claim("patients.csv", bytes: "b1")
            _ = try await clinic.store.importPatients(
                claim, reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
                isDealtWith: { _, _, _ in false }, conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
            ) { _ in ImportCounts() }
            try await clinic.store.recordPlace(claim: claim.claim, place: "archive/2026/11/patients.csv")
            #expect(try await clinic.store.archivedExports(practice: clinic.practice, before: Clinic.now).isEmpty)
            let old = try await clinic.store.archivedExports(practice: clinic.practice, before: later)
            #expect(old.map(\.place) == ["archive/2026/11/patients.csv"])
            #expect(old.map(\.sha256) == ["b1"])
            try await clinic.store.forgetArchived(
                try #require(old.first).id, practice: clinic.practice, wasThere: true, now: later)
            #expect(try await clinic.store.archivedExports(practice: clinic.practice, before: later).isEmpty)
            #expect(
                try await clinic.store.isNewest(
                    practice: clinic.practice, kind: "patients", fingerprint: "f", sha256: "b1"),
                "the same bytes are still known")
        },
        StoreCheck(.imports, "an import whose reading fails leaves nothing behind") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let before = try await clinic.store.exports(practice: clinic.practice, limit: 9)
            for failure in [StoreError.full, .other("Unexpected")] {
                await #expect(throws: failure) {
                    _ = try await clinic.store.importPatients(
                        clinic.claim("patients.csv"), reading: Clinic.patientsReading, now: Clinic.now,
                        merge: { $1 }, isDealtWith: { _, _, _ in false },
                        conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
                    ) { patients in
                        try patients.add(try Clinic.patient("1", last: "Watt"))
                        try patients.add(try Clinic.patient("2"))
                        if failure == .full { throw StoreError.full }
                        throw Unexpected("the file cannot be read on")
                    }
                }
            }
            #expect(try await clinic.store.exports(practice: clinic.practice, limit: 9) == before)
            let history = try #require(try await clinic.store.history(practice: clinic.practice, patientID: "1"))
            #expect(history.read.name.last == "Waterhouse")
            #expect(try await clinic.plan().count == 1)
        },
        StoreCheck(.imports, "a patient whom the newest export of its header leaves out is not called") { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            try await clinic.importPatients([try Clinic.patient("2", phone: "07700 900124")])
            #expect(try await !clinic.line("1").decision.isOpen)
            #expect(try await clinic.line("2").decision.isOpen)
            let other = ImportedReading(kind: "patients", layout: "other", fingerprint: "g", safetyFields: [])
            try await clinic.importPatients([try Clinic.patient("3", phone: "07700 900125")], reading: other)
            #expect(try await clinic.line("2").decision.isOpen, "another header says nothing of it")
        },
        StoreCheck(.imports, "a part of a list leaves nobody out, and takes the place of no whole list") { clinic in
            let both = [try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")]
            try await clinic.importPatients(both)
            var part = Clinic.patientsReading
            part.isPart = true
            try await clinic.importPatients([try Clinic.patient("2", phone: "07700 900124")], reading: part)
            #expect(try await clinic.line("1").decision.isOpen)
            #expect(try await clinic.line("2").decision.isOpen)
            try await clinic.importPatients([try Clinic.patient("1")])
            #expect(try await clinic.line("1").decision.isOpen)
            #expect(try await !clinic.line("2").decision.isOpen, "a later whole list leaves the patient out")
            part.fingerprint = "g"
            try await clinic.importPatients([try Clinic.patient("2", phone: "07700 900124")], reading: part)
            #expect(try await clinic.line("2").decision.isOpen, "a part of another list holds the patient again")
        },
        StoreCheck(.imports, "an earlier cycle takes up the recall that it had, and what staff hold stays held") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")])
            let first = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
            _ = try await clinic.settle("a_1", .noAnswer)
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
            let second = try await clinic.line("1").recallID
            #expect(second != first)
            #expect(try await clinic.store.mark(recall: second, held: true, released: nil, now: Clinic.now))
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")])
            let line = try await clinic.line("1")
            #expect(line.recallID == first)
            #expect(line.attempts == 1, "the call counts on")
            #expect(line.decision.gate?.code == .held)
        },
        StoreCheck(.imports, "a recall with a call in progress outlasts a new sight test") { clinic in
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")])
            let recall = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
            #expect(try await clinic.line("1").recallID == recall)
            _ = try await clinic.settle("a_1", .noAnswer)
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
            #expect(try await clinic.line("1").recallID != recall)
        },
        StoreCheck(.imports, "two rows of one patient are joined") { clinic in
            var stopped = try Clinic.patient("1")
            stopped.facts.doNotContact = true
            let result = try await clinic.importPatients([stopped, try Clinic.patient("1", row: 1)])
            #expect(result.counts.stored == 1 && result.counts.rows == 2 && result.conflicts.isEmpty)
            #expect(try await clinic.line("1").decision.gate?.code == .doNotContact)
            try await clinic.importPatients([try Clinic.patient("1")])
            #expect(try await clinic.line("1").decision.isOpen, "the next export says so no longer")
        },
        StoreCheck(.imports, "what is decided of a claim is found again, with the place where it came to rest") {
            clinic in
            let claim = clinic.claim("odd.csv")
            #expect(try await clinic.store.export(claim: claim.claim) == nil)
            try await clinic.store.decide(
                claim, state: .review, reading: nil, rows: 7, reason: "no patients", now: Clinic.now)
            await #expect(throws: StoreError.self, "a claim is decided once") {
                try await clinic.store.decide(
                    claim, state: .rejected, reading: nil, rows: 7, reason: "", now: Clinic.now)
            }
            try await clinic.store.recordPlace(claim: claim.claim, place: "review/odd.csv")
            try await clinic.store.recordPlace(claim: claim.claim, place: "elsewhere/odd.csv")
            let stored = try #require(try await clinic.store.export(claim: claim.claim))
            #expect(stored.state == .review && stored.rows == 7 && stored.reason == "no patients")
            #expect(stored.kind == nil && stored.firstSeenAt == Clinic.now)
            #expect(stored.place == "review/odd.csv", "the first place stands")
            #expect(
                try await !clinic.store.isNewest(
                    practice: clinic.practice, kind: "patients", fingerprint: "f", sha256: claim.sha256))
            try await clinic.importPatients([try Clinic.patient("1")], at: Clinic.now.adding(minutes: 1))
            let exports = try await clinic.store.exports(practice: clinic.practice, limit: 9)
            #expect(exports.map(\.name) == ["patients.csv", "odd.csv"])
            #expect(exports.first?.state == .imported && exports.first?.kind == "patients")
            #expect(try await clinic.store.exports(practice: clinic.practice, limit: 1).count == 1)
            #expect(try await clinic.store.exports(practice: "elsewhere", limit: 9).isEmpty)
        },
        StoreCheck(.imports, "the fields that mean safety are those of the newest import of their kind") { clinic in
            func fields(_ kind: String) async throws -> Set<Field> {
                try await clinic.store.safetyFields(practice: clinic.practice, kind: kind)
            }
            #expect(try await fields("patients").isEmpty)
            try await clinic.importPatients([try Clinic.patient("1")])
            #expect(try await fields("patients") == [.deceased, .doNotContact])
            let other = ImportedReading(
                kind: "patients", layout: "other", fingerprint: "g", safetyFields: [.deceased])
            try await clinic.importPatients([try Clinic.patient("1")], reading: other)
            #expect(try await fields("patients") == [.deceased], "whatever its layout")
            try await clinic.store.decide(
                clinic.claim("held.csv"), state: .review, reading: Clinic.patientsReading, rows: 1, reason: "held",
                now: Clinic.now)
            #expect(try await fields("patients") == [.deceased], "what is held was not imported")
            #expect(try await fields("slots").isEmpty)
        },
        StoreCheck(.imports, "a line for staff ends with the export that shows it to be dealt with") { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .movedAway, events: [Clinic.event("e_1", .contactUpdates)])
            try await clinic.store.tell(
                [Clinic.event("e_2", .tasks, patient: "2")], practice: clinic.practice, now: Clinic.now)
            let patient = try Clinic.patient("1", last: "Watt")
            _ = try await clinic.store.importPatients(
                clinic.claim("patients.csv"), reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
                isDealtWith: { event, facts, outcome in
                    event.id == "e_1" && facts == patient.facts && outcome == .movedAway
                },
                conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
            ) { patients in
                try patients.add(patient)
                return ImportCounts(rows: 1)
            }
            let open = try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks, .contactUpdates])
            #expect(open.map(\.event.id) == ["e_2"])
        },
        StoreCheck(.imports, "a diary takes the place of the one before, and settles bookings once") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            try await clinic.importDiary(free: 3)
            let slot = try #require(try await clinic.begun(patient: "1", id: "a_1").held.first)
            _ = try await clinic.settle(
                "a_1", .booked, events: [Clinic.event("e_1", .bookings)], booking: Appointment(slot))
            let later = Clinic.now.adding(minutes: 1)
            for status in [BookingStatus.confirmed, .conflict] {
                let counts = try await clinic.store.importSlots(
                    clinic.claim("diary.csv"), reading: Clinic.diaryReading, now: later
                ) { slots in
                    let row = Slot(
                        key: "S9", day: slot.day, start: 600, end: nil, practitioner: "", room: "", type: "",
                        status: .free, patientID: nil)
                    try slots.add(row)
                    try slots.add(row)
                    guard slots.openBookings.map(\.told.id) == ["e_1"],
                        slots.openBookings.map(\.status) == [status == .confirmed ? .requested : .confirmed]
                    else { throw Unexpected("open until it has ended") }
                    if status == .conflict { return ImportCounts(rows: 2) }
                    for booking in slots.openBookings {
                        try slots.settle(
                            booking,
                            BookingChange(
                                status: status, appointment: booking.appointment,
                                events: [Clinic.event("e_2", .bookings)]))
                        try slots.settle(
                            booking,
                            BookingChange(
                                status: .expired, appointment: booking.appointment,
                                events: [Clinic.event("e_3", .bookings)]))
                    }
                    return ImportCounts(rows: 2)
                }
                #expect(counts.stored == 2, "every row stands, also of one place")
            }
            let call = try #require(try await clinic.store.call("a_1"))
            #expect(call.bookingStatus == .confirmed && call.booking == Appointment(slot))
            #expect(call.events.map(\.event.id) == ["e_1", "e_2"])
        },
        StoreCheck(.imports, "a booking that came to nothing opens its recall again, and its calls no longer count") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            try await clinic.importDiary(free: 3)
            let slot = try #require(try await clinic.begun(patient: "1", id: "a_1").held.first)
            _ = try await clinic.settle(
                "a_1", .booked, events: [Clinic.event("e_1", .bookings)], booking: Appointment(slot))
            #expect(try await clinic.line("1").state == .done)
            let reopens = clinic.today.adding(days: 1)
            _ = try await clinic.store.importSlots(
                clinic.claim("diary.csv"), reading: Clinic.diaryReading, now: Clinic.now.adding(minutes: 1)
            ) { slots in
                for booking in slots.openBookings {
                    try slots.settle(
                        booking,
                        BookingChange(
                            status: .cancelled, appointment: booking.appointment, reopensOn: reopens,
                            events: [Clinic.event("e_2", .bookings), Clinic.event("e_3", .tasks)]))
                }
                return ImportCounts(rows: 1)
            }
            #expect(try await clinic.line("1").decision.gate?.code == .attemptSpacing)
            let tomorrow = Clinic.now.adding(hours: 24)
            let line = try await clinic.line("1", at: tomorrow)
            #expect(line.state != .done && line.decision.isOpen)
            let call = try #require(try await clinic.store.call("a_1"))
            #expect(call.bookingStatus == .cancelled && call.events.map(\.event.id) == ["e_1", "e_2", "e_3"])
            // The place may be booked again, by the same patient too.
            try await clinic.importDiary(free: 3, at: Clinic.now.adding(minutes: 2))
            let again = try #require(try await clinic.begun(patient: "1", id: "a_2", at: tomorrow).held.first)
            _ = try await clinic.settle("a_2", .booked, booking: Appointment(again), at: tomorrow)
            #expect(try await clinic.line("1", at: tomorrow).state == .done)
        },
        StoreCheck(.imports, "a booking that was moved is followed to its new place, and that of another stays") {
            clinic in
            try await clinic.importPatients([
                try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124"),
            ])
            try await clinic.importDiary(free: 4)
            for (patient, attempt) in [("1", "a_1"), ("2", "a_2")] {
                let slot = try #require(try await clinic.begun(patient: patient, id: attempt).held.first)
                _ = try await clinic.settle(
                    attempt, .booked, events: [Clinic.event("e_\(attempt)", .bookings, patient: patient)],
                    booking: Appointment(slot))
            }
            let first = try #require(try await clinic.store.call("a_1")?.booking)
            let second = try #require(try await clinic.store.call("a_2")?.booking)
            var place = first
            place.slotID = "S-later"
            place.start += 60
            let moved = place
            for (target, expected) in [(moved, moved), (second, moved)] {
                _ = try await clinic.store.importSlots(
                    clinic.claim("diary.csv"), reading: Clinic.diaryReading, now: Clinic.now.adding(minutes: 1)
                ) { slots in
                    for booking in slots.openBookings where booking.attempt == "a_1" {
                        try slots.settle(booking, BookingChange(status: .confirmed, appointment: target))
                    }
                    return ImportCounts(rows: 1)
                }
                #expect(try await clinic.store.call("a_1")?.booking == expected)
            }
            #expect(try await clinic.store.call("a_2")?.booking == second)
        },
        StoreCheck(.imports, "a diary's appointments outlive it, until a newer one speaks of their days") { clinic in
            try await clinic.importPatients([try Clinic.patient("007")])
            let day = clinic.today.adding(days: 3)
            func remember(_ state: KnownAppointment.State?, beside other: Slot? = nil) async throws {
                var diary = DiaryAppointments()
                if let other { diary.note(other) }
                let cover = other == nil ? nil : diary.cover(today: clinic.today)
                _ = try await clinic.store.importSlots(
                    clinic.claim("diary.csv"), reading: Clinic.diaryReading, now: Clinic.now
                ) { slots in
                    try slots.remember(
                        state.map {
                            [
                                KnownAppointment(
                                    patientID: "7", day: day, state: $0, start: 600, practitioner: "Dr A Shah")
                            ]
                        } ?? [], replacing: cover,
                        forgetting: day.adding(days: -60))
                    return ImportCounts(rows: 1)
                }
            }
            let past = Clinic.now.adding(hours: 24 * 4)
            func gates() async throws -> [GateCode?] {
                let now = try await clinic.line("007")
                let then = try await clinic.line("007", at: past)
                return [now.decision.gate?.code, then.decision.gate?.code]
            }
            try await remember(.booked)
            #expect(try await gates() == [.futureAppointment, .awaitingExport])
            try await remember(nil)
            #expect(try await gates() == [.futureAppointment, .awaitingExport], "it says nothing of the day")
            try await remember(.missed)
            #expect(try await gates() == [nil, nil], "the patient did not come")
            try await remember(.booked)
            func row(_ practitioner: String, _ start: Int, _ status: Slot.Status) -> Slot {
                Slot(
                    key: "K", day: day, start: start, end: start + 25, practitioner: practitioner, status: status,
                    patientID: status == .booked ? "9" : nil)
            }
            try await remember(nil, beside: row("Dr B Roe", 600, .booked))
            try await remember(nil, beside: row("Dr A Shah", 660, .free))
            #expect(
                try await gates() == [.futureAppointment, .awaitingExport],
                "another practitioner's day, or free places alone, say nothing of the patient")
            try await remember(nil, beside: row("Dr A Shah", 660, .booked))
            #expect(try await gates() == [nil, nil], "it shows the day without the patient")
            try await remember(.booked)
            try await remember(nil, beside: row("dr a shah", 600, .free))
            #expect(try await gates() == [nil, nil], "it shows the place as free")
            try await remember(.booked)
            try await clinic.importPatients([try Clinic.patient("007")], at: past)
            #expect(try await clinic.line("007", at: past).decision.gate == nil, "an export of a later day")
        },
        StoreCheck(.imports, "a number that is not free, or stands at two times, is not offered") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let day = clinic.today.adding(days: 3)
            func row(_ key: String, _ start: Int, _ status: Slot.Status = .free) -> Slot {
                Slot(
                    key: key, day: day, start: start, end: start + 25, practitioner: "Dr A Shah", room: "1",
                    status: status, patientID: status == .booked ? "9" : nil)
            }
            let rows = [
                row("A", 600), row("A", 600, .booked), row("B", 660), row("B", 690), row("C", 720), row("C", 720),
                row("D", 780), row("E", 790, .booked), row("F", 840),
            ]
            _ = try await clinic.store.importSlots(
                clinic.claim("diary.csv"), reading: Clinic.diaryReading, now: Clinic.now
            ) { slots in
                for row in rows { try slots.add(row) }
                return ImportCounts(rows: rows.count)
            }
            let call = try await clinic.begun(patient: "1", id: "a_1")
            #expect(call.attempt.offered.map(\.key) == ["C", "F"])
            #expect(Set(call.held.map(\.key)) == ["C", "F"])
        },
        StoreCheck(.imports, "a diary that is held leaves the one before it, and names of branches are known once") {
            clinic in
            let day = clinic.today.adding(days: 3)
            func take(_ name: String, _ branches: [String], held: Bool = false) async throws -> Set<String> {
                var seen: Set<String> = []
                let (open, close) = AsyncStream.makeStream(of: Set<String>.self)
                let counts = try await clinic.store.importSlots(
                    clinic.claim(name), reading: Clinic.diaryReading, now: Clinic.now
                ) { slots in
                    close.yield(slots.branches)
                    for (index, branch) in branches.enumerated() {
                        try slots.add(
                            Slot(
                                key: "\(branch)\(index)", day: day, start: 600 + 30 * index, end: nil,
                                practitioner: "", branch: branch))
                    }
                    var counts = ImportCounts(rows: branches.count)
                    if held { counts.held = ["a new branch"] }
                    return counts
                }
                #expect(counts.held.isEmpty != held)
                close.finish()
                for await names in open { seen = names }
                return seen
            }
            func places() async throws -> Int {
                try await clinic.store.tableCounts().first { $0.table == "slot" }?.rows ?? -1
            }
            let first = try await take("1.csv", ["Leeds", "Leeds", ""])
            #expect(first == [])
            #expect(try await take("2.csv", ["York"], held: true) == ["Leeds"])
            #expect(try await places() == 3)
            #expect(try await take("3.csv", ["York"]) == ["Leeds"])
            #expect(try await take("4.csv", ["Leeds"]) == ["Leeds", "York"])
            #expect(try await take("5.csv", ["Leeds"]) == ["Leeds", "York"])
            #expect(try await places() == 1)
        },
        StoreCheck(.imports, "a do-not-call list adds and takes nothing away") { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            // Each list has an entry of its own, also for those whom another has stopped; twice in one list is once.
            for patient in ["1", "2", "1"] {
                let practice = clinic.practice
                let counts = try await clinic.store.importStops(
                    clinic.claim("stops.csv"),
                    reading: ImportedReading(kind: "suppressions", layout: "t", fingerprint: "s", safetyFields: []),
                    now: Clinic.now
                ) { importing in
                    for _ in 0..<2 {
                        try importing.add(
                            Stop(
                                practice: practice, phone: nil, patientID: patient, reason: "asked", source: "export"))
                    }
                    return ImportCounts(rows: 2)
                }
                #expect(counts.stored == 1)
            }
            #expect(try await clinic.plan().map(\.decision.gate?.code) == [.optedOut, .optedOut])
        },
        StoreCheck(.imports, "opening hours take the place of those before") { clinic in
            for opens in [540, 600] {
                let hours = [Weekday.monday, .sunday].map {
                    ImportedOpening(weekday: $0, opens: opens, closes: 1_020, practitioner: "Dr A Shah", code: "AS")
                }
                let counts = try await clinic.store.importOpenings(
                    clinic.claim("settings.csv"),
                    reading: ImportedReading(kind: "settings", layout: "t", fingerprint: "o", safetyFields: []),
                    now: Clinic.now
                ) { add in
                    for opening in hours { try add(opening) }
                    return ImportCounts(rows: hours.count)
                }
                #expect(counts.stored == 2)
                #expect(try await clinic.store.openings(practice: clinic.practice) == hours)
                let limits = try await clinic.store.limits(practice: clinic.practice, today: clinic.today)
                #expect(limits.openings == hours)
            }
            #expect(try await clinic.store.openings(practice: "elsewhere").isEmpty)
        },
        StoreCheck(.imports, "a layout that a person taught is remembered, the newest by its header") { clinic in
            for (fingerprint, body) in [("f", "{}"), ("g", "{\"a\":1}"), ("f", "{\"b\":2}")] {
                try await clinic.store.learnLayout(
                    practice: clinic.practice, fingerprint: fingerprint, body: body, now: Clinic.now)
            }
            let learned = try await clinic.store.learnedLayouts(practice: clinic.practice)
            #expect(learned.map(\.body) == ["{\"b\":2}", "{\"a\":1}"])
            #expect(learned.map(\.fingerprint) == ["f", "g"])
            #expect(try await clinic.store.learnedLayouts(practice: "elsewhere").isEmpty)
            #expect(try await clinic.store.audit().map(\.action) == ["approve", "approve", "approve"])
        },
        StoreCheck(.imports, "who taught a layout is remembered, and it can be taken back") { clinic in
            let alice = AuditActor(name: "alice", place: .command)
            for (actor, fingerprint) in [(AuditActor.folder, "f"), (alice, "g"), (alice, "f")] {
                try await clinic.store.acting(as: actor).learnLayout(
                    practice: clinic.practice, fingerprint: fingerprint, body: "{}", now: Clinic.now)
            }
            let learned = try await clinic.store.learnedLayouts(practice: clinic.practice)
            #expect(learned.map(\.approver) == [alice, alice])
            #expect(learned.map(\.learnedAt) == [Clinic.now, Clinic.now])
            for isThere in [true, false] {
                let wasThere = try await clinic.store.forgetLayout(
                    practice: clinic.practice, fingerprint: "f", now: Clinic.now)
                #expect(wasThere == isThere)
            }
            #expect(try await clinic.store.learnedLayouts(practice: clinic.practice).map(\.fingerprint) == ["g"])
            #expect(try await clinic.store.audit().map(\.action).suffix(2) == ["approve", "forget layout"])
        },
        StoreCheck(.imports, "a forgotten person's stop stands again for whoever has the number now") { clinic in
            let number = try #require(PhoneNumber(e164: "+447700900123"))
            _ = try await clinic.store.importPatients(
                clinic.claim("patients.csv"), reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
                isDealtWith: { _, _, _ in false },
                conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
            ) { patients in
                try patients.add(try Clinic.patient("1"))
                try patients.stop(number, by: Forgotten.Number(reason: "asked", source: "call"))
                return ImportCounts(rows: 1)
            }
            #expect(try await clinic.line("1").decision.gate?.code == .optedOut)
        },
    ]

    private static let later = Clinic.now.adding(hours: 24 * 400)
}
