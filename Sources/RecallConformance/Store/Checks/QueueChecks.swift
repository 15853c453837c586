import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What is dialled next, what staff are told of the plan, and what they do with one recall.
    static let queue: [StoreCheck] =
        [
            StoreCheck(.queue, "a plan made again keeps the queue as it is, and its order") { clinic in
                try await clinic.importPatients([
                    try Clinic.patient("1", tested: "2023-01-05"), try Clinic.patient("2", phone: "07700 900124"),
                ])
                let lines = try await clinic.plan()
                for later in [0, 1, 300] {
                    let now = Clinic.now.adding(minutes: later)
                    let lines = try await clinic.plan(at: now)
                    _ = try await clinic.store.storeQueue(
                        practice: clinic.practice, queue: PlannedQueue(lines), now: now, task: nil)
                    let due = try await clinic.store.dueRecalls(practices: [clinic.practice], now: now, limit: 9)
                    #expect(due.map(\.recall) == lines.map(\.recallID))
                }
                let night = Clinic.now.adding(hours: 12)
                _ = try await clinic.store.storeQueue(
                    practice: clinic.practice, queue: PlannedQueue(try await clinic.plan(at: night)), now: night,
                    task: nil)
                #expect(try await clinic.store.dueRecalls(practices: [clinic.practice], now: night, limit: 9).isEmpty)
                let morning = try #require(Instant(iso: "2026-11-25T09:00:00Z"))
                #expect(try await clinic.store.nextDue(practices: [clinic.practice], after: night) == morning)
                let due = try await clinic.store.dueRecalls(practices: [clinic.practice], now: morning, limit: 9)
                #expect(due.map(\.recall) == lines.map(\.recallID))
            },
            StoreCheck(.queue, "recalls that are passed over do not hide those behind them") { clinic in
                let patients = try (0..<9).map { try Clinic.patient("\($0)", phone: "07700 90012\($0)") }
                try await clinic.importPatients(patients)
                let lines = try await clinic.plan()
                _ = try await clinic.store.storeQueue(
                    practice: clinic.practice, queue: PlannedQueue(lines), now: Clinic.now, task: nil)
                func due(_ limit: Int, without: Set<String>) async throws -> [String] {
                    try await clinic.store.dueRecalls(
                        practices: [clinic.practice], now: Clinic.now, limit: limit, without: without
                    ).map(\.recall)
                }
                let all = try await due(50, without: [])
                #expect(all.count == 9)
                #expect(try await due(2, without: Set(all.prefix(5))) == Array(all[5..<7]))
            },
            StoreCheck(.queue, "a patient with two bookings is called after the last") { clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                let days = try ["2026-11-24", "2026-12-03", "2026-11-30"].map { try #require(Day(iso: $0)) }
                _ = try await clinic.store.importSlots(
                    clinic.claim("diary.csv", at: Clinic.now),
                    reading: ImportedReading(kind: "slots", layout: "test", fingerprint: "d", safetyFields: []),
                    now: Clinic.now
                ) { slots in
                    let rows = days.map { day in
                        Slot(
                            key: "S-\(day)", day: day, start: 600, end: 630, practitioner: "", status: .booked,
                            patientID: "1")
                    }
                    try slots.add(rows, today: clinic.today)
                    return ImportCounts(rows: days.count)
                }
                let gate = try await clinic.line("1").decision.gate
                #expect(gate == ShutGate(.futureAppointment, until: Instant(iso: "2026-12-04T00:00:00Z")))
            },
            StoreCheck(.queue, "an urgent patient is told of once a recall") { clinic in
                try await clinic.importPatients([try urgent(), try Clinic.patient("2", phone: "07700 900124")])
                #expect(try await clinic.toldTasks(at: Clinic.now).count == 1)
                #expect(try await clinic.toldTasks(at: Clinic.now.adding(hours: 1)).isEmpty)
                let tomorrow = Clinic.now.adding(hours: 24)
                try await clinic.importPatients([try urgent()], at: tomorrow)
                #expect(try await clinic.toldTasks(at: tomorrow).isEmpty, "the same recall, read again")
                let later = tomorrow.adding(hours: 1)
                try await clinic.importPatients([try urgent(tested: "2024-10-01")], at: later)
                #expect(try await clinic.toldTasks(at: later).count == 1, "a new sight test begins another recall")
            },
            StoreCheck(.queue, "a patient who is held for what the record says is told of once a reason") { clinic in
                func take(_ subject: Subject?, at now: Instant) async throws {
                    var held = try Clinic.patient("1")
                    if let subject {
                        held.facts.findings = [Finding(subject: subject, words: "", field: .clinicalNotesFreetext)]
                    }
                    try await clinic.importPatients([held], at: now)
                }
                try await take(.deathUnclear, at: Clinic.now)
                #expect(try await clinic.toldTasks(at: Clinic.now) == [TaskReason.deathUnclear.words])
                try await take(.deathUnclear, at: later(1))
                #expect(try await clinic.toldTasks(at: later(1)).isEmpty)
                try await take(.unreadStop, at: later(2))
                #expect(try await clinic.toldTasks(at: later(2)) == [TaskReason.unreadStop.words])
                try await take(nil, at: later(3))
                #expect(try await clinic.toldTasks(at: later(3)).isEmpty)
            },
            StoreCheck(.queue, "a high risk whose calls the calendar overtook is told of once") { clinic in
                var high = try Clinic.patient("1")
                high.facts.riskWord = .level(.high)
                var low = try Clinic.patient("2", phone: "07700 900124")
                low.facts.riskWord = .level(.low)
                let patients = [high, low]
                try await clinic.importPatients(patients)
                for (patient, attempt) in [("1", "a_1"), ("2", "a_2")] {
                    _ = try await clinic.begun(patient: patient, id: attempt)
                    _ = try await clinic.store.accept(
                        attempt: attempt, callID: "call-\(attempt)", nextPollAt: Clinic.now)
                    _ = try await clinic.settle(
                        attempt, .noAnswer, events: [Clinic.event("e_\(attempt)", patient: patient)])
                }
                #expect(try await clinic.toldTasks(at: Clinic.now.adding(minutes: 5)).isEmpty, "it is tried again")

                let late = Clinic.now.adding(hours: 24 * 21).adding(minutes: 1)
                try await clinic.importPatients(patients, at: late)
                #expect(try await clinic.line("1", at: late).decision.gate?.code == .attemptLimit)
                let told = try await clinic.toldTasks(at: late)
                #expect(told.count == 1)
                #expect(told.first?.hasPrefix("Could not be reached") == true)
                let open = try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks])
                #expect(open.map(\.event.attempt) == ["a_1"])
                #expect(open.map(\.event.callID) == ["call-a_1"])
                #expect(try await clinic.toldTasks(at: late.adding(hours: 1)).isEmpty)
            },
            StoreCheck(.queue, "a high risk whose last call has told staff is not told of again") { clinic in
                var high = try Clinic.patient("1")
                high.facts.riskWord = .level(.high)
                try await clinic.importPatients([high])
                for number in 0..<3 {
                    let now = Clinic.now.adding(hours: 24 * number)
                    _ = try await clinic.begun(patient: "1", id: "a_\(number)", at: now)
                    let task = number == 2 ? [Clinic.event("e_last", .tasks)] : []
                    _ = try await clinic.settle("a_\(number)", .noAnswer, events: task, at: now)
                }
                let now = Clinic.now.adding(hours: 73)
                #expect(try await clinic.line("1", at: now).decision.gate?.code == .attemptLimit)
                #expect(try await clinic.toldTasks(at: now).isEmpty)
            },
            StoreCheck(
                .queue, "two patients with one id and different birth dates are held, and told of once while they are"
            ) { clinic in
                var known = 0
                func take(_ births: [String], _ hours: Int) async throws -> Int {
                    let patients = try births.enumerated().map { try Clinic.patient("9", born: $1, row: $0) }
                    let now = Clinic.now.adding(hours: hours)
                    try await clinic.importPatients(patients, at: now)
                    let tasks = try await clinic.store.openLines(practice: clinic.practice, kinds: [.tasks])
                    defer { known = tasks.count }
                    return tasks.count - known
                }
                let first = try await take(["1950-01-01", "1990-01-01"], 0)
                #expect(first == 1)
                #expect(try await clinic.line("9").decision.gate?.code == .held)
                #expect(try await take(["1950-01-01", "1990-01-01"], 1) == 0)
                #expect(try await clinic.line("9").decision.gate?.code == .held)
                #expect(try await take(["1950-01-01"], 2) == 0)
                #expect(try await clinic.line("9").decision.isOpen)
                #expect(try await take(["1990-01-01", "1950-01-01"], 3) == 1)
                #expect(try await take(["1950-01-01", "1950-01-01"], 4) == 0, "one patient in two rows")
            },
            StoreCheck(.queue, "a recall that has used up its calls is tried again when staff ask") { clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                for number in 0..<3 {
                    let now = later(24 * number)
                    _ = try await clinic.begun(patient: "1", id: "a_\(number)", at: now)
                    _ = try await clinic.settle("a_\(number)", number == 0 ? .voicemailLeft : .noAnswer, at: now)
                }
                let now = later(73)
                let line = try await clinic.line("1", at: now)
                #expect(line.state == .done)
                #expect(line.decision.gate?.code == .attemptLimit)
                #expect(try await clinic.store.retry(recall: line.recallID, now: now) == .done)
                var again = try await clinic.line("1", at: now)
                #expect(again.decision.isOpen)
                #expect(again.attempts == 3, "history stays")
                _ = try await clinic.begun(patient: "1", id: "a_3", at: now)
                _ = try await clinic.settle("a_3", .noAnswer, at: now)
                again = try await clinic.line("1", at: now)
                #expect(again.decision.gate?.code == .attemptSpacing)
                let soon = now.adding(minutes: 1)
                #expect(try await clinic.store.retry(recall: again.recallID, now: soon) == .done)
                again = try await clinic.line("1", at: soon)
                #expect(again.decision.gate?.code == .householdToday, "the number has had its call of the day")
            },
            StoreCheck(
                .queue, "what a call ends with is the gate, although the patient or the number is on our list for it"
            ) { clinic in
                let same = "07700 900077"
                try await clinic.importPatients([
                    try Clinic.patient("1"), try Clinic.patient("2", phone: same), try Clinic.patient("3", phone: same),
                ])
                func stop(_ patient: String?, _ phone: PhoneNumber?, _ reason: String, _ source: String) -> Stop {
                    Stop(
                        practice: patient == nil ? nil : clinic.practice, phone: phone, patientID: patient,
                        reason: reason,
                        source: source)
                }
                let moved = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
                _ = try await clinic.settle("a_1", .movedAway, stops: [stop("1", nil, "moved_away", "call")])
                let number = try await clinic.begun(patient: "2", id: "a_2").attempt.phone
                _ = try await clinic.settle(
                    "a_2", .numberRefused, stops: [stop(nil, number, "number_refused", "provider")])
                let later = later(48)
                #expect(try await clinic.line("1", at: later).decision.gate?.code == .reminderSuppressed)
                #expect(try await clinic.line("2", at: later).decision.gate?.code == .blockedNumber)
                #expect(try await clinic.line("3", at: later).decision.gate?.code == .optedOut, "the same number")
                #expect(try await clinic.store.retry(recall: moved, now: later) == .done)
                #expect(try await clinic.line("1", at: later).decision.gate?.code == .reminderSuppressed, "still moved")
            },
            StoreCheck(.queue, "trying again takes no stop and no hold away, and waits for a call to be settled") {
                clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                let recall = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
                #expect(try await clinic.store.retry(recall: recall, now: Clinic.now) == .unsettled)
                _ = try await clinic.store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now)
                #expect(try await clinic.store.retry(recall: recall, now: Clinic.now) == .unsettled)
                let stop = Stop(
                    practice: clinic.practice, phone: nil, patientID: "1", reason: "asked", source: "call")
                _ = try await clinic.settle("a_1", .optedOut, stops: [stop])
                let now = later(24)
                #expect(try await clinic.store.retry(recall: recall, now: now) == .done)
                #expect(try await clinic.line("1", at: now).decision.gate?.code == .optedOut)
                _ = try await clinic.store.endStops(
                    practice: clinic.practice, phone: nil, patientID: "1", reason: "came back", now: now)
                #expect(try await clinic.line("1", at: now).decision.isOpen)
                _ = try await clinic.store.mark(recall: recall, held: true, now: now)
                #expect(try await clinic.store.retry(recall: recall, now: now) == .done)
                #expect(try await clinic.line("1", at: now).decision.gate?.code == .held)
                #expect(try await clinic.store.retry(recall: "r_none", now: now) == .gone)
            },
            StoreCheck(.queue, "a cancelled recall is done until staff take it back, or a new test begins another") {
                clinic in
                try await clinic.importPatients([try Clinic.patient("1")])
                let recall = try await clinic.line("1").recallID
                #expect(try await clinic.store.cancel(recall: recall, now: Clinic.now) == .done)
                #expect(try await clinic.line("1").state == .done)
                #expect(try await clinic.line("1").decision.gate?.code == .held)
                guard case .shut = try await clinic.begin(recall) else { throw Unexpected("shut") }
                try await clinic.importPatients([try Clinic.patient("1", last: "Watt")])
                #expect(try await clinic.line("1").state == .done, "no export takes it back")
                #expect(try await clinic.store.retry(recall: recall, now: Clinic.now) == .done)
                #expect(try await clinic.line("1").decision.isOpen)
                #expect(try await clinic.store.cancel(recall: recall, now: Clinic.now) == .done)
                try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
                let next = try await clinic.line("1")
                #expect(next.recallID != recall)
                #expect(next.decision.isOpen)
                #expect(try await clinic.store.cancel(recall: recall, now: Clinic.now) == .gone)
            },
            StoreCheck(.queue, "a number is called once a day, whoever had it at the time of the call") { clinic in
                try await clinic.importPatients([
                    try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124"),
                ])
                _ = try await clinic.begun(patient: "1", id: "a_1")
                _ = try await clinic.settle("a_1", .noAnswer)
                // The numbers change hands in the next export.
                try await clinic.importPatients([
                    try Clinic.patient("1", phone: "07700 900125"), try Clinic.patient("2", phone: "07700 900123"),
                ])
                let line = try await clinic.line("2")
                #expect(line.decision.gate?.code == .householdToday)
                guard case .shut(let decision) = try await clinic.begin(line.recallID) else { throw Unexpected("shut") }
                #expect(decision.gate?.code == .householdToday)
                #expect(try await clinic.line("2", at: later(24)).decision.isOpen)
            },
        ] + [5, 66, 777].map(queueInOrder)
        + [Outcome.declined, .seenElsewhere, .spokeNoResult, .identityNotConfirmed].map(endUntilStaffAsk)

    private static func queueInOrder(seed: UInt64) -> StoreCheck {
        StoreCheck(.queue, "the queue gives what a look at every recall gives (seed \(seed))") { clinic in
            var random = SeededGenerator(seed: seed)
            let now = Clinic.now
            var rows: [(recall: String, practice: String, order: Int, at: Instant?, isCurrent: Bool)] = []
            for (number, practice) in ["north", "south", "east"].enumerated() {
                var clinic = clinic
                clinic.practice = practice
                clinic.rules.id = practice
                try await clinic.importPatients(try (0..<60).map { try Clinic.patient("\(number)-\($0)", phone: "") })
                var lines = try await clinic.plan()
                var tested: [ImportedPatient] = []
                for index in lines.indices {
                    let minutes = [nil, -30, -1, 0, 0, 0, 1, 60].randomElement(using: &random) ?? nil
                    lines[index].order = Int.random(in: 1...40, using: &random)
                    let isCurrent = Int.random(in: 0..<5, using: &random) > 0
                    let recall = lines[index].recallID
                    rows.append(
                        (recall, practice, lines[index].order, minutes.map { now.adding(minutes: $0) }, isCurrent))
                    if isCurrent { continue }
                    // A recall that staff have said something of is kept when a new sight test begins another.
                    #expect(try await clinic.store.mark(recall: recall, held: nil, released: true, now: now))
                    tested.append(try Clinic.patient(lines[index].patientID, phone: "", tested: "2024-10-01"))
                }
                _ = try await clinic.store.storeQueue(
                    practice: practice, queue: PlannedQueue(lines), now: now, task: nil)
                try await clinic.importPatients(tested)
            }
            for row in rows { try await clinic.store.postpone(recall: row.recall, until: row.at) }
            let asked = ["south", "north"]
            let current = rows.filter { $0.isCurrent && asked.contains($0.practice) }
            let due = current.filter { $0.at.map { $0 <= now } ?? false }
            for limit in [1, 7, 500] {
                let found = try await clinic.store.dueRecalls(practices: asked, now: now, limit: limit)
                #expect(Set(found.map(\.recall)).isSubset(of: due.map(\.recall)), "seed \(seed)")
                let orders = found.compactMap { recall in due.first { $0.recall == recall.recall }?.order }
                #expect(orders == Array(due.map(\.order).sorted().prefix(limit)), "seed \(seed)")
            }
            let next = try await clinic.store.nextDue(practices: asked, after: now)
            #expect(next == current.compactMap(\.at).filter { $0 > now }.min(), "seed \(seed)")
            #expect(try await clinic.store.dueRecalls(practices: [], now: now, limit: 5).isEmpty)
        }
    }

    private static func endUntilStaffAsk(outcome: Outcome) -> StoreCheck {
        StoreCheck(.queue, "\(outcome.rawValue) ends a recall until staff ask for another try") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
            _ = try await clinic.settle("a_1", outcome)
            let now = later(48)
            #expect(try await !clinic.line("1", at: now).decision.isOpen)
            #expect(try await clinic.store.retry(recall: recall, now: now) == .done)
            #expect(try await clinic.line("1", at: now).decision.isOpen)
        }
    }

    private static func later(_ hours: Int) -> Instant { Clinic.now.adding(hours: hours) }

    private static func urgent(_ id: String = "1", tested: String = "2024-09-01") throws -> ImportedPatient {
        var patient = try Clinic.patient(id, tested: tested)
        patient.facts.riskWord = .level(.urgent)
        return patient
    }
}

extension Clinic {
    /// Stores the plan of a moment; the reasons of the tasks that staff were told.
    fileprivate func toldTasks(at now: Instant) async throws -> [String] {
        let zone = zone
        let told = try await store.storeQueue(
            practice: practice, queue: PlannedQueue(try await plan(at: now)), now: now,
            task: { task, line, facts in
                task.event(
                    id: "e_\(line.patientID)_\(now.seconds)", about: line, name: facts.name, at: now, zone: zone)
            })
        let reasons = try await store.openLines(practice: practice, kinds: [.tasks]).filter { $0.event.at == now }
            .map { $0.event.reason ?? "" }
        #expect(reasons.count == told)
        return reasons
    }
}
