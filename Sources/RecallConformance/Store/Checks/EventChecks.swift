import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What is told: lines of news, the files of the outbox, and summaries.
    static let events: [StoreCheck] = [
        StoreCheck(.events, "an attempt has one outcome, its events stand in one file, and numbers have no gap") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            for (index, patient) in ["1", "2"].enumerated() {
                _ = try await clinic.begun(patient: patient, id: "a_\(patient)")
                #expect(
                    try await clinic.store.accept(
                        attempt: "a_\(patient)", callID: "c\(patient)", nextPollAt: Clinic.now))
                let settled = try await clinic.settle("a_\(patient)", .noAnswer, events: [Clinic.event("e\(patient)")])
                #expect(settled?.outcome == .noAnswer)
                #expect(try await clinic.settle("a_\(patient)", .booked, events: [Clinic.event("x")]) == nil)
                let file = try #require(try await clinic.outboxFile())
                #expect(file.name == "outcomes-\(index + 1).csv")
                #expect(String(decoding: file.content, as: UTF8.self) == "e\(patient)")
                #expect(try await clinic.outboxFile() == nil)
            }
            #expect(try await clinic.store.unwrittenOutboxFiles(practice: clinic.practice).map(\.name).count == 2)
        },
        StoreCheck(.events, "a file holds what waits of its kind, in the order in which it came about") { clinic in
            #expect(try await clinic.store.newestOutboxNumber(practice: clinic.practice) == nil)
            #expect(try await !clinic.store.hasWaitingNews(practice: clinic.practice))
            let lines = [("e_3", 3), ("e_1", 1), ("e_2", 2)]
            for (id, minutes) in lines {
                let now = Clinic.now.adding(minutes: minutes)
                try await clinic.store.tell([Clinic.event(id, .tasks)], practice: clinic.practice, now: now)
            }
            try await clinic.store.tell([Clinic.event("e_4", .bookings)], practice: "elsewhere", now: Clinic.now)
            #expect(try await clinic.store.hasWaitingNews(practice: clinic.practice))
            let oldest = try await clinic.store.oldestWaitingEvent(practice: clinic.practice)
            #expect(oldest == Clinic.now.adding(minutes: 1))
            #expect(try await clinic.outboxFile(.bookings) == nil)
            let file = try #require(try await clinic.outboxFile(.tasks))
            #expect(String(decoding: file.content, as: UTF8.self) == "e_1\ne_2\ne_3")
            #expect(try await clinic.store.oldestWaitingEvent(practice: clinic.practice) == nil)
            #expect(try await clinic.store.newestOutboxNumber(practice: clinic.practice) == 1)
            #expect(try await clinic.store.outboxFile(named: file.name) == file)
            #expect(try await clinic.store.outboxFile(named: "tasks-2.csv") == nil)
            #expect(try await clinic.store.hasWaitingNews(practice: clinic.practice), "it is to be written")
            try await clinic.store.markWritten(file.id, now: Clinic.now)
            #expect(try await !clinic.store.hasWaitingNews(practice: clinic.practice))
        },
        StoreCheck(.events, "an event is told once") { clinic in
            try await clinic.store.tell([Clinic.event("e_1")], practice: clinic.practice, now: Clinic.now)
            await #expect(throws: StoreError.self) {
                try await clinic.store.tell(
                    [Clinic.event("e_2"), Clinic.event("e_1")], practice: clinic.practice, now: Clinic.now)
            }
            let file = try #require(try await clinic.outboxFile())
            #expect(String(decoding: file.content, as: UTF8.self) == "e_1", "all of them or none")
        },
        StoreCheck(.events, "a file that cannot be rendered leaves its lines waiting, and no gap") { clinic in
            try await clinic.store.tell([Clinic.event("e_1")], practice: clinic.practice, now: Clinic.now)
            await #expect(throws: StoreError.other("Unexpected")) {
                _ = try await clinic.store.makeOutboxFile(
                    practice: clinic.practice, kind: .outcomes, now: Clinic.now
                ) { _, _ in throw Unexpected("no template") }
            }
            #expect(try await clinic.outboxFile()?.name == "outcomes-1.csv")
        },
        StoreCheck(.events, "a file is unwritten, then uncollected, then collected, and may appear again") { clinic in
            func states() async throws -> [Int] {
                let practice = clinic.practice
                return [
                    try await clinic.store.unwrittenOutboxFiles(practice: practice).count,
                    try await clinic.store.uncollectedOutboxFiles(practice: practice).count,
                    try await clinic.store.outboxFiles(practice: practice, withCollected: false, limit: 9).count,
                    try await clinic.store.outboxFiles(practice: practice, withCollected: true, limit: 9).count,
                ]
            }
            try await clinic.store.tell([Clinic.event("e_1")], practice: clinic.practice, now: Clinic.now)
            let file = try #require(try await clinic.outboxFile())
            #expect(try await states() == [1, 0, 1, 1])
            try await clinic.store.markWritten(file.id, now: Clinic.now)
            #expect(try await states() == [0, 1, 1, 1])
            try await clinic.store.markCollected(file.id, now: Clinic.now)
            try await clinic.store.markCollected(file.id, now: Clinic.now.adding(minutes: 5))
            #expect(try await states() == [0, 0, 0, 1])
            let collected = try await clinic.store.outboxFile(named: file.name)
            #expect(collected?.collectedAt == Clinic.now, "the first time counts")
            try await clinic.store.markWritten(file.id, now: Clinic.now.adding(minutes: 6))
            #expect(try await states() == [0, 1, 1, 1])
            try await clinic.store.tell([Clinic.event("e_2")], practice: clinic.practice, now: Clinic.now)
            _ = try await clinic.outboxFile()
            let newest = try await clinic.store.outboxFiles(practice: clinic.practice, withCollected: true, limit: 1)
            #expect(newest.map(\.name) == ["outcomes-2.csv"])
        },
        StoreCheck(.events, "a line for staff is open until a person or an export ends it") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            for (index, kind) in [EventKind.tasks, .contactUpdates, .outcomes].enumerated() {
                let now = Clinic.now.adding(minutes: index)
                try await clinic.store.tell([Clinic.event("e_\(index)", kind)], practice: clinic.practice, now: now)
            }
            func open(_ kinds: [EventKind]) async throws -> [String] {
                try await clinic.store.openLines(practice: clinic.practice, kinds: kinds).map(\.event.id)
            }
            #expect(try await open([.tasks, .contactUpdates]) == ["e_0", "e_1"])
            #expect(try await open([.contactUpdates]) == ["e_1"])
            #expect(try await clinic.store.endLine("e_0", now: Clinic.now))
            #expect(try await !clinic.store.endLine("e_0", now: Clinic.now), "it has ended")
            #expect(try await !clinic.store.endLine("e_2", now: Clinic.now), "nobody is asked to do anything")
            #expect(try await open([.tasks, .contactUpdates]) == ["e_1"])
            let file = try #require(try await clinic.outboxFile(.contactUpdates))
            let lines = try await clinic.store.openLines(practice: clinic.practice, kinds: [.contactUpdates])
            #expect(lines.map(\.file) == [file.name])
        },
        StoreCheck(.events, "a day with calls has one summary, the first that was stored") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_0")
            func days(since first: Day) async throws -> [Day] {
                try await clinic.store.daysWithoutSummary(practice: clinic.practice, since: first)
            }
            let today = clinic.today
            #expect(try await days(since: today) == [today])
            #expect(try await days(since: today.adding(days: 1)).isEmpty)
            for text in ["first", "second"] {
                try await clinic.store.storeSummary(
                    practice: clinic.practice, day: today, text: text, now: Clinic.now)
            }
            #expect(try await days(since: today).isEmpty)
            let unwritten = try await clinic.store.unwrittenSummaries(practice: clinic.practice)
            #expect(unwritten.map(\.day) == [today] && unwritten.map(\.text) == ["first"])
            try await clinic.store.markSummaryWritten(practice: clinic.practice, day: today, now: Clinic.now)
            #expect(try await clinic.store.unwrittenSummaries(practice: clinic.practice).isEmpty)
        },
        StoreCheck(.events, "a day whose only call reached nobody needs no summary") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_0")
            #expect(try await clinic.store.markNotPlaced(attempt: "a_0"))
            let days = try await clinic.store.daysWithoutSummary(practice: clinic.practice, since: clinic.today)
            #expect(days.isEmpty)
        },
    ]
}
