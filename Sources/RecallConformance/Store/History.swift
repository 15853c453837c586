import RecallCore
import RecallPorts

/// One life of a practice, and what the model knows of it.
struct History {
    /// What the newest export says of a patient.
    struct Record {
        var number: String
        var tested: String
        var isDeceased = false
        var isDoNotContact = false
        var isOffRecall = false
        var isUrgent = false
        var appointment: Day?
        var seenAt: Instant
    }

    struct Call {
        var attempt: String
        var recall: String
        var patient: String
        var number: String
        var startedAt: Instant
        var date: String
        var outcome: Outcome?
        var callbackAt: Instant?
        /// Nobody was called after all.
        var isVoid = false
        /// The answer was lost: nobody knows whether it was made.
        var isLost = false
        var isOver = false
    }

    var clinic: Clinic
    var random: SeededGenerator
    var story: [String] = []
    var complaints: [String] = []
    var calls = 0
    var tries = 0

    private var now: Instant
    private let start: Instant
    private let numbers: [String]
    private let patients: [String]
    private var records: [String: Record] = [:]
    /// Patients of the newest export.
    private var newest: Set<String> = []
    /// The days on which diaries have shown each patient.
    private var appointments: [String: Set<Day>] = [:]
    private var made: [Call] = []
    private var stoppedPatients: Set<String> = []
    private var stoppedNumbers: Set<String> = []
    private var held: Set<String> = []
    private var released: Set<String> = []
    private var isPaused = false
    private var exports = 0

    init(clinic: Clinic, life: Int, random: SeededGenerator) {
        self.clinic = clinic
        self.clinic.practice = "life-\(life)"
        self.clinic.rules.id = "life-\(life)"
        self.clinic.rules.calling.sunday = .closed
        self.random = random
        // A life begins on one of many days, so that the calls of a day stay few: limits count over all practices.
        let first = Instant(iso: "2026-03-02T10:00:00Z") ?? Clinic.now
        start = first.adding(hours: 24 * (life % 300))
        now = start
        // Two patients share a number. Numbers of no exchange in use; nothing here can dial.
        let numbers = (0..<2).map { "+4474\(String(10_000_000 + life * 10 + $0))" }
        self.numbers = numbers
        patients = ["a", "b"]
    }

    mutating func live() async throws {
        try await importPatients()
        for _ in 0..<Int.random(in: 5...10, using: &random) {
            switch Int.random(in: 0..<22, using: &random) {
            case 0: try await importPatients()
            case 1: try await importDiary()
            case 2: try await stop()
            case 3: try await unstop()
            case 4: try await hold()
            case 5: try await pause()
            case 6: try await restart()
            case 7, 8, 9: advance()
            case 10, 11, 12: try await end()
            default: try await callAnybody()
            }
        }
        // Nothing of this life may stand in the way of the next.
        for index in made.indices where !made[index].isOver { try await settle(index, .noAnswer) }
    }

    private mutating func tell(_ text: String) { story.append("\(now) \(text)") }

    private mutating func advance() {
        let minutes = [1, 20, 59, 180, 600, 1_199, 1_200, 1_440, 2_880, 10_080, 20_161]
        now = now.adding(minutes: minutes.randomElement(using: &random) ?? 1)
        tell("time passes")
    }

    // MARK: What happens

    private mutating func importPatients() async throws {
        exports += 1
        var rows: [ImportedPatient] = []
        var left: Set<String> = []
        for (index, id) in patients.enumerated() {
            if exports > 1, Int.random(in: 0..<12, using: &random) == 0 { continue }
            left.insert(id)
            var record = Record(
                number: numbers[Int.random(in: 0..<3, using: &random) == 0 ? index : 1],
                tested: records[id]?.tested ?? "2023-05-01", seenAt: now)
            switch Int.random(in: 0..<24, using: &random) {
            case 0: record.isDeceased = true
            case 1: record.isDoNotContact = true
            case 2: record.isOffRecall = true
            case 3: record.appointment = today.adding(days: Int.random(in: -1...3, using: &random))
            case 4: record.tested = ["2023-05-01", "2023-08-01", "2026-03-01"].randomElement(using: &random) ?? ""
            case 5, 6: record.isUrgent = true
            case 7: record.number = ""
            default: break
            }
            records[id] = record
            var patient = try Clinic.patient(id, phone: record.number, tested: record.tested, row: index)
            patient.facts.deceased = record.isDeceased ? .column : nil
            patient.facts.doNotContact = record.isDoNotContact
            patient.facts.reminderSuppressed = record.isOffRecall
            patient.facts.nextAppointment = record.appointment
            // Two yearly, so that a test of 2023 is due and not yet lapsed.
            patient.facts.riskWord = .level(record.isUrgent ? .urgent : .low)
            rows.append(patient)
        }
        newest = left
        // A busy recall keeps its marks; those of a patient with a new test begin anew.
        try await clinic.importPatients(rows, at: now)
        tell("export of \(left.sorted()): \(left.sorted().map { "\($0) \(String(describing: records[$0]))" })")
        for patient in patients {
            guard
                let recall = try await clinic.store.history(practice: clinic.practice, patientID: patient)?.recallID
            else { continue }
            recalls[patient] = recall
        }
    }

    private var recalls: [String: String] = [:]

    private mutating func importDiary() async throws {
        var rows: [Slot] = []
        if let patient = patients.randomElement(using: &random) {
            let day = today.adding(days: Int.random(in: -1...2, using: &random))
            rows.append(
                Slot(
                    key: "S-\(patient)", day: day, start: 600, end: 630, practitioner: "", status: .booked,
                    patientID: patient))
            // Of a day to come it is the newest word.
            if day > today { for other in patients { appointments[other]?.remove(day) } }
            appointments[patient, default: []].insert(day)
        }
        let (shown, day) = (rows, today)
        _ = try await clinic.store.importSlots(
            clinic.claim("diary.csv", at: now),
            reading: Clinic.diaryReading, now: now
        ) { slots in
            try slots.add(shown, today: day)
            return ImportCounts(rows: shown.count)
        }
        tell("diary: \(appointments)")
    }

    private mutating func stop() async throws {
        if Bool.random(using: &random), let patient = patients.randomElement(using: &random) {
            stoppedPatients.insert(patient)
            _ = try await clinic.store.addStop(stop(patient: patient), now: now)
            tell("stop \(patient)")
        } else if let number = numbers.randomElement(using: &random), let phone = PhoneNumber(e164: number) {
            stoppedNumbers.insert(number)
            _ = try await clinic.store.addStop(
                Stop(practice: nil, phone: phone, patientID: nil, reason: "asked", source: "staff"), now: now)
            tell("stop \(number)")
        }
    }

    private func stop(patient: String) -> Stop {
        Stop(practice: clinic.practice, phone: nil, patientID: patient, reason: "asked", source: "staff")
    }

    private mutating func unstop() async throws {
        guard let patient = stoppedPatients.sorted().first else { return }
        _ = try await clinic.store.endStops(
            practice: clinic.practice, phone: nil, patientID: patient, reason: "came back", now: now)
        stoppedPatients.remove(patient)
        tell("no longer stopped: \(patient)")
    }

    private mutating func hold() async throws {
        guard let patient = patients.randomElement(using: &random), let recall = recalls[patient] else { return }
        let isHeld = Bool.random(using: &random)
        guard try await clinic.store.mark(recall: recall, held: isHeld, released: isHeld ? nil : true, now: now) else {
            return
        }
        if isHeld {
            held.insert(patient)
        } else {
            held.remove(patient)
            released.insert(patient)
        }
        tell("\(isHeld ? "hold" : "release") \(patient)")
    }

    private mutating func pause() async throws {
        isPaused.toggle()
        if isPaused {
            try await clinic.store.pause(practice: clinic.practice, now: now)
        } else {
            try await clinic.store.resume(practice: clinic.practice, now: now)
        }
        tell(isPaused ? "pause" : "resume")
    }

    /// The process dies and comes back: what it was placing may have rung.
    private mutating func restart() async throws {
        if Int.random(in: 0..<25, using: &random) == 0 {
            try clinic.store.close()
            clinic = try await clinic.reopened()
        }
        _ = try await clinic.store.recoverPlacing(now: now)
        for index in made.indices where !made[index].isOver { made[index].isLost = true }
        tell("restart")
    }

    private mutating func end() async throws {
        guard let index = made.indices.filter({ !made[$0].isOver }).randomElement(using: &random) else { return }
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            if try await clinic.store.markNotPlaced(attempt: made[index].attempt) {
                made[index].isVoid = true
                made[index].isOver = true
                tell("nobody was called: \(made[index].patient)")
            }
        case 1:
            _ = try await clinic.store.markUnknown(attempt: made[index].attempt, now: now, nextPollAt: now)
            made[index].isLost = true
            tell("lost sight: \(made[index].patient)")
        case 2:
            if try await clinic.store.markNotCalled(attempt: made[index].attempt, now: now, events: { _ in [] }) {
                made[index].isVoid = true
                made[index].isOver = true
                tell("staff: nobody was called: \(made[index].patient)")
            }
        default:
            let often: [Outcome] = [.noAnswer, .busy, .voicemail, .failed, .noAnswer, .callbackRequested]
            let all = often + Outcome.allCases.filter { $0 != .unknown }
            try await settle(index, all.randomElement(using: &random) ?? .noAnswer)
        }
    }

    private mutating func settle(_ index: Int, _ outcome: Outcome) async throws {
        let call = made[index]
        let callback: Instant? =
            outcome == .callbackRequested && Bool.random(using: &random)
            ? now.adding(minutes: [30, 90, 1_500].randomElement(using: &random) ?? 30) : nil
        let practice = clinic.practice
        let settled = try await clinic.store.finishAttempt(
            attempt: call.attempt, from: [.placing, .following, .unknown], now: now
        ) { _ in
            let closing = PhoneNumber(e164: call.number).flatMap {
                Stop.closing(after: outcome, practice: practice, phone: $0, patientID: call.patient)
            }
            return Settlement(outcome: outcome, callbackAt: callback, stops: [closing].compactMap(\.self))
        }
        guard settled != nil else { return }
        made[index].outcome = outcome
        made[index].callbackAt = callback
        made[index].isOver = true
        tell("\(call.patient): \(outcome.rawValue) \(callback?.description ?? "")")
    }

    private mutating func callAnybody() async throws {
        let known = recalls.sorted { $0.key < $1.key }
        guard let (patient, recall) = known.randomElement(using: &random) else { return }
        tries += 1
        let id = "\(clinic.practice)-\(tries)"
        guard case .begun(let subject) = try await clinic.begin(recall, id: id, at: now, maxConcurrent: 1_000) else {
            return
        }
        calls += 1
        tell("call \(patient) \(recall)")
        judge(patient, subject)
        made.append(
            Call(
                attempt: id, recall: subject.attempt.recall, patient: patient, number: subject.attempt.phone.e164,
                startedAt: now, date: wall.date))
    }

    // MARK: The model

    private var today: Day { Day(iso: wall.date) ?? Day(number: 0) }

    /// Date, minute of the day and weekday, 0 for Monday, by the clock of the United Kingdom in 2026 and 2027.
    private var wall: (date: String, minute: Int, weekday: Int) {
        let summers = [(1_774_746_000, 1_792_890_000), (1_806_195_600, 1_824_944_400)]
        let second = now.seconds + (summers.contains { now.seconds >= $0.0 && now.seconds < $0.1 } ? 3600 : 0)
        let date = String(Instant(seconds: second).description.prefix(10))
        return (date, second % 86_400 / 60, (second / 86_400 + 3) % 7)
    }

    private static let bankHolidays: Set = [
        "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-26", "2026-12-28",
        "2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30",
    ]

    private mutating func judge(_ patient: String, _ subject: CallSubject) {
        func fail(_ why: String) { complaints.append("\(now): \(patient) was called though \(why)") }
        guard let record = records[patient] else { return fail("no export holds the patient") }
        let number = subject.attempt.phone.e164
        let past = made.filter { $0.patient == patient && !$0.isVoid }
        let ofRecall = past.filter { $0.recall == subject.attempt.recall }
        let last = ofRecall.last
        let isAsked = last?.outcome == .callbackRequested && last?.callbackAt != nil

        if record.number != number { fail("the number is not in the newest export") }
        if record.isDeceased { fail("the record says deceased") }
        if record.isDoNotContact { fail("the record says do not contact") }
        if record.isOffRecall { fail("recalls are switched off") }
        if stoppedPatients.contains(patient) { fail("the patient is stopped") }
        if stoppedNumbers.contains(number) { fail("the number is stopped") }
        if held.contains(patient) { fail("staff hold the recall") }
        if record.isUrgent, !released.contains(patient) { fail("a person has to ring first") }
        if let day = record.appointment, day >= today { fail("there is an appointment on \(day)") }
        let known = (appointments[patient] ?? []).union([record.appointment].compactMap { $0 })
        if let day = appointments[patient]?.max(), day >= today { fail("a diary has an appointment on \(day)") }
        if let day = known.filter({ $0 < today }).max(), clinic.zone.day(of: record.seenAt) <= day {
            fail("nobody knows what came of the appointment on \(day)")
        }
        if record.tested == "2026-03-01" { fail("the test was in March 2026") }
        if !newest.contains(patient) { fail("the newest export no longer holds the patient") }
        if now.seconds - record.seenAt.seconds > 14 * 86_400 { fail("the export is stale") }
        if isPaused { fail("calling is paused") }

        let toNumber = made.filter {
            !$0.isVoid && $0.number == number && now.seconds - $0.startedAt.seconds < 21 * 86_400
        }
        if toNumber.count >= 3 { fail("three calls went to the telephone") }
        let closed: Set<Outcome?> = [.wrongNumber, .deceasedReported]
        if made.contains(where: { call in
            call.number == number && closed.contains(call.outcome)
                && (records[call.patient]?.number.isEmpty ?? true || records[call.patient]?.number == number)
        }) {
            fail("a call has closed the telephone")
        }
        if ofRecall.count >= 3 { fail("there were three calls") }
        if past.contains(where: { !$0.isOver }) { fail("a call is in progress or unknown") }
        let open: Set<Outcome?> = [.noAnswer, .busy, .voicemail, .voicemailLeft, .failed, .callbackRequested]
        for call in ofRecall where !open.contains(call.outcome) {
            let isOfNumber = call.outcome == .wrongNumber || call.outcome == .numberRefused
            if isOfNumber, call.number != number { continue }
            fail("a call ended with \(String(describing: call.outcome))")
        }
        if made.contains(where: { $0.number == number && !$0.isOver && !$0.isLost }) {
            fail("a call to the number is in progress")
        }
        if let last, isAsked, let wanted = last.callbackAt {
            if now < wanted { fail("the patient asked for \(wanted)") }
        } else {
            if let last, now.seconds - last.startedAt.seconds < 20 * 3600 { fail("the last call was not 20 hours ago") }
            if let first = ofRecall.first, now.seconds - first.startedAt.seconds > 21 * 86_400 {
                fail("the first call was more than 21 days ago")
            }
            if made.contains(where: { !$0.isVoid && $0.number == number && $0.date == wall.date }) {
                fail("the number was called today")
            }
        }

        // A call lasts six minutes at the most, and has to end by 19:00, on Saturdays by 16:00.
        let hours = wall.weekday == 5 ? 600...954 : 540...1134
        if wall.weekday == 6 || !hours.contains(wall.minute) { fail("it is outside the hours") }
        if Self.bankHolidays.contains(wall.date) { fail("it is a bank holiday") }
    }
}
