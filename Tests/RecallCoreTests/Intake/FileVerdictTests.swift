import Testing

@testable import RecallCore
@testable import Tabular

/// What becomes of a file: every rule, alone and against those that come before it.
@Suite struct FileVerdictTests {
    private static let limits = FileVerdict.Limits(mebibytes: 10, rows: 100)
    private static let nothing =
        "No column of this file could be recognised: it holds neither patients nor a diary."
    private static let gone =
        "The last export of this kind told who must not be called (deceased, do_not_contact); this one does not."

    /// A file and what becomes of it. What is not said is as in a file that is simply taken.
    struct Case: CustomTestStringConvertible, Sendable {
        var words: String
        var bytes = 1000
        var rows = 50
        var rejection: String?
        var damage: [Damage] = []
        var isRead = true
        var kind: ExportKind? = .patients
        var fields: [Field?] = [.patientID, .mobilePhone]
        var source = Layout.Source.proposed
        var doubts: [String] = []
        var contradictions: [String] = []
        var history = FileVerdict.History()
        var approval = FileVerdict.Approval.none
        var name = "patients.csv"
        var verdict: FileVerdict

        var testDescription: String { words }
    }

    private static let torn = Damage(kind: .tornRecord, byte: 900, line: 51, record: 50)
    private static let lost = Damage(kind: .replacementCharacter, byte: 20, line: 2, record: 1)
    private static let approved = FileVerdict.Approval.given(problems: [])
    private static let before = FileVerdict.History(safetyFields: [.doNotContact, .deceased])

    static let cases = [
        Case(words: "nothing is wrong", verdict: .accept),
        Case(words: "as large as may be", bytes: 10 << 20, verdict: .accept),
        Case(
            words: "a byte too large", bytes: 10 << 20 | 1,
            verdict: .reject("The file has 10 MiB; at most 10 MiB are read.")),
        Case(
            words: "too large, and known", bytes: 11 << 20, history: .init(isNewest: true),
            verdict: .reject("The file has 11 MiB; at most 10 MiB are read.")),
        Case(words: "the newest once more", history: .init(isNewest: true), verdict: .duplicate),
        Case(
            words: "the newest once more, and no longer usable", rejection: "The file is not text.", isRead: false,
            history: .init(isNewest: true), verdict: .duplicate),
        Case(
            words: "the newest once more, and approved", history: .init(isNewest: true), approval: approved,
            verdict: .duplicate),
        Case(
            words: "no table", rejection: "The file is not text.", isRead: false,
            verdict: .reject("The file is not text.")),
        Case(
            words: "no table, and approved", rejection: "The file is not text.", isRead: false, approval: approved,
            verdict: .reject("The file is not text.")),
        Case(words: "as many rows as may be", rows: 100, verdict: .accept),
        Case(
            words: "a row too many", rows: 101, isRead: false,
            verdict: .reject("The file has 101 rows; at most 100 are read. Export fewer patients at once.")),
        Case(
            words: "no rows, and approved", rows: 0, isRead: false, approval: approved,
            verdict: .reject(
                "The file names its columns and has no rows. Export it again, and check the choice of patients.")),
        Case(words: "of no kind", kind: nil, verdict: .reject(nothing)),
        Case(words: "no column understood", fields: [nil, nil], verdict: .reject(nothing)),
        Case(words: "no column understood, and approved", fields: [nil], approval: approved, verdict: .reject(nothing)),
        Case(words: "doubtful", doubts: ["One.", "Two."], verdict: .hold(["One.", "Two."])),
        Case(words: "doubtful, and approved", doubts: ["One."], approval: approved, verdict: .accept),
        Case(words: "denied by its cells", contradictions: ["No."], verdict: .hold(["No."])),
        Case(words: "doubtful first", doubts: ["One."], contradictions: ["No."], verdict: .hold(["One."])),
        Case(
            words: "approved against its cells", doubts: ["One."], contradictions: ["No."], approval: approved,
            verdict: .hold(["No."])),
        Case(
            words: "approved by a layout that cannot be used", contradictions: ["No."],
            approval: .given(problems: ["Line 3."]), verdict: .hold(["Line 3.", "No."])),
        Case(words: "without what told who must not be called", history: before, verdict: .hold([gone])),
        Case(
            words: "with one of the two", fields: [.patientID, .deceased], history: before,
            verdict: .hold([gone.replacing("deceased, ", with: "")])),
        Case(
            words: "with both", fields: [.patientID, .deceased, .doNotContact], history: before, verdict: .accept),
        Case(words: "without them, as staff approved", history: before, approval: approved, verdict: .accept),
        Case(words: "without them, by a learned layout", source: .learned, history: before, verdict: .accept),
        Case(words: "without them, by a shipped layout", source: .builtIn, history: before, verdict: .hold([gone])),
        Case(
            words: "doubtful, without them, and torn", damage: [torn], doubts: ["One."], history: before,
            verdict: .hold(["One.", gone, torn.sentence])),
        Case(
            words: "without them, of whom it is known who has one", fields: [.patientID, .flagAmd],
            history: .init(
                safetyFields: [.doNotContact, .deceased],
                patients: [.deceased: 1, .doNotContact: 7, .flagGlaucoma: 2, .flagAmd: 3, .patientStatus: 0]),
            verdict: .hold([
                gone,
                "It has no column for deceased (1 patient has one), do_not_contact (7 patients have one), flag_glaucoma"
                    + " (2 patients have one). What earlier exports said of these patients stands until an export that has"
                    + " the column says otherwise.",
            ])),
        Case(
            words: "a conflicting copy", name: "patients (conflicted copy).csv",
            verdict: .hold([ConflictingCopy.reason])),
        Case(
            words: "a conflicting copy of a file that is known", history: .init(names: ["patients.csv"]),
            name: "patients-FRONTDESK.csv", verdict: .hold([ConflictingCopy.reason])),
        Case(
            words: "a conflicting copy that is approved", approval: approved, name: "patients (conflicted copy).csv",
            verdict: .accept),
        Case(words: "a letter lost before it was written", damage: [lost], verdict: .accept),
    ]

    private static func decide(_ one: Case) -> FileVerdict {
        var profile = FileProfile()
        profile.rows = one.rows
        profile.rejection = one.rejection
        profile.damage = one.damage
        let columns = one.fields.enumerated().map { index, field in
            Recognition.Column(
                column: index, header: "c\(index)", field: field, confidence: 1, evidence: "", samples: [])
        }
        let recognition = Recognition(
            kind: one.kind, layout: Recognition.LayoutMatch(name: "l", source: one.source, confidence: 1),
            columns: columns, dateOrder: nil, doubts: one.doubts, fingerprint: "f", hasHeader: true,
            contradictions: one.contradictions)
        return FileVerdict.decide(
            bytes: one.bytes, profile: profile, recognition: one.isRead ? recognition : nil, history: one.history,
            approval: one.approval, name: one.name, limits: limits)
    }

    @Test(arguments: cases)
    func `a file comes to what the table says`(one: Case) {
        #expect(Self.decide(one) == one.verdict)
    }

    @Test func `the words of a verdict are those that inspect prints, and its reasons are told`() {
        let table: [(FileVerdict, FileVerdict.Word, [String])] = [
            (.accept, .accept, []), (.hold(["a", "b"]), .review, ["a", "b"]), (.reject("c"), .reject, ["c"]),
            (.duplicate, .duplicate, [FileVerdict.saidAgain]),
        ]
        for (verdict, word, reasons) in table {
            #expect(verdict.word == word)
            #expect(verdict.reasons == reasons)
        }
    }

    @Test(arguments: [
        (9, [Damage.Kind](), false), (9, [.tornRecord], true), (9, [.tornRecord, .nul], true), (9, [.nul], true),
        (9, [.unclosedQuote], false), (9, [.replacementCharacter], false), (9, [.overlongRecord], false), (0, [], true),
        (1, [], false),
    ])
    func `only what a copy that goes on would mend is waited for`(bytes: Int, damage: [Damage.Kind], isWaitedFor: Bool)
    {
        var profile = FileProfile()
        profile.damage = damage.map { Damage(kind: $0, byte: 1, line: 1, record: 0) }
        #expect(FileVerdict.isUnfinished(bytes: bytes, profile: profile) == isWaitedFor)
        #expect(FileVerdict.isUnfinished(bytes: bytes) == (bytes == 0))
    }
}
