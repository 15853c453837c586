import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What becomes of attempts, from the intent to call to their outcome, and of the slots that they offer.
    static let attempts: [StoreCheck] =
        [
            StoreCheck(.attempts, "an attempt begins once for a recall, and once for a number") { clinic in
                try await clinic.importPatients([
                    try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900123"),
                    try Clinic.patient("3", phone: "07700 900124"),
                ])
                let recall = try await clinic.line("1").recallID
                let other = try await clinic.line("2").recallID
                guard case .begun(let subject) = try await clinic.begin(recall, id: "a_1") else {
                    throw Unexpected("it was to begin")
                }
                #expect(subject.attempt.state == .placing)
                guard case .shut(let decision) = try await clinic.begin(recall) else { throw Unexpected("shut") }
                #expect(!decision.isOpen)
                guard case .shut(let household) = try await clinic.begin(other) else { throw Unexpected("shut") }
                #expect([GateCode.householdToday, .numberInUse].contains(household.gate?.code))
                guard case .busy = try await clinic.begin(try await clinic.line("3").recallID, maxConcurrent: 1) else {
                    throw Unexpected("busy")
                }
            },
            StoreCheck(.attempts, "gates are asked again in the transaction that stores the attempt") { clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                let recall = try await clinic.line("1").recallID
                let number = try #require(PhoneNumber(e164: "+447700900123"))
                let stop = Stop(practice: nil, phone: number, patientID: nil, reason: "asked", source: "staff")
                #expect(try await clinic.store.addStop(stop, now: Clinic.now))
                #expect(try await clinic.store.addStop(stop, now: Clinic.now) == false)
                guard case .shut(let decision) = try await clinic.begin(recall) else { throw Unexpected("shut") }
                #expect(decision.gate?.code == .optedOut)
                try await clinic.importPatients([try Clinic.patient("1", last: "Watt")])
                #expect(try await clinic.line("1").decision.gate?.code == .optedOut, "no export takes a stop away")
                let ended = try await clinic.store.endStops(
                    practice: nil, phone: number, patientID: nil, reason: "came back", now: Clinic.now)
                #expect(ended == 1)
                try await clinic.store.pause(practice: "", now: Clinic.now)
                #expect(try await clinic.line("1").decision.gate?.code == .paused)
                try await clinic.store.resume(practice: "", now: Clinic.now)
                #expect(try await clinic.line("1").decision.isOpen)
            },
            StoreCheck(.attempts, "slots are offered by one call at a time, and let go when it ends") { clinic in
                try await clinic.importPatients([
                    try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124"),
                ])
                try await clinic.importDiary(free: 4)
                let first = try await clinic.begun(patient: "1", id: "a_1").attempt.offered.map(\.key)
                let second = try await clinic.begun(patient: "2", id: "a_2").attempt.offered.map(\.key)
                #expect(first.count == 3)
                #expect(second.count == 1)
                #expect(Set(first).isDisjoint(with: second))
                #expect(try await clinic.store.markNotPlaced(attempt: "a_1"))
                try await clinic.importPatients(
                    [try Clinic.patient("3", phone: "07700 900125")],
                    reading: .init(
                        kind: "patients", layout: "other", fingerprint: "g", safetyFields: []))
                #expect(try await clinic.begun(patient: "3", id: "a_3").attempt.offered.map(\.key) == first)
            },
            StoreCheck(.attempts, "what a dead process was placing is unknown, told to staff once, and found again") {
                clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                _ = try await clinic.begun(patient: "1", id: "a_1")
                #expect(try await clinic.store.recoverPlacing(now: Clinic.now) == 1)
                #expect(try await clinic.line("1").state == .unknown)
                for told in [true, false] {
                    let isTold = try await clinic.store.tellUnknown(
                        attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now
                    ) { _ in [Clinic.event("e1")] }
                    #expect(isTold == told)
                }
                #expect(try await clinic.store.accept(attempt: "a_1", callID: "c1", nextPollAt: Clinic.now))
                #expect(try await clinic.store.accept(attempt: "a_1", callID: "c2", nextPollAt: Clinic.now) == false)
                #expect(try await clinic.settle("a_1", .booked)?.outcome == .booked)
                #expect(try await clinic.line("1").state == .done)
            },
            StoreCheck(.attempts, "a call belongs to one attempt, and an answer that says otherwise changes nothing") {
                clinic in
                try await clinic.importPatients([
                    try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124"),
                ])
                for (patient, id) in [("1", "a_1"), ("2", "a_2")] {
                    _ = try await clinic.begun(patient: patient, id: id)
                }
                let store = clinic.store
                #expect(try await store.accept(attempt: "a_1", callID: "c1", nextPollAt: Clinic.now))
                #expect(try await store.accept(attempt: "a_2", callID: "c1", nextPollAt: Clinic.now) == false)
                #expect(try await store.attempt("a_2")?.state == .placing)
                #expect(try await store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now))
                #expect(try await store.accept(attempt: "a_1", callID: "c2", nextPollAt: Clinic.now) == false)
                #expect(try await store.attempt("a_1")?.callID == "c1", "an attempt keeps its call")
                #expect(try await store.accept(attempt: "a_1", callID: "c1", nextPollAt: Clinic.now))
                #expect(try await store.accept(attempt: "a_2", callID: "c2", nextPollAt: Clinic.now))
            },
            StoreCheck(.attempts, "a refused request sets its recall aside, until staff have it go on") { clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                let recall = try await clinic.line("1").recallID
                let ways: [@Sendable () async throws -> Bool] = [
                    { try await clinic.store.mark(recall: recall, held: false, released: true, now: Clinic.now) },
                    { try await clinic.store.mark(recall: recall, held: false, now: Clinic.now) },
                    { try await clinic.store.retry(recall: recall, now: Clinic.now) == .done },
                ]
                for (turn, letGo) in ways.enumerated() {
                    _ = try await clinic.begun(patient: "1", id: "a_\(turn)")
                    let inARow = try await clinic.store.setAside(attempt: "a_\(turn)", now: Clinic.now) { _ in
                        [Clinic.event("e_\(turn)", .tasks)]
                    }
                    #expect(inARow == 1, "the same patient counts once")
                    #expect(
                        try await clinic.store.setAside(attempt: "a_\(turn)", now: Clinic.now) { _ in
                            throw Unexpected("it is not being placed any more")
                        } == nil)
                    let line = try await clinic.line("1")
                    #expect(line.decision.gate?.cause == .requestRefused)
                    #expect(line.attempts == 0)
                    #expect(try await clinic.store.mark(recall: recall, held: true, now: Clinic.now))
                    #expect(try await letGo())
                    _ = try await clinic.store.mark(recall: recall, held: false, now: Clinic.now)
                    #expect(try await clinic.line("1").decision.isOpen)
                }
                let told = try await clinic.store.report(
                    practice: clinic.practice, today: clinic.zone.day(of: Clinic.now)
                ).openTasks
                #expect(told.map(\.id).sorted() == ["e_0", "e_1", "e_2"])
            },
            StoreCheck(.attempts, "refused requests count in a row by patient, and a call that is taken ends the row") {
                clinic in
                try await clinic.importPatients(
                    try (0..<9).map { try Clinic.patient("\($0)", phone: "07700 9001\(10 + $0)", row: $0) })
                func refuse(_ patient: Int) async throws -> Int? {
                    _ = try await clinic.begun(patient: "\(patient)", id: "a_\(patient)")
                    return try await clinic.store.setAside(attempt: "a_\(patient)", now: Clinic.now) { _ in [] }
                }
                #expect(try await refuse(0) == 1)
                #expect(try await refuse(1) == 2)
                _ = try await clinic.begun(patient: "2", id: "a_2")
                #expect(try await clinic.store.accept(attempt: "a_2", callID: "c2", nextPollAt: Clinic.now))
                for (turn, patient) in [3, 4, 5, 6, 7].enumerated() { #expect(try await refuse(patient) == turn + 1) }
                // It is not the patients: the next one is given back, and may be called when it is put right.
                #expect(try await refuse(8) == 5)
                #expect(try await clinic.line("8").decision.isOpen)
                #expect(try await clinic.line("7").decision.gate?.code == .held)
            },
            StoreCheck(.attempts, "staff can say that nobody was called, and then the patient is callable again") {
                clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                _ = try await clinic.begun(patient: "1", id: "a_1")
                _ = try await clinic.store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now)
                #expect(try await clinic.store.markNotCalled(attempt: "a_1", now: Clinic.now) { _ in [] })
                #expect(try await clinic.store.markNotCalled(attempt: "a_1", now: Clinic.now) { _ in [] } == false)
                let line = try await clinic.line("1")
                #expect(line.decision.isOpen)
                #expect(line.attempts == 0)
            },
            StoreCheck(.attempts, "random verbs in random order keep every promise") { clinic in
                let seed = UInt64.random(in: 0...UInt64(UInt32.max))
                var random = SeededGenerator(seed: seed)
                try await clinic.importPatients(
                    try (0..<12).map { try Clinic.patient("\($0)", phone: "07700 9001\(10 + $0 / 2)", row: $0) })
                var now = Clinic.now
                var ids: [String] = []
                for step in 0..<120 {
                    now = now.adding(minutes: Int.random(in: 1...400, using: &random))
                    let lines = try await clinic.plan(at: now)
                    switch Int.random(in: 0..<6, using: &random) {
                    case 0, 1:
                        guard let line = lines.randomElement(using: &random) else { continue }
                        let id = "a_\(step)"
                        let beginning = try await clinic.begin(line.recallID, id: id, at: now)
                        if case .begun = beginning {
                            #expect(line.decision.isOpen, "seed \(seed): begun against a shut gate")
                            ids.append(id)
                        }
                    case 2:
                        if let id = ids.randomElement(using: &random) {
                            _ = try await clinic.store.accept(attempt: id, callID: "c\(step)", nextPollAt: now)
                        }
                    case 3:
                        if let id = ids.randomElement(using: &random),
                            let outcome = Outcome.allCases.randomElement(using: &random),
                            outcome != .unknown
                        {
                            _ = try await clinic.settle(id, outcome, events: [Clinic.event("e\(step)")], at: now)
                        }
                    case 4: _ = try await clinic.outboxFile(at: now)
                    default: _ = try await clinic.store.recoverPlacing(now: now)
                    }
                }
                let calls = try await clinic.store.calls(practice: clinic.practice, day: nil, limit: 1_000)
                let byRecall = Dictionary(grouping: calls, by: \.attempt.recall)
                for calls in byRecall.values {
                    #expect(calls.count { $0.attempt.state != .settled } <= 1, "seed \(seed): two calls at once")
                    #expect(calls.count <= 3, "seed \(seed): more attempts than are allowed")
                }
                for call in calls {
                    let told = try #require(try await clinic.store.call(call.attempt.id)).events
                    #expect(told.count == (call.attempt.state == .settled ? 1 : 0), "seed \(seed)")
                }
                let files = try await clinic.store.outboxFiles(
                    practice: clinic.practice, withCollected: true, limit: 1_000)
                #expect(files.map(\.name) == files.indices.map { "outcomes-\($0 + 1).csv" }, "seed \(seed)")
            },
            StoreCheck(
                .attempts,
                "an attempt whose end could not be stored is looked for, and a start has all of them looked at"
            ) { clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                _ = try await clinic.begun(patient: "1", id: "a_1")
                let phone = try #require(PhoneNumber(e164: "+447700900123"))
                let other = try #require(PhoneNumber(e164: "+447700900124"))
                #expect(try await clinic.store.recoverPlacing(now: Clinic.now) == 1)
                #expect(try await clinic.store.recoverPlacing(now: Clinic.now) == 0)
                let later = Clinic.now.adding(seconds: 900)
                try await clinic.store.record([PollResult(attempt: "a_1", nextPollAt: later)])
                #expect(try await clinic.store.pollSoon(phone: other, now: Clinic.now) == false)
                #expect(try await clinic.store.nextPoll() == later)
                #expect(try await clinic.store.pollSoon(phone: phone, now: Clinic.now))
                #expect(try await clinic.store.nextPoll() == Clinic.now)
                #expect(try await clinic.store.pollSoon(now: Clinic.now) == false, "it is due already")
            },
            StoreCheck(.attempts, "however many calls begin at once, no slot is offered by two of them") { clinic in
                try await clinic.fill(patients: 12, free: 20)
                let lines = try await clinic.plan()
                // Two openings of the store, as the daemon and a command are.
                let other = try await clinic.openStore()
                var offered: [String] = []
                try await withThrowingTaskGroup(of: [String].self) { group in
                    for (turn, line) in lines.enumerated() {
                        group.addTask {
                            let beginning = try await clinic.begin(
                                line.recallID, id: "a_\(turn)", maxConcurrent: 50, store: turn % 2 == 0 ? nil : other)
                            guard case .begun(let subject) = beginning else { throw Unexpected("\(turn) was to begin") }
                            return subject.attempt.offered.map(\.key)
                        }
                    }
                    for try await keys in group { offered += keys }
                }
                #expect(offered.count == 20, "all are offered")
                #expect(Set(offered).count == 20, "none twice")
                try other.close()
            },
            StoreCheck(.attempts, "a call of which nobody knows keeps its slots until the hold expires") { clinic in
                try await clinic.fill(patients: 3, free: 3)
                let first = try await clinic.begun(patient: "0", id: "a_0").attempt.offered.map(\.key)
                #expect(first.count == 3)
                #expect(try await clinic.store.recoverPlacing(now: Clinic.now) == 1)
                let before = Clinic.now.adding(minutes: 29)
                #expect(try await clinic.begun(patient: "1", id: "a_1", at: before).attempt.offered.isEmpty)
                let after = Clinic.now.adding(minutes: 30)
                #expect(try await clinic.begun(patient: "2", id: "a_2", at: after).attempt.offered.map(\.key) == first)
                // The first is found after all: what it offered is another's now, and cannot be booked by it.
                #expect(try await clinic.store.accept(attempt: "a_0", callID: "c_0", nextPollAt: after))
                let settled = try await clinic.store.finishAttempt(attempt: "a_0", from: [.following], now: after) {
                    subject in
                    guard subject.held.isEmpty else { throw Unexpected("it still holds a slot") }
                    return Settlement(outcome: .spokeNoResult)
                }
                #expect(settled?.outcome == .spokeNoResult)
                let held = try await clinic.store.finishAttempt(attempt: "a_2", from: [.placing], now: after) {
                    subject in
                    guard subject.held.map(\.key) == first else { throw Unexpected("it has lost its slots") }
                    return Settlement(outcome: .noAnswer)
                }
                #expect(held?.outcome == .noAnswer)
            },
            StoreCheck(.attempts, "a slot that a newer diary shows taken is no longer held") { clinic in
                try await clinic.fill(patients: 1, free: 3)
                let first = try await clinic.begun(patient: "0", id: "a_0").attempt.offered.map(\.key)
                #expect(first == ["S0", "S1", "S2"])
                try await clinic.importDiary(free: 3, taken: [1], at: Clinic.now.adding(minutes: 1))
                let settled = try await clinic.store.finishAttempt(attempt: "a_0", from: [.placing], now: Clinic.now) {
                    subject in
                    guard subject.held.map(\.key) == ["S0", "S2"] else { throw Unexpected("it holds what is taken") }
                    return Settlement(outcome: .noAnswer)
                }
                #expect(settled?.outcome == .noAnswer)
            },
        ] + Outcome.allCases.filter { $0 != .unknown }.map(slotsAfter)

    private static func slotsAfter(_ outcome: Outcome) -> StoreCheck {
        StoreCheck(
            .attempts,
            "a call that has ended with \(outcome.rawValue) holds no slot, and what was booked is not offered again"
        ) { clinic in
            try await clinic.fill(patients: 2, free: 3)
            let first = try await clinic.begun(patient: "0", id: "a_0")
            #expect(first.attempt.offered.map(\.key) == first.held.map(\.key))
            let booked = try #require(first.held.first)
            _ = try await clinic.settle(
                "a_0", outcome,
                booking: outcome == .booked
                    ? Appointment(
                        day: booked.day, start: booked.start, end: booked.end, practitioner: booked.practitioner,
                        type: booked.type, room: booked.room, slotID: booked.key) : nil)
            let second = try await clinic.begun(patient: "1", id: "a_1").attempt.offered.map(\.key)
            #expect(second == first.held.map(\.key).filter { outcome != .booked || $0 != booked.key })
        }
    }
}

extension Clinic {
    /// Imports patients, each with a number of their own, and a diary with free places.
    fileprivate func fill(patients: Int, free: Int) async throws {
        try await importPatients(
            try (0..<patients).map { try Clinic.patient("\($0)", phone: "07700 9001\(10 + $0)", row: $0) })
        try await importDiary(free: free)
    }
}
