import Testing

@testable import RecallCore

/// What an export leaves standing of what an earlier one said.
@Suite struct ExportStatementTests {
    /// Two exports of one patient, as headers with what they were taken for and the cells under them, and which cells of
    /// the earlier one stand.
    struct Case: CustomTestStringConvertible, Sendable {
        var words: String
        var earlier: [(header: String, field: Field, text: String)]
        var new: [(header: String, field: Field, text: String)]
        /// The headers of the cells that stand.
        var stands: [String]

        var testDescription: String { words }
    }

    private static let stops: [Field] = [
        .deceased, .doNotContact, .reminderSuppressed, .patientStatus, .preferredContactMethod,
    ]
    private static let clinical: [Field] = [
        .flagDiabetes, .flagGlaucoma, .flagAmd, .riskLevel, .clWearer, .clinicalNotesFreetext, .consentRecallPhone,
    ]
    private static let others: [Field] = [
        .dateOfBirth, .lastExamDate, .nextRecallDate, .recallIntervalMonths, .mobilePhone, .postcode, .guardianContact,
        .clSpecExpiryDate, .nextAppointmentDate, .lastVisitDate, .practitioner, .lastName,
    ]

    private static let unsaidWhereBlank: [Field] = [.patientStatus, .preferredContactMethod, .dateOfBirth]

    static let cases: [Case] =
        (stops + clinical + others).map { field in
            Case(
                words: "\(field.rawValue) without a column", earlier: [("C", field, "Y")],
                new: [("Patient ID", .patientID, "1")], stands: ["C"])
        }
        + (stops + others).filter { !unsaidWhereBlank.contains($0) }.map { field in
            Case(
                words: "\(field.rawValue), blank", earlier: [("C", field, "Y")], new: [("C", field, "")], stands: [])
        }
        + (clinical + unsaidWhereBlank).map { field in
            Case(
                words: "\(field.rawValue), blank", earlier: [("C", field, "Y")], new: [("C", field, "")], stands: ["C"])
        }
        + (stops + clinical).map { field in
            Case(
                words: "\(field.rawValue), otherwise", earlier: [("C", field, "Y")], new: [("C", field, "N")],
                stands: [])
        } + [
            Case(
                words: "a condition that is not known", earlier: [("Glaucoma", .flagGlaucoma, "Y")],
                new: [("Glaucoma", .flagGlaucoma, "?")], stands: ["Glaucoma"]),
            Case(
                words: "a refusal of which nothing is known", earlier: [("Consent", .consentRecallPhone, "N")],
                new: [("Consent", .consentRecallPhone, "Unknown")], stands: ["Consent"]),
            Case(
                words: "a consent of which nothing is known", earlier: [("Consent", .consentRecallPhone, "Y")],
                new: [("Consent", .consentRecallPhone, "Unknown")], stands: []),
            Case(
                words: "consent to automated calls is another than that to calls",
                earlier: [("AI calls", .consentRecallPhone, "N")], new: [("Phone", .consentRecallPhone, "Y")],
                stands: ["AI calls"]),
            Case(
                words: "the telephone preference service is no stop of the practice",
                earlier: [("Do not contact", .doNotContact, "Y")], new: [("TPS", .doNotContact, "N")],
                stands: ["Do not contact"]),
            Case(
                words: "another condition in a column of the same sort",
                earlier: [("Keratoconus", .flagOtherClinical, "Y")], new: [("Cataract", .flagOtherClinical, "N")],
                stands: ["Keratoconus"]),
            Case(
                words: "the same matter under another name", earlier: [("Deceased", .deceased, "Y")],
                new: [("RIP", .deceased, "N")], stands: []),
            Case(
                words: "the same matter under another name, blank", earlier: [("Deceased", .deceased, "Y")],
                new: [("Deceased Date", .deceased, "")], stands: ["Deceased"]),
            Case(
                words: "other notes", earlier: [("Notes", .clinicalNotesFreetext, "Do not phone")],
                new: [("Comments", .clinicalNotesFreetext, "varifocals")], stands: ["Notes"]),
            Case(
                words: "a status of another sort", earlier: [("Patient Status", .patientStatus, "Deceased")],
                new: [("Status", .patientStatus, "NHS")], stands: ["Patient Status"]),
            Case(
                words: "a status under another name", earlier: [("Patient Status", .patientStatus, "Archived")],
                new: [("Status", .patientStatus, "Active")], stands: []),
            Case(
                words: "a channel that is no call", earlier: [("Contact", .preferredContactMethod, "Letter only")],
                new: [("Recall by", .preferredContactMethod, "SMS")], stands: ["Contact"]),
            Case(
                words: "a channel that is a call", earlier: [("Contact", .preferredContactMethod, "Letter only")],
                new: [("Recall by", .preferredContactMethod, "Phone")], stands: []),
            Case(
                words: "a date of birth that cannot be read", earlier: [("DOB", .dateOfBirth, "01/02/2015")],
                new: [("DOB", .dateOfBirth, "########")], stands: ["DOB"]),
            Case(
                words: "one of two columns for one matter",
                earlier: [("Do not call", .doNotContact, ""), ("No contact", .doNotContact, "Y")],
                new: [("Do not call", .doNotContact, "N")], stands: ["No contact"]),
            Case(
                words: "both under other names",
                earlier: [("Do not call", .doNotContact, "Y"), ("No contact", .doNotContact, "Y")],
                new: [("DNC", .doNotContact, "N"), ("Do not ring", .doNotContact, "N")], stands: []),
            Case(
                words: "both under names that ask for something else",
                earlier: [("Do not call", .doNotContact, "Y"), ("No contact", .doNotContact, "Y")],
                new: [("Ex directory", .doNotContact, "N"), ("Confidential", .doNotContact, "N")],
                stands: ["Do not call", "No contact"]),
            Case(
                words: "a death, and a status that says nothing of it",
                earlier: [("Status", .patientStatus, "Deceased")], new: [("Status", .patientStatus, "NHS")],
                stands: ["Status"]),
            Case(
                words: "a death, and a dash", earlier: [("Status", .patientStatus, "Deceased")],
                new: [("Status", .patientStatus, "-")], stands: ["Status"]),
            Case(
                words: "a death, and a living status", earlier: [("Status", .patientStatus, "Deceased")],
                new: [("Status", .patientStatus, "Active")], stands: []),
            Case(
                words: "a refusal in notes, and a formula that found nothing",
                earlier: [("Notes", .clinicalNotesFreetext, "do not call")],
                new: [("Notes", .clinicalNotesFreetext, "#REF!")], stands: ["Notes"]),
            Case(
                words: "a refusal in notes, and other notes",
                earlier: [("Notes", .clinicalNotesFreetext, "do not call")],
                new: [("Notes", .clinicalNotesFreetext, "happy to be called")], stands: []),
            Case(
                words: "a stop turned round, and a blank", earlier: [("On Recall", .reminderSuppressed, "N")],
                new: [("On Recall", .reminderSuppressed, "")], stands: ["On Recall"]),
            Case(
                words: "a stop turned round, and words", earlier: [("On Recall", .reminderSuppressed, "N")],
                new: [("On Recall", .reminderSuppressed, "14/03/2026")], stands: ["On Recall"]),
            Case(
                words: "words of a death in an address, and a blank", earlier: [("Address", .addressLine1, "Deceased")],
                new: [("Address", .addressLine1, "")], stands: ["Address"]),
            Case(
                words: "alerts beside notes",
                earlier: [("Notes", .clinicalNotesFreetext, "x"), ("Alerts", .clinicalNotesFreetext, "do not call")],
                new: [("Notes", .clinicalNotesFreetext, "y")], stands: ["Alerts"]),
            Case(
                words: "the whole name in one column",
                earlier: [("Forename", .firstName, "Ann"), ("Surname", .lastName, "Watt"), ("Title", .title, "Mrs")],
                new: [("Name", .fullName, "Mrs Ann West")], stands: []),
            Case(
                words: "a name without its title", earlier: [("Title", .title, "Mrs"), ("Name", .lastName, "Watt")],
                new: [("Name", .lastName, "West")], stands: ["Title"]),
            Case(
                words: "a telephone of no kind", earlier: [("Mobile", .mobilePhone, "07700 900123")],
                new: [("Phone", .phoneUnspecified, "07700 900124")], stands: []),
            Case(
                words: "a mobile and no column for the home", earlier: [("Home", .homePhone, "0113 496 0123")],
                new: [("Mobile", .mobilePhone, "07700 900124")], stands: ["Home"]),
            Case(
                words: "a check of lenses of a system that writes one row a recall",
                earlier: [("Last", .lastClCheckDate, "01/02/2025")], new: [("Last", .lastExamDate, "01/02/2026")],
                stands: []),
            Case(
                words: "a stop whose column is used for nothing now", earlier: [("Deceased", .deceased, "Y")],
                new: [("Deceased", .email, "")], stands: ["Deceased"]),
        ]

    private static func columns(_ cells: [(header: String, field: Field, text: String)]) -> [ExportColumn] {
        cells.enumerated().map { ExportColumn(column: $0.offset, field: $0.element.field, header: $0.element.header) }
    }

    private static func row(_ cells: [(header: String, field: Field, text: String)]) -> ReadRow {
        ReadRow(
            row: 0, line: 2,
            cells: cells.enumerated().filter { !$0.element.text.isEmpty }.map {
                Cell(column: $0.offset, field: $0.element.field, header: $0.element.header, text: $0.element.text)
            })
    }

    @Test(arguments: cases) func `what stands is as the table says`(one: Case) {
        var statement = ExportStatement(columns: Self.columns(one.new), after: Self.columns(one.earlier))
        let new = Self.row(one.new)
        let kept = statement.kept(by: new, earlier: Self.row(one.earlier), of: 7, kept: [])
        #expect(kept.map(\.cell.header) == one.stands)
        #expect(kept.allSatisfy { $0.export == 7 })
        // What stood before stands on by the same rule, as the word of the export that said it.
        let again = statement.kept(by: new, earlier: ReadRow(row: 0, line: 2), of: 8, kept: kept)
        #expect(again == kept)
    }

    @Test func `the facts are those of both rows, and each kept date is the one that was read then`() throws {
        let born = try #require(Day(iso: "1950-05-04"))
        let tested = try #require(Day(iso: "2024-03-01"))
        var earlier = Self.row([
            ("DOB", .dateOfBirth, "04/05/1950"), ("Last", .lastExamDate, "01/03/2024"), ("Dead", .deceased, "Y"),
            ("Glaucoma", .flagGlaucoma, "Y"), ("Mobile", .mobilePhone, "07700 900123"), ("Title", .title, "Mrs"),
        ])
        earlier.dates = [.dateOfBirth: born, .lastExamDate: tested]
        let columns = earlier.cells.map { ExportColumn(column: $0.column, field: $0.field, header: $0.header) }
        let new = Self.row([("Surname", .lastName, "Watt"), ("Diabetes", .flagDiabetes, "Y")])
        var statement = ExportStatement(
            columns: new.cells.map {
                ExportColumn(column: $0.column, field: $0.field, header: $0.header)
            }, after: columns)
        var memo = RowMemo()
        let patient = ImportedPatient(patientID: "1", read: new, facts: PatientFacts(row: new), cycle: "/")
            .keeping(statement.kept(by: new, earlier: earlier, of: 7, kept: []), memo: &memo)
        #expect(patient.facts.birth == born && patient.facts.lastTest == tested)
        #expect(patient.facts.deceased == .column && patient.facts.hasStop)
        #expect(patient.facts.subjects.contains(.glaucoma) && patient.facts.subjects.contains(.diabetes))
        #expect(patient.facts.numbers.map(\.e164) == ["+447700900123"])
        #expect(patient.facts.name.title == "Mrs" && patient.facts.name.last == "Watt")
        #expect(patient.cycle == "2024-03-01/", "a column that is gone begins no new recall")
        #expect(patient.read == new, "what the export itself says is kept apart")
    }

    @Test func `what tells a stop or a condition is counted by its column`() {
        let row = Self.row([
            ("Dead", .deceased, "Y"), ("DNC", .doNotContact, "N"), ("Status", .patientStatus, "Active"),
            ("Consent", .consentRecallPhone, "No"), ("Glaucoma", .flagGlaucoma, "Y"), ("Diabetes", .flagDiabetes, "N"),
            ("Notes", .clinicalNotesFreetext, "POAG"), ("Risk", .riskLevel, "9"), ("Lenses", .clWearer, "Yes"),
            ("Mobile", .mobilePhone, "07700 900123"),
        ])
        #expect(
            ExportStatement.fieldsThatTell(row)
                == [.deceased, .consentRecallPhone, .flagGlaucoma, .clinicalNotesFreetext, .clWearer])
    }
}
