import Bland
import RecallCore
import RecallTestSupport
import Testing

/// The table of conclusions: what the provider says of a call, and what recalld makes of it.
///
/// Each row starts from one of the provider's sample reports and changes what its columns name; `=` keeps the sample's.
///
/// - `sample`: the report.
/// - `who`: who the provider believes answered; `null` for nobody knows.
/// - `s`: the length in seconds.
/// - `tag`: the disposition.
/// - `said`: the turns, one after another with `/` between them; `>` marks the assistant's, all others are of whoever
///   answered. `''` is silence.
/// - `answers`: the seven answers with `;` between them: right person, slot, call-back, stop, circumstance, new number,
///   symptoms. `?` is null; nothing at all means that nobody was asked.
/// - `outcome` and `follows`: the result, the slot or time, changes of contact, and the priorities of tasks.
///
/// Offered: `a` Tuesday 24 November at 10:30 with Dr Shah, `b` Thursday 26 November at 15:00 with Dr Lee, `c` Monday 30
/// November at 09:15. The call was placed on Monday 23 November 2026 at 10:15; a date of birth is asked for.
private let table = """
    sample                      | who       | s  | tag              | said | answers | outcome | follows

    # Nobody was reached
    no-answer                   | =         | =  | =                | = |  | no_answer |
    no-answer                   | null      | =  | null             | = |  | no_answer |
    busy                        | =         | =  | =                | = |  | busy |
    busy                        | busy      | =  | null             | = |  | busy |
    failed                      | =         | =  | =                | = |  | number_refused | stop number
    canceled                    | =         | =  | =                | = |  | failed |
    failed-spam-blocked-but-completed | =   | =  | =                | = |  | failed |
    failed-spam-blocked-but-completed | human | = | BOOKED          | = |  | failed |
    pre-queue-error             | =         | =  | =                | = |  | failed |
    completed-human-with-analysis | human   | 3  | null             | '' |  | no_answer |
    completed-human-with-analysis | human   | 8  | NO_CONTACT_MADE  | Hello? |  | no_answer |
    completed-human-with-analysis | human   | 34 | NO_CONTACT_MADE  | Hello? / Hello, who is this? |  | no_answer |
    completed-human-with-analysis | unknown | 12 | null             | Hi there | ?;?;?;?;?;?;? | no_answer |

    # Machines, whatever they are called
    voicemail                   | =         | =  | =                | = |  | voicemail |
    voicemail                   | voicemail | 31 | BOOKED           | = |  | voicemail |
    voicemail-mislabelled-human | =         | =  | =                | = |  | voicemail |
    voicemail-mislabelled-human | human     | 40 | BOOKED           | = | ?;a;none;none;none;none;false | voicemail |
    voicemail-mislabelled-human | null      | 22 | DECLINED         | = |  | voicemail |
    voicemail                   | voicemail | 25 | null             | Ada Palmer |  | voicemail |
    voicemail                   | unknown   | 25 | null             | The person you are calling is not available / Please leave your message |  | voicemail |
    completed-human-with-analysis | human   | 50 | BOOKED           | You can't just leave a message, can you / Yes it is / 14 March / Tuesday then | true;a;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | human   | 50 | null             | You can't just leave a message, can you / What is it / Go on / I see |  | spoke_no_result | today

    # Booked: only a slot that was offered, by a person who was confirmed
    completed-human-with-analysis | =       | =  | =                | = | true;a;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | null    | =  | =                | = | true;a;none;none;none;none;false | booked | slot a
    completed-answered-by-null  | =         | =  | =                | = | true;a;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | unknown | =  | null             | = | yes;B;none;none;none;none;no | booked | slot b
    completed-human-with-analysis | =       | =  | =                | = | true;slot_c;null;null;null;null;null | booked | slot c
    completed-human-with-analysis | =       | =  | =                | = | true;Tuesday 24 November at 10:30;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | =       | =  | =                | = | true;a, Tuesday 24 November at 10:30 with Dr Shah;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | voicemail | = | =               | = | true;a;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | =       | =  | =                | = | true;d;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | =                | = | true;a or b;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | =                | = | true;Friday at 4;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | DECLINED         | = | true;a;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | =                | = | true;none;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | VOICEMAIL        | = | true;a;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | =                | = | true;a;tomorrow;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | =                | = | false;a;none;none;none;none;false | identity_not_confirmed | today
    completed-human-with-analysis | =       | 12 | =                | = | true;a;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | BOOKED           | Yes, speaking. / I'm not interested, thank you. | true;a;none;none;none;none;false | spoke_no_result | today

    # The answers say nothing: the disposition, the talk and the length decide
    completed-human-no-analysis | =         | =  | =                | = |  | spoke_no_result | today
    completed-human-no-analysis | =         | =  | =                | Yes, speaking. / 14 March / > We have Tuesday the 24th at half past ten. / That's fine. / > Tuesday 24 November at 10:30 it is. | ?;?;?;?;?;?;? | booked | slot a
    completed-human-no-analysis | =         | =  | =                | Yes, speaking. / 14 March / That's fine. / > Lovely, goodbye. |  | spoke_no_result | today
    completed-answered-by-null  | =         | =  | =                | = | ?;?;?;?;?;?;? | spoke_no_result | today
    completed-human-no-analysis | =         | =  | null             | = | null;null;null;null;null;null;null | spoke_no_result | today
    completed-human-no-analysis | =         | =  | DECLINED         | Yes, speaking. / No, I'm not interested. |  | declined |
    completed-human-no-analysis | =         | =  | DECLINED         | Yes, speaking. / Perhaps. |  | spoke_no_result | today
    completed-human-no-analysis | =         | =  | CALLBACK_REQUESTED | I'm driving, ring me back tomorrow after four |  | callback_requested | at 2026-11-24 16:00
    completed-human-no-analysis | =         | =  | WHATEVER         | What do you want then | nonsense;maybe;?;perhaps;?;?;eh | spoke_no_result | today

    # Identity
    completed-human-with-analysis | =       | =  | IDENTITY_NOT_CONFIRMED | What is this about then | false;none;none;none;none;none;false | identity_not_confirmed | today
    completed-human-with-analysis | =       | =  | IDENTITY_NOT_CONFIRMED | She is at the shops | ?;?;?;?;?;?;? | identity_not_confirmed | today
    completed-human-with-analysis | =       | =  | IDENTITY_NOT_CONFIRMED | = | true;none;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | null             | She is at the shops | false;none;none;none;none;none;false | identity_not_confirmed | today
    completed-human-with-analysis | =       | =  | DECLINED         | She won't want that | false;none;none;none;none;none;false | identity_not_confirmed | today

    # Call-backs
    completed-human-with-analysis | =       | =  | CALLBACK_REQUESTED | I can't talk now | true;none;tomorrow after four;none;none;none;false | callback_requested | at 2026-11-24 16:00
    completed-human-with-analysis | =       | =  | null             | I can't talk now | true;none;Thursday at 2pm;none;none;none;false | callback_requested | at 2026-11-26 14:00
    completed-human-with-analysis | =       | =  | CALL_BACK_SCHEDULED | I can't talk now | true;none;in an hour;none;none;none;false | callback_requested | at 2026-11-23 11:15
    completed-human-with-analysis | =       | =  | CALLBACK_REQUESTED | I can't talk now | true;none;when the cows come home;none;none;none;false | callback_requested | today
    completed-human-with-analysis | =       | =  | CALLBACK_REQUESTED | I can't talk now | true;none;yes;none;none;none;false | callback_requested |
    completed-human-with-analysis | =       | =  | CALLBACK_REQUESTED | She's at work, try after six | false;none;after six;none;none;none;false | callback_requested | at 2026-11-23 18:00
    completed-human-with-analysis | =       | 11 | CALLBACK_REQUESTED | I'm driving, call me later | ?;?;?;?;?;?;? | callback_requested |
    completed-human-with-analysis | =       | =  | CALLBACK_REQUESTED | I'd like to speak to a person | true;none;yes;none;none;none;false | callback_requested | today

    # Seen elsewhere, declined, transferred
    completed-human-with-analysis | =       | =  | SEEN_ELSEWHERE   | I went to Boots last month | true;none;none;none;seen_elsewhere;none;false | seen_elsewhere |
    completed-human-with-analysis | =       | =  | DECLINED         | No thank you | true;none;none;none;none;none;false | declined |
    completed-human-with-analysis | =       | =  | TRANSFERRED      | Put me through please | true;none;none;none;none;none;false | spoke_no_result | today

    # A wish to stop counts from any source
    completed-human-with-analysis | =       | =  | OPTED_OUT        | I've had enough of this | true;none;none;ai_calls;none;none;false | opted_out | opted_out_ai_calls, stop patient, stop number
    completed-human-with-analysis | =       | =  | null             | I've had enough of this | true;none;none;phone;none;none;false | opted_out | opted_out_phone, stop patient, stop number
    completed-human-with-analysis | =       | =  | null             | I've had enough of this | true;none;none;recalls;none;none;false | opted_out | opted_out_recalls, stop patient, stop number
    completed-human-with-analysis | =       | =  | DO_NOT_CONTACT   | I've had enough of this | true;none;none;none;none;none;false | opted_out | opted_out_phone, stop patient, stop number
    completed-human-with-analysis | =       | =  | null             | Stop calling me! | true;none;none;none;none;none;false | opted_out | opted_out_phone, stop patient, stop number
    completed-human-with-analysis | =       | 6  | null             | Don't ever call this number again | | opted_out | opted_out_phone, stop patient, stop number
    completed-human-with-analysis | =       | =  | null             | Take me off your list | ?;?;?;?;?;?;? | opted_out | opted_out_recalls, stop patient, stop number
    completed-human-with-analysis | =       | =  | null             | No more robots please | ?;?;?;?;?;?;? | opted_out | opted_out_ai_calls, stop patient, stop number
    completed-human-with-analysis | =       | =  | BOOKED           | = | true;a;none;phone;none;none;false | opted_out | opted_out_phone, stop patient, stop number, today
    voicemail                   | =         | =  | OPTED_OUT        | = |  | opted_out | opted_out_phone, stop patient, stop number
    no-answer                   | =         | =  | =                | = | ?;?;?;phone;?;?;? | opted_out | opted_out_phone, stop patient, stop number

    # Wrong number, moved, died
    completed-human-with-analysis | =       | =  | WRONG_NUMBER     | You've got the wrong number | false;none;none;none;wrong_number;none;false | wrong_number | phone_wrong, stop patientOnNumber, soon
    completed-human-with-analysis | =       | 7  | null             | Sorry, wrong number | | wrong_number | phone_wrong, stop patientOnNumber, soon
    completed-human-with-analysis | =       | =  | WRONG_NUMBER     | Nobody of that name here | ?;?;?;?;?;?;? | wrong_number | phone_wrong, stop patientOnNumber, soon
    completed-human-with-analysis | =       | =  | DECEASED_REPORTED | My wife passed away in May | false;none;none;none;deceased;none;false | deceased_reported | deceased_reported, stop patient, soon
    completed-human-with-analysis | =       | 15 | null             | She's dead, I'm afraid | ?;?;?;?;?;?;? | deceased_reported | deceased_reported, stop patient, soon
    completed-human-with-analysis | =       | =  | BOOKED           | Yes, it's me, my husband passed away / Tuesday is fine | true;a;none;none;none;none;false | booked | slot a
    completed-human-with-analysis | =       | =  | BOOKED           | = | true;a;none;none;deceased;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | MOVED_AWAY       | We've moved to Cornwall | true;none;none;none;moved_away;none;false | moved_away | moved_away, stop patient, soon
    completed-human-with-analysis | =       | =  | WRONG_NUMBER     | Yes, speaking. / Go on then | true;none;none;none;none;none;false | spoke_no_result | today
    completed-human-with-analysis | =       | =  | WRONG_NUMBER     | Stop calling, it's the wrong number | false;none;none;phone;wrong_number;none;false | wrong_number | opted_out_phone, phone_wrong, stop patient, stop number, stop patientOnNumber, soon

    # A new number is a proposal, symptoms are a task at once
    completed-human-with-analysis | =       | =  | =                | = | true;a;none;none;none;07700 900456;false | booked | slot a, phone_new
    completed-human-with-analysis | =       | =  | =                | = | true;a;none;none;none;oh double seven double oh nine double oh four five six;false | booked | slot a, phone_new
    completed-human-with-analysis | =       | =  | =                | = | true;a;none;none;none;something with a seven;false | booked | slot a, soon
    completed-human-with-analysis | =       | =  | =                | = | true;a;none;none;none;none;true | booked | slot a, urgent
    completed-human-with-analysis | =       | =  | null             | I've been seeing flashes since Sunday | true;none;none;none;none;none;false | spoke_no_result | urgent, today
    completed-human-with-analysis | =       | 14 | null             | I've lost my sight | ?;?;?;?;?;?;? | spoke_no_result | urgent, today
    completed-human-with-analysis | =       | =  | null             | She can't see anything | false;none;none;none;none;none;true | identity_not_confirmed | urgent, today
    """

@Suite struct ConclusionTableTests {
    @Test func `every row of the table comes to its outcome and what follows`() throws {
        let rows = try Row.all(table)
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
        for row in try Row.all(table) {
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
            report.dispositionTag = tags.randomElement(using: &random)
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
            if answers.stop.value != nil || report.dispositionTag == "DO_NOT_CONTACT" {
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

    static func all(_ table: String) throws -> [Row] {
        try table.split(separator: "\n").dropFirst().filter { !$0.hasPrefix("#") }.map { try Row(String($0)) }
    }

    private init(_ line: String) throws {
        self.line = line
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { trimmed($0) }
        try #require(cells.count == 8, "\(line)")
        report = try loadReport(cells[0])
        if cells[1] != "=" { report.answeredBy = AnsweredBy(word: cells[1]) }
        if cells[2] != "=" { report.durationSeconds = Int(cells[2]) }
        if cells[3] != "=" { report.dispositionTag = cells[3] == "null" ? nil : cells[3] }
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
