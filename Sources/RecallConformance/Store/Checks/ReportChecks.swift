import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What the whole comes to, for people to read.
    static let reports: [StoreCheck] = [
        StoreCheck(.reports, "the report of a practice tells of its files, calls, lines and bookings") { clinic in
            try await fill(clinic)
            let report = try await clinic.store.report(practice: clinic.practice, today: clinic.today)
            #expect(report.newestPatients?.name == "patients.csv")
            #expect(report.newestDiary?.name == "diary.csv")
            #expect(report.patientsSeenAt == [Clinic.now] && report.diariesSeenAt == [Clinic.now])
            #expect(report.inReview.map(\.name) == ["held.csv"] && report.rejected.map(\.name) == ["empty.csv"])
            let calls = report.callsToday.map { "\($0.patientID) \($0.outcome?.rawValue ?? "in progress")" }
            #expect(calls == ["3 booked", "2 unknown", "1 in progress"], "newest first")
            #expect(report.openTasks.map(\.id) == ["e_task"])
            #expect(report.openBookings.map(\.event.id) == ["e_booked"])
            #expect(report.openBookings.map(\.file) == ["bookings-1.csv"])
            #expect(report.openContactUpdates.map(\.event.id) == ["e_change"])
            #expect(report.openContactUpdates.map(\.file) == [nil])
            #expect(report.outcomes == [clinic.today: [.booked: 1]])
            #expect(report.uncollected.map(\.name) == ["bookings-1.csv"])
            #expect(report.unknown == 1)
            let other = try await clinic.store.report(practice: "elsewhere", today: clinic.today)
            #expect(other.newestPatients == nil && other.callsToday.isEmpty && other.openTasks.isEmpty)
        },
        StoreCheck(.reports, "the counts of a practice are those of what stands") { clinic in
            try await fill(clinic)
            let counts = try await clinic.store.counts(practice: clinic.practice, today: clinic.today)
            #expect(counts.patients == 4 && counts.callsToday == 3)
            #expect(counts.callsInProgress == 1 && counts.unknown == 1)
            #expect(counts.openTasks == 1 && counts.uncollected == 1)
            #expect(counts.oldestUncollectedAt == Clinic.now && counts.newestPatientsAt == Clinic.now)
            let tomorrow = try await clinic.store.counts(practice: clinic.practice, today: clinic.today.adding(days: 1))
            #expect(tomorrow.callsToday == 0)
            #expect(try await clinic.store.counts(practice: "elsewhere", today: clinic.today) == PracticeCounts())
        },
        StoreCheck(.reports, "calls are listed newest first, of a practice, a day, and by either id") { clinic in
            try await fill(clinic)
            let today = clinic.today
            func calls(_ practice: String, _ day: Day?, _ limit: Int) async throws -> [String] {
                try await clinic.store.calls(practice: practice, day: day, limit: limit).map(\.attempt.id)
            }
            #expect(try await calls(clinic.practice, nil, 9) == ["a_3", "a_2", "a_1"])
            #expect(try await calls(clinic.practice, today, 2) == ["a_3", "a_2"])
            #expect(try await calls(clinic.practice, today.adding(days: 1), 9).isEmpty)
            #expect(try await calls("elsewhere", nil, 9).isEmpty)
            let day = try await clinic.store.calls(practice: clinic.practice, on: today)
            #expect(day.outcomes == [.booked: 1] && day.inProgress == 1 && day.unknown == 1)
            #expect(try await clinic.store.call("call-1")?.attempt.id == "a_1")
            #expect(try await clinic.store.call("a_9") == nil)
            let booked = try #require(try await clinic.store.call("a_3"))
            #expect(booked.patientID == "3" && booked.settledAt != nil && booked.bookingStatus == .requested)
            #expect(booked.events.map(\.event.id) == ["e_booked", "e_change"])
            let phone = try #require(PhoneNumber(e164: "+447700900121"))
            #expect(try await clinic.store.knownCalls(phone: phone) == ["call-1"])
        },
        StoreCheck(.reports, "a patient's line of the plan is explained as the plan has it") { clinic in
            try await fill(clinic)
            for line in try await clinic.plan() {
                let explained = try await clinic.store.explain(
                    practice: clinic.practice, patientID: line.patientID, today: clinic.today,
                    context: clinic.context())
                #expect(explained?.line == line)
            }
            let nobody = try await clinic.store.explain(
                practice: clinic.practice, patientID: "9", today: clinic.today, context: clinic.context())
            #expect(nobody == nil)
        },
        StoreCheck(.reports, "the audit tells what was done, when, by whom and from where") { clinic in
            let alice = clinic.store.acting(as: AuditActor(name: "alice", place: .command))
            #expect(clinic.store.actor == .recalld && alice.actor.name == "alice")
            try await alice.pause(practice: "", now: Clinic.now)
            try await clinic.store.resume(practice: "", now: Clinic.now.adding(minutes: 1))
            try await alice.recordAudit("approve", subject: "a file", now: Clinic.now.adding(minutes: 2))
            let entries = try await clinic.store.audit()
            #expect(entries.map(\.id) == [1, 2, 3])
            #expect(entries.map(\.action) == ["pause", "resume", "approve"])
            #expect(entries.map(\.subject) == ["all practices", "all practices", "a file"])
            #expect(entries.map(\.actor) == ["alice", "recalld", "alice"])
            #expect(entries.map(\.place) == [.command, nil, .command])
            #expect(entries.map(\.at) == (0...2).map { Clinic.now.adding(minutes: $0) })
        },
        StoreCheck(.reports, "what stands is counted by kind") { clinic in
            let before = try await clinic.store.tableCounts()
            try await fill(clinic)
            let after = try await clinic.store.tableCounts()
            #expect(before.map(\.table) == after.map(\.table) && Set(after.map(\.table)).count == after.count)
            #expect(after.map(\.rows).reduce(0, +) > before.map(\.rows).reduce(0, +))
        },
    ]

    /// A practice in the middle of its day: a call in progress, one of which nobody knows, one that booked, and a patient
    /// whom nobody has called; a task, a change of contact, and a file that staff have not collected.
    private static func fill(_ clinic: Clinic) async throws {
        let store = clinic.store
        try await clinic.importPatients(
            try (1...4).map { try Clinic.patient("\($0)", phone: "07700 90012\($0)", row: $0) })
        try await clinic.importDiary(free: 9)
        for (name, state) in [("held.csv", ExportState.review), ("empty.csv", .rejected)] {
            try await store.decide(
                clinic.claim(name), state: state, reading: nil, rows: 0, reason: "odd", now: Clinic.now)
        }
        func moment(_ seconds: Int) -> Instant { Clinic.now.adding(seconds: seconds) }
        _ = try await clinic.begun(patient: "1", id: "a_1", at: moment(1))
        #expect(try await store.accept(attempt: "a_1", callID: "call-1", nextPollAt: moment(1)))
        _ = try await clinic.begun(patient: "2", id: "a_2", at: moment(2))
        #expect(try await store.markUnknown(attempt: "a_2", now: moment(2), nextPollAt: moment(2)))
        let slot = try #require(try await clinic.begun(patient: "3", id: "a_3", at: moment(3)).held.first)
        _ = try await clinic.settle(
            "a_3", .booked,
            events: [
                Clinic.event("e_booked", .bookings, patient: "3"),
                Clinic.event("e_change", .contactUpdates, patient: "3"),
            ], booking: Appointment(slot), at: moment(4))
        let file = try #require(try await clinic.outboxFile(.bookings))
        try await store.markWritten(file.id, now: Clinic.now)
        try await store.tell([Clinic.event("e_task", .tasks, patient: "4")], practice: clinic.practice, now: moment(5))
    }
}
