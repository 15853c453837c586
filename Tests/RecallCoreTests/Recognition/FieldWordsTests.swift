import Foundation
import RecallTestSupport
import Tabular
import Testing

@testable import RecallCore

/// Exports that were misread in the field, by their words: preferences that refuse, columns that are about something else.
@Suite struct FieldWordsTests {
    private static let today = Day(iso: "2026-11-23")!

    private func recognise(_ headers: [String], _ rows: [[String]]) -> Recognition {
        var recogniser = Recogniser(
            header: headers, columns: headers.count, today: Self.today, fileName: "export.csv")
        for row in rows { recogniser.add(row) }
        return recogniser.finish()
    }

    private func file(_ name: String) throws -> (recognition: Recognition, rows: [[String]]) {
        let url = Fixtures.root.appending(path: "Tests/Fixtures/Field/\(name)")
        let text = try String(contentsOf: url, encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        return (recognise(rows[0], Array(rows.dropFirst())), Array(rows.dropFirst()))
    }

    private func facts(_ recognition: Recognition, _ rows: [[String]]) -> [PatientFacts] {
        let reader = RowReader(recognition, today: Self.today, zone: .london)
        return rows.enumerated().map { index, row in
            PatientFacts(row: reader.read(row: index, line: index + 2, cells: row))
        }
    }

    /// A list of patients with one more column.
    private func list(_ header: String, _ cells: [String]) -> (recognition: Recognition, facts: [PatientFacts]) {
        let names = ["Whitfield", "Okafor", "Pettigrew", "Marlow", "Shah", "Young", "Rees", "Fields"]
        let rows = (0..<16).map { row in
            [
                "\(4000 + row * 3)", names[row % 8], row % 2 == 0 ? "Alan" : "Mary", "\(row + 1)/04/19\(40 + row)",
                "07700 9001\(10 + row)", "\(row + 1)/03/2024", "\(row + 1)/03/2026", cells[row % cells.count],
            ]
        }
        let recognition = recognise(
            ["Ref", "Surname", "Forename", "DOB", "Mobile", "Last Test", "Recall Due", header], rows)
        return (recognition, facts(recognition, Array(rows.prefix(cells.count))))
    }

    private func isStopped(_ facts: PatientFacts) -> Bool {
        facts.doNotContact || facts.reminderSuppressed || facts.telephoneConsent == false
            || facts.automatedConsent == false || facts.subjects.contains(.refusal) || facts.subjects.contains(.noCalls)
    }

    // MARK: Files of the field

    @Test func `refusals in a column of preferences stop whom they are of`() throws {
        let (recognition, rows) = try file("refused-in-words.csv")
        #expect(FileVerdict.ofColumns(recognition) == .accept)
        #expect(facts(recognition, rows).map(isStopped) == [true, false, true, true])
    }

    @Test func `a medical record number is the patient's number`() throws {
        let (recognition, _) = try file("number-names.csv")
        #expect(recognition.columns.first?.field == .patientID)
        #expect(FileVerdict.ofColumns(recognition) == .accept)
    }

    @Test func `payments, memberships and serial numbers are neither tests nor recalls`() throws {
        let (recognition, _) = try file("other-dates.csv")
        let fields = Set(recognition.columns.compactMap(\.field))
        #expect(fields.isDisjoint(with: [.lastExamDate, .nextRecallDate, .nextReminderDate, .recallIntervalMonths]))
        #expect(FileVerdict.ofColumns(recognition) != .accept)
    }

    @Test(arguments: [
        "Membership Expiry", "Payment Due", "Last Payment", "Last Dispense", "Collection Due", "Warranty Expiry",
        "Next Payment", "Card Expiry", "Renewal Due", "Last Delivery", "Glasses Due", "Subscription Expiry",
        "Exemption Expiry", "Last Repair", "Contract Due Date", "Last Statement Date",
    ])
    func `a date of something else is never a test or a recall`(header: String) {
        let (recognition, _) = list(header, ["14/03/2026", "01/02/2027", "05/02/2026", "02/10/2026"])
        let field = recognition.columns.last?.field
        #expect(![.lastExamDate, .nextRecallDate, .nextReminderDate].contains(field), "\(header)")
        #expect(recognition.columns[5].field == .lastExamDate && recognition.columns[6].field == .nextRecallDate)
    }

    @Test(arguments: ["Recall ID", "Recall Ref", "Interval Code ID", "Recall Batch"])
    func `a number of something is no interval`(header: String) {
        let (recognition, _) = list(header, ["6", "12", "24", "3"])
        #expect(recognition.columns.last?.field != .recallIntervalMonths)
    }

    // MARK: Stops in any words and any column

    /// The header, a cell that stops, and one that does not.
    private static let stops: [(String, String, String)] = [
        ("Allow Voice Message", "No", "Yes"), ("hipaa_voice", "NO", "YES"), ("Phone OK", "N", "Y"),
        ("May We Phone", "no", "yes"),
        ("Ring OK", "N", "Y"), ("Telephone Consent", "N", "Y"), ("Recall Blocked", "Yes", "No"),
        ("Reminders Off", "Y", "N"),
        ("Reminders Allowed", "No", "Yes"), ("Recall Allowed", "N", "Y"), ("OK to Call", "No", "Yes"),
        ("Restricted", "Y", "N"), ("Contact Blocked", "Yes", "No"), ("Contact Preference", "Post only", "Phone"),
        ("Contact Method", "DoNotCall", "SMS"), ("Preferred Contact", "No contact", "Mobile"),
        ("Contact By", "Letter only", "Letter"),
        ("Comms Preference", "do not allow", "any"), ("Recall Type", "Do not call", "Sight test"),
        ("Flags", "Restricted", "VDU"),
        ("Notes", "do not phone", "VDU user"), ("Misc", "DO NOT CALL", "likes tea"),
        ("Category", "No contact", "Adult"),
        ("Contact Flag", "Do not call", "Phone"), ("Recall Suspended", "Y", "N"),
        ("Contact Permissions", "Email only", "All"), ("Accepts Calls", "No", "Yes"), ("Block Recall", "Y", "N"),
        ("Reminders Enabled", "No", "Yes"), ("Communication Channel", "SMS only", "SMS"),
        ("GDPR Status", "No contact", "Agreed"),
    ]

    @Test func `a refusal stops in whatever words and column it stands, or the file is held`() {
        for (header, stop, go) in Self.stops {
            let (recognition, facts) = list(header, [go, go, stop, go])
            let verdict = FileVerdict.ofColumns(recognition)
            guard verdict == .accept else { continue }
            #expect(facts.map(isStopped) == [false, false, true, false], "\(header): \(stop)")
        }
        // Those that are plain are taken, not held.
        let held = Self.stops.filter {
            FileVerdict.ofColumns(list($0.0, [$0.2, $0.2, $0.1, $0.2]).recognition) != .accept
        }
        #expect(
            held.map(\.0).isEmpty,
            "\(held.map { FileVerdict.ofColumns(list($0.0, [$0.2, $0.2, $0.1, $0.2]).recognition).reasons })")
    }

    @Test(arguments: [
        ("Contact Flag", ["7", "8", "7", "9"]), ("Comms Preference Code", ["A1", "B2", "A1", "A1"]),
        ("Contact Preference", ["X1", "X2", "X1", "X1"]), ("Call Status", ["Y", "N", "N", "N"]),
        ("Contact Status", ["Blue", "Green", "Blue", "Blue"]), ("Voice Pref", ["2", "1", "2", "2"]),
    ])
    func `a column that may be a stop and is not understood holds the file`(header: String, cells: [String]) {
        let (recognition, _) = list(header, cells)
        let verdict = FileVerdict.ofColumns(recognition)
        #expect(verdict != .accept && verdict.reasons.contains { $0.contains(header) }, "\(verdict)")
    }

    @Test func `single cells that are not understood hold their patients`() {
        let (recognition, facts) = list(
            "Contact Preference", ["Phone", "SMS", "Ask daughter", "Phone", "Email", "Any"])
        #expect(FileVerdict.ofColumns(recognition) == .accept)
        #expect(facts.map { $0.subjects.contains(.unreadStop) } == [false, false, true, false, false, false])
        #expect(!facts.contains(where: isStopped))
    }

    @Test(arguments: [
        ("Preferred Practitioner", ["Dr A Shah", "Ms B Grant"]), ("Contact Lens Type", ["Monthly", "Daily"]),
        ("Contact Name", ["Mary Jones", "Bob Hope"]), ("Preferred Name", ["Bob", "Molly"]),
        ("Phone Type", ["iPhone", "Android"]),
        ("Preferred Branch", ["Leeds", "York"]), ("Photo Consent", ["Verbal", "Signed"]),
        ("Hobbies", ["Golf", "Reading"]),
        ("Frame Colour", ["Restricted blue", "Black"]), ("Preferred Store", ["Leeds", "York"]),
        ("Call Centre", ["North", "South"]),
        ("Lens Coating", ["None", "AR"]), ("Occupation", ["Solicitor", "Driver"]),
    ])
    func `what is plainly harmless neither stops nor holds anybody`(header: String, cells: [String]) {
        let (recognition, facts) = list(header, cells)
        #expect(FileVerdict.ofColumns(recognition) == .accept, "\(FileVerdict.ofColumns(recognition).reasons)")
        for one in facts {
            #expect(!isStopped(one) && one.subjects.isDisjoint([.unreadStop, .deathUnclear, .complaint]), "\(header)")
        }
    }

    @Test func `a yes to messages that a machine may leave is no consent to automated calls`() {
        let (_, facts) = list("Allow Voice Message", ["Yes", "No"])
        #expect(facts.allSatisfy { $0.automatedConsent == nil })
    }

    @Test func `a column of preferred times narrows the hours`() {
        let (recognition, facts) = list(
            "Best Time To Call", ["Mornings", "after 5", "Any", "When kids asleep", "9-5", "AM"])
        #expect(FileVerdict.ofColumns(recognition) == .accept)
        #expect(facts.map { $0.timeWishes != nil } == [true, true, false, false, true, true])
        #expect(facts.map { $0.subjects.contains(.unreadStop) } == [false, false, false, true, false, false])
    }

    @Test func `a word about death in a column of no known meaning holds, for it does not say whose`() {
        let (_, facts) = list("Misc", ["likes tea", "deceased", "VDU", "plays golf"])
        #expect(facts.map { $0.subjects.contains(.deathUnclear) } == [false, true, false, false])
        let (_, kin) = list("Next of Kin Status", ["alive", "deceased", "alive", "abroad"])
        #expect(!kin.contains { $0.subjects.contains(.deathUnclear) || $0.deceased != nil })
    }
}

extension SubjectSet {
    fileprivate func isDisjoint(_ subjects: [Subject]) -> Bool { !subjects.contains(where: contains) }
}
