import Bland
import Foundation
import RecallCore
import RecallTestSupport
import Testing

/// The table of conclusions, `Tests/Fixtures/Cases/conclusions.md`: what the provider says of a call, and what recalld makes
/// of it.
@Suite struct ConclusionTableTests {
    @Test func `every row of the table comes to its outcome and what follows`() throws {
        let rows = try Row.all()
        #expect(rows.count >= 60)
        for row in rows {
            let conclusion = Conclusion.conclude(
                row.report, answers: row.answers, offered: offered,
                context: CallContext(number: dialled, identityCheck: .dateOfBirth, placedAt: placedAt))
            #expect(conclusion.outcome.rawValue == row.outcome, "\(row.line)")
            #expect(Row.follows(conclusion) == row.follows, "\(row.line)")
            #expect(!conclusion.note.isEmpty, "\(row.line)")
        }
    }

    @Test func `no note or task names what the patient may have`() throws {
        let words = ["glaucoma", "diabet", "flash", "floater", "vision", "sight", "eye", "macula", "injur"]
        for row in try Row.all() {
            let conclusion = Conclusion.conclude(
                row.report, answers: row.answers, offered: offered,
                context: CallContext(number: dialled, identityCheck: .dateOfBirth, placedAt: placedAt))
            for text in [conclusion.note] + conclusion.tasks.map(\.reason) {
                #expect(!words.contains { text.lowercased().contains($0) }, "\(text)")
            }
        }
    }

    @Test func `a message is taken for left where one was sent and a machine answered`() throws {
        let context = CallContext(
            number: dialled, identityCheck: .dateOfBirth, messageSent: true, placedAt: placedAt)
        for (sample, left) in [
            ("voicemail", true), ("voicemail-mislabelled-human", false), ("no-answer", false),
            ("completed-human-with-analysis", false),
        ] {
            let conclusion = Conclusion.conclude(
                try loadReport(sample), answers: AnalysisAnswers(), offered: offered, context: context)
            #expect(conclusion.messageLeft == left, "\(sample)")
            #expect((conclusion.outcome == .voicemailLeft) == left, "\(sample)")
        }
    }

    @Test func `what was said is understood among all that was offered, and what is gone is not booked as another`()
        throws
    {
        let week = [
            OfferedSlot(letter: "a", key: "s1", day: day("2026-11-24"), minute: 630),
            OfferedSlot(letter: "b", key: "s2", day: day("2026-12-01"), minute: 630),
        ]
        let report = try loadReport("completed-human-with-analysis")
        for (words, held, accepted) in [
            ("Tuesday at 10:30", week, "a"), ("Tuesday at 10:30", [week[1]], ""), ("a", [week[1]], ""),
            ("b", [week[1]], "b"), ("Tuesday 1 December at 10:30", [week[1]], "b"), ("a", [], ""),
        ] as [(String, [OfferedSlot], String)] {
            let conclusion = Conclusion.conclude(
                report, answers: AnalysisAnswers(texts: ["true", words]), offered: week, held: held,
                context: CallContext(number: dialled, identityCheck: .dateOfBirth, placedAt: placedAt))
            #expect(conclusion.acceptedSlot.map { "\($0.letter)" } ?? "" == accepted, "\(words)")
            #expect(
                conclusion.tasks.contains(TaskProposal(.acceptedPlaceGone)) == accepted.isEmpty,
                "\(words): \(conclusion.tasks)")
        }
    }

    @Test(arguments: Outcome.allCases)
    func `the same follows from an outcome, whether a call's report says so or staff`(outcome: Outcome) {
        let said = Conclusion.bySaying(outcome, number: dialled)
        #expect(said.outcome == outcome)
        let stops: [Outcome: Set<CallStop>] = [
            .optedOut: [CallStop(.patient, .optedOut), CallStop(.number, .optedOut)],
            .deceasedReported: [CallStop(.patient, .deceasedReported)],
            .movedAway: [CallStop(.patient, .movedAway)],
            .wrongNumber: [CallStop(.patientOnNumber, .wrongNumber)],
            .numberRefused: [CallStop(.number, .numberRefused)],
        ]
        #expect(Set(said.stops) == stops[outcome] ?? [])
        let changes: [Outcome: ContactChange.Kind] = [
            .optedOut: .optedOutPhone, .deceasedReported: .deceasedReported, .movedAway: .movedAway,
            .wrongNumber: .phoneWrong,
        ]
        #expect(said.contactChanges.map(\.change) == [changes[outcome]].compactMap(\.self))
        let tasks: [Outcome: TaskReason] = [
            .deceasedReported: .deceasedReported, .movedAway: .movedAway, .wrongNumber: .wrongNumber,
            .spokeNoResult: .unclearEnd, .identityNotConfirmed: .identityNotConfirmed,
        ]
        #expect(said.tasks == [tasks[outcome].map { TaskProposal($0) }].compactMap(\.self))
    }

    @Test func `only calls that a person may have answered are analysed`() throws {
        let wanted = [
            "completed-human-with-analysis": true, "completed-human-no-analysis": true,
            "completed-answered-by-null": true, "voicemail": false, "voicemail-mislabelled-human": false,
            "no-answer": false, "busy": false, "failed": false, "canceled": false, "pre-queue-error": false,
            "failed-spam-blocked-but-completed": false,
        ]
        for (sample, isWanted) in wanted {
            #expect(Conclusion.needsAnalysis(try loadReport(sample)) == isWanted, "\(sample)")
        }
    }

    @Test func `whatever comes, a booking is of an offered slot and a stop is kept`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(seed: seed)
        let base = try loadReport("completed-human-with-analysis")
        let words = [
            nil, "", "null", "none", "true", "false", "a", "b", "z", "A or B", "tomorrow", "phone", "recalls",
            "ai_calls", "deceased", "wrong_number", "07700 900456", "🤷", String(repeating: "a ", count: 3000),
        ]
        let tags = Outcome.allCases.map { $0.rawValue.uppercased() } + ["", "NONSENSE", "DO_NOT_CONTACT"]
        for _ in 0..<3000 {
            var report = base
            let tag = tags.randomElement(using: &random) ?? ""
            report.opinion = CallOpinion(disposition: tag)
            report.durationSeconds = Int.random(in: -5...400, using: &random)
            report.answeredBy = [nil, .human, .voicemail, .unknown, .noAnswer].randomElement(using: &random) ?? nil
            report.turns.shuffle(using: &random)
            report.turns.removeLast(Int.random(in: 0...report.turns.count, using: &random))
            let answers = AnalysisAnswers(
                texts: (0..<Int.random(in: 0...9, using: &random)).map { _ in
                    words.randomElement(using: &random) ?? nil
                })
            let conclusion = Conclusion.conclude(
                report, answers: answers, offered: offered,
                context: CallContext(number: dialled, identityCheck: .dateOfBirth, placedAt: placedAt))
            #expect((conclusion.outcome == .booked) == (conclusion.acceptedSlot != nil), "seed \(seed)")
            if let slot = conclusion.acceptedSlot { #expect(offered.contains(slot), "seed \(seed)") }
            if answers.stop.value != nil || tag == "DO_NOT_CONTACT" {
                #expect(conclusion.stops.contains(CallStop(.number, .optedOut)), "seed \(seed)")
                #expect(conclusion.outcome != .booked, "seed \(seed)")
            }
            if answers.symptoms == true {
                #expect(conclusion.tasks.contains { $0.priority == .urgent }, "seed \(seed)")
            }
            if conclusion.outcome == .spokeNoResult || conclusion.outcome == .identityNotConfirmed {
                #expect(conclusion.tasks.contains { $0.priority == .today }, "seed \(seed)")
            }
        }
    }
}

// MARK: Reading the table

private let dialled = number("+447700900123")
private let placedAt = LocalTime(day: day("2026-11-23"), second: 10 * 3600 + 15 * 60)
private let offered = [
    OfferedSlot(letter: "a", key: "s1", day: day("2026-11-24"), minute: 630, practitioner: "Dr Shah"),
    OfferedSlot(letter: "b", key: "s2", day: day("2026-11-26"), minute: 900, practitioner: "Dr Lee"),
    OfferedSlot(letter: "c", key: "s3", day: day("2026-11-30"), minute: 555),
]

private func number(_ text: String) -> PhoneNumber {
    guard let number = PhoneNumber(e164: text) else { preconditionFailure("\(text) is no number") }
    return number
}

private func day(_ text: String) -> Day {
    guard let day = Day(iso: text) else { preconditionFailure("\(text) is no date") }
    return day
}

private func loadReport(_ sample: String) throws -> CallReport {
    let json = try #require(JSONValue(bytes: try Fixtures.bland("call-\(sample).json")))
    return try #require(CallReport(json: json))
}

private struct Row {
    var line: String
    var report: CallReport
    var answers: AnalysisAnswers
    var outcome: String
    var follows: Set<String>

    /// The rows of all tables of the file.
    static func all() throws -> [Row] {
        let file = Fixtures.root.appending(path: "Tests/Fixtures/Cases/conclusions.md")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| Report |") }.map { try Row(String($0)) }
    }

    private init(_ line: String) throws {
        self.line = line
        // Before the first bar and behind the last stands nothing.
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map {
            trimmed($0)
        }
        try #require(cells.count == 8, "\(line)")
        report = try loadReport(cells[0])
        if cells[1] != "=" { report.answeredBy = AnsweredBy(word: cells[1]) }
        if cells[2] != "=" { report.durationSeconds = Int(cells[2]) }
        if cells[3] != "=" { report.opinion = cells[3] == "null" ? nil : CallOpinion(disposition: cells[3]) }
        if cells[4] != "=" {
            report.turns =
                cells[4] == "''"
                ? []
                : cells[4].split(separator: "/").map { piece in
                    let text = trimmed(piece)
                    return text.hasPrefix(">") ? CallTurn(.assistant, trimmed(text.dropFirst())) : CallTurn(.user, text)
                }
        }
        let texts = cells[5].isEmpty ? [] : cells[5].split(separator: ";").map { trimmed($0) }
        answers = AnalysisAnswers(texts: texts.map { $0 == "?" ? nil : $0 })
        outcome = cells[6]
        follows = Set(cells[7].split(separator: ",").map { trimmed($0) })
    }

    static func follows(_ conclusion: Conclusion) -> Set<String> {
        var follows: Set<String> = []
        if let slot = conclusion.acceptedSlot { follows.insert("slot \(slot.letter)") }
        if let time = conclusion.callbackAt {
            follows.insert("at \(time.day) \(padded(time.hour, 2)):\(padded(time.minute, 2))")
        }
        follows.formUnion(conclusion.contactChanges.map(\.change.rawValue))
        follows.formUnion(conclusion.stops.map { "stop \($0.scope.rawValue)" })
        follows.formUnion(conclusion.tasks.map(\.priority.rawValue))
        return follows
    }
}

private func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
}
