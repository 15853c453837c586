import RecallCore
import Testing

/// What the register, the diary and the calls so far make of a patient.
@Suite struct RegisterViewTests {
    private static let day = Day(iso: "2026-11-24") ?? Day(number: 0)
    private static let now = PlanFixture.now
    private static let mobile = PlanFixture.number("+447700900123")

    private static func entry(export: Int64 = 7, fingerprint: String? = "f") -> RegisterEntry {
        RegisterEntry(
            patientID: "p", recallID: "r", facts: PatientFacts(numbers: [mobile]), export: export,
            exportSeenAt: now, exportFingerprint: fingerprint)
    }

    @Test func `a patient is missing where a newer whole list of the same header does not hold them`() {
        let cases: [([(Int64, String?)], Int64, String?, Bool)] = [
            ([(7, "f")], 7, "f", false), ([(7, "f"), (8, "f")], 7, "f", true), ([(7, "f"), (8, "g")], 7, "f", false),
            ([(7, "f"), (8, "f"), (9, "g")], 8, "f", false), ([(7, nil), (8, nil)], 7, nil, true), ([], 7, "f", false),
            ([(6, "f")], 7, "f", false), ([(6, "f"), (8, "f")], 7, "f", true),
        ]
        for (exports, export, fingerprint, expected) in cases {
            var view = RegisterView(stops: StopList())
            for (id, fingerprint) in exports { view.note(export: id, fingerprint: fingerprint) }
            let patient = view.patient(Self.entry(export: export, fingerprint: fingerprint), history: nil)
            #expect(patient.isMissingFromNewest == expected, "\(exports)")
        }
    }

    @Test func `the last of a patient's places in the diary counts, in whatever order they are read`() {
        var view = RegisterView(stops: StopList())
        func note(_ days: Int, _ state: KnownAppointment.State = .booked, of patient: String = "p") {
            view.note(
                KnownAppointment(patientID: patient, day: Self.day.adding(days: days), state: state), today: Self.day)
        }
        for days in [3, 9, 5, -8, -2, -7] { note(days) }
        note(20, of: "q")
        note(11, .missed)
        note(-1, .missed)
        let patient = view.patient(Self.entry(), history: nil)
        #expect(patient.diaryAppointment == Self.day.adding(days: 9))
        #expect(patient.pastAppointment == Self.day.adding(days: -2))
        #expect(!patient.hasMissedNextAppointment)
    }

    @Test func `the appointment of a record is missed where a diary says so of that day, zeros of the number aside`() {
        for (missed, expected) in [(-1, true), (-2, false)] {
            var view = RegisterView(stops: StopList())
            view.note(
                KnownAppointment(patientID: "41", day: Self.day.adding(days: missed), state: .missed), today: Self.day)
            var entry = Self.entry()
            entry.patientID = "0041"
            entry.facts.nextAppointment = Self.day.adding(days: -1)
            entry.reopensOn = Self.day
            let patient = view.patient(entry, history: nil)
            #expect(patient.hasMissedNextAppointment == expected)
            #expect(patient.reopensOn == Self.day)
        }
    }

    @Test func `marks of staff, stops and supposed attempts reach the plan`() {
        var entry = Self.entry()
        entry.isHeldByStaff = true
        entry.isReleasedByStaff = true
        entry.isCancelled = true
        entry.hasConflict = true
        let view = RegisterView(
            stops: StopList([
                Stop(practice: "x", phone: nil, patientID: "p", reason: "asked", source: "staff"),
                Stop(practice: "x", phone: Self.mobile, patientID: "p", reason: "wrong_number", source: "call"),
            ]))
        let supposed = PastAttempt(startedAt: Self.now, outcome: .noAnswer)
        let patient = view.patient(entry, history: nil, suppose: [supposed])
        #expect(patient.isHeldByStaff && patient.isReleasedByStaff && patient.isCancelled && patient.hasConflict)
        #expect(patient.isStopped && patient.facts.numbers.isEmpty)
        #expect(patient.attempts == [supposed])
    }

    private static func attempt(
        _ state: AttemptState, outcome: Outcome? = nil, daysAgo: Int = 0, isInCall: Bool = false,
        isCurrent: Bool = true, setAside: Int? = nil
    ) -> StoredAttempt {
        StoredAttempt(
            state: state, startedAt: now.adding(hours: -24 * daysAgo), localDay: day.adding(days: -daysAgo),
            phone: mobile, outcome: outcome, isInCall: isInCall, isOfCurrentRecall: isCurrent,
            recallSetAsideAt: setAside.map { now.adding(minutes: $0) })
    }

    private static func history(_ attempts: StoredAttempt...) -> CallHistory {
        var history = CallHistory()
        for attempt in attempts { history.add(attempt, today: day) }
        return history
    }

    @Test func `an attempt counts for its recall, its number's day and its line, as its state says`() {
        #expect(Self.history(Self.attempt(.notPlaced)) == CallHistory())
        let ended = Self.history(Self.attempt(.settled, outcome: .noAnswer))
        #expect(ended.attempts == [PastAttempt(startedAt: Self.now, outcome: .noAnswer)])
        #expect(ended.dialledToday == [Self.mobile] && ended.progress == nil && ended.numberInProgress == nil)
        let yesterday = Self.history(Self.attempt(.settled, outcome: .busy, daysAgo: 1))
        #expect(yesterday.attempts.count == 1 && yesterday.dialledToday.isEmpty)
        let other = Self.history(Self.attempt(.settled, outcome: .busy, isCurrent: false))
        #expect(other.attempts.isEmpty && other.dialledToday == [Self.mobile], "the number was dialled all the same")
        let placing = Self.history(Self.attempt(.placing))
        #expect(placing.progress == .dialling && placing.numberInProgress == Self.mobile)
        #expect(placing.attempts.map(\.outcome) == [nil])
        #expect(Self.history(Self.attempt(.following)).progress == .dialling)
        #expect(Self.history(Self.attempt(.following, isInCall: true)).progress == .inCall)
        let unknown = Self.history(Self.attempt(.unknown))
        #expect(unknown.progress == nil && unknown.numberInProgress == nil)
        #expect(unknown.attempts.map(\.outcome) == [.unknown])
    }

    @Test func `an attempt from before staff had the recall tried again is set aside, and one from after is not`() {
        let cases: [(Int?, Bool)] = [(nil, false), (-1, false), (0, false), (1, true)]
        for (setAside, expected) in cases {
            let history = Self.history(Self.attempt(.settled, outcome: .declined, setAside: setAside))
            #expect(history.attempts.map(\.isSetAside) == [expected], "\(String(describing: setAside))")
        }
    }
}
