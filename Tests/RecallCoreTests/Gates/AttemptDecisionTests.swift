import RecallCore
import Testing

/// Whether an attempt begins, and with what.
@Suite struct AttemptDecisionTests {
    private static let now = PlanFixture.now
    private static let today = Day(iso: "2026-11-24") ?? Day(number: 0)
    private static let mobile = PlanFixture.number("+447700900123")

    private struct Case: Sendable {
        var patient: (@Sendable (inout PlanPatient) -> Void)?
        var rules: @Sendable (inout PracticeRules) -> Void = { _ in }
        var live: [LiveAttempt] = []
        var stopped: Set<PhoneNumber> = []
        var inUse: Set<PhoneNumber> = []
        var dialled: Set<PhoneNumber> = []
        var recall = "r_p"
        var openings: [ImportedOpening] = []
        var places: [DiaryPlace] = [place(2), place(3), place(4), place(5)]
        var practitioner: String?
    }

    private static func place(_ days: Int, _ name: String = "AS") -> DiaryPlace {
        DiaryPlace(
            slot: Slot(
                key: "S\(days)", day: today.adding(days: days), start: 630, end: 660, practitioner: name),
            diarySeenAt: now.adding(hours: -1))
    }

    private static func decide(_ one: Case, reads: (() -> Void)? = nil) -> AttemptDecision {
        let context = PlanFixture.context(change: one.rules)
        var patient = PlanFixture.patient(
            ["DOB": "04/05/1980", "Last Sight Test": "01/09/2024"], context: context)
        one.patient?(&patient)
        let limits = PracticeLimits(
            callsToday: 0, spendToday: 0, isPaused: false,
            provider: ProviderState(word: .ok, since: now, askedAt: now), openings: one.openings,
            liveAttempts: one.live)
        let household = PlanSnapshot(
            patients: [patient], stoppedNumbers: one.stopped, numbersInUse: one.inUse,
            numbersDialledToday: one.dialled)
        return AttemptDecision.decide(
            recall: one.recall, snapshot: AttemptSnapshot(limits: limits, household: household),
            calls: AttemptDecision.CallLimits(maxConcurrent: 2, maxCallMinutes: 6),
            offer: SlotOffer(
                rules: context.rules.slots, now: now, localTime: LocalTime(day: today, second: 37_800),
                staleAfterDays: 14),
            context: context
        ) {
            reads?()
            return DiaryView(places: one.places, practitioner: one.practitioner)
        }
    }

    private static func live(_ state: AttemptState, minutesAgo: Int) -> LiveAttempt {
        LiveAttempt(state: state, startedAt: now.adding(minutes: -minutesAgo))
    }

    /// `begin`, `busy`, `gone`, or the gate that is shut.
    private static let cases: [(String, Case, String)] = [
        ("open", Case(), "begin"),
        ("another recall", Case(recall: "r_other"), "gone"),
        ("one call in progress", Case(live: [live(.following, minutesAgo: 300)]), "begin"),
        (
            "as many as may be", Case(live: [live(.following, minutesAgo: 1), live(.placing, minutesAgo: 1)]), "busy"
        ),
        (
            "as many, one of them unknown and perhaps going on",
            Case(live: [live(.following, minutesAgo: 1), live(.unknown, minutesAgo: 6)]), "busy"
        ),
        (
            "as many, one of them unknown and over whatever became of it",
            Case(live: [live(.following, minutesAgo: 1), live(.unknown, minutesAgo: 7)]), "begin"
        ),
        (
            "as many, and a gate shut",
            Case(live: [live(.following, minutesAgo: 1), live(.following, minutesAgo: 2)], stopped: [mobile]), "busy"
        ),
        ("a stopped number", Case(stopped: [mobile]), "opted_out"),
        ("a stopped patient", Case(patient: { $0.isStopped = true }), "opted_out"),
        ("held", Case(patient: { $0.isHeldByStaff = true }), "held"),
        ("cancelled", Case(patient: { $0.isCancelled = true }), "held"),
        ("the number is in a call", Case(inUse: [mobile]), "number_in_use"),
        ("the number was dialled today", Case(dialled: [mobile]), "household_today"),
        ("no number", Case(patient: { $0.facts.numbers = [] }), "blocked_number"),
    ]

    @Test(arguments: cases.indices) func `an attempt begins while every gate is open and a line is free`(
        _ index: Int
    ) {
        let (words, one, expected) = Self.cases[index]
        let decision = Self.decide(one)
        let found =
            switch decision {
            case .begin: "begin"
            case .busy: "busy"
            case .gone: "gone"
            case .shut(let gates): gates.gate?.code.rawValue ?? "unsettled"
            }
        #expect(found == expected, "\(words)")
    }

    @Test func `what begins is told its number, its message, its places and until when they are kept`() {
        let intent = AttemptIntent(
            phone: Self.mobile, leavesMessage: false,
            offered: zip(["a", "b", "c"], [2, 3, 4]).map {
                OfferedSlot(
                    letter: $0, key: "S\($1)", day: Self.today.adding(days: $1), minute: 630, practitioner: "AS")
            }, reservedUntil: Self.now.adding(minutes: 30))
        #expect(Self.decide(Case()) == .begin(intent))
        guard
            case .begin(let leaving) = Self.decide(Case(rules: { $0.calling.voicemail = .leaveMessage }))
        else {
            Issue.record("the attempt was to begin")
            return
        }
        #expect(leaving.leavesMessage)
    }

    @Test func `practitioners of a settings export give their names to the diary's codes`() {
        let opening = ImportedOpening(
            weekday: .monday, opens: 540, closes: 1020, practitioner: "Dr Amina Shah", code: "AS")
        let places = [Self.place(2, "AS"), Self.place(3, "BL"), Self.place(4, "AS"), Self.place(6, "AS")]
        guard
            case .begin(let intent) = Self.decide(
                Case(openings: [opening], places: places, practitioner: "Dr Amina Shah"))
        else {
            Issue.record("the attempt was to begin")
            return
        }
        #expect(intent.offered.map(\.key) == ["S2", "S4", "S6"], "the patient's own practitioner")
        #expect(Set(intent.offered.map(\.practitioner)) == ["Dr Amina Shah"])
    }

    @Test func `the diary is read only for a call that begins and offers places`() {
        for one in [Case(stopped: [Self.mobile]), Case(recall: "r_other"), Case(rules: { $0.slots.offer = 0 })] {
            _ = Self.decide(one) { Issue.record("the diary was read") }
        }
        var reads = 0
        _ = Self.decide(Case()) { reads += 1 }
        #expect(reads == 1)
    }
}
