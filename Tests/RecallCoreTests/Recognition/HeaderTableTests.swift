import RecallTestSupport
import Testing

@testable import RecallCore

/// Headers one by one, in a file that is plain otherwise.
@Suite struct HeaderTableTests {
    private static let today = Day(iso: "2026-11-23")!

    /// How a column is read that stands last in a list of patients.
    private func read(
        _ header: String, beside: [String] = ["Mobile"], _ cell: (Int) -> String
    ) throws -> (column: Recognition.Column, recognition: Recognition) {
        let headers = ["Ref", "Surname", "Forename", "DOB", "Last Test", "Recall Due"] + beside + [header]
        var recogniser = Recogniser(
            header: headers, columns: headers.count, today: Self.today, fileName: "export.csv")
        let names = ["Whitfield", "Okafor", "Pettigrew", "Marlow"]
        for row in 0..<24 {
            let cells =
                ["\(4000 + row * 3)", names[row % 4], row % 2 == 0 ? "Alan" : "Mary"]
                + ["\(row + 1)/04/19\(40 + row)", "\(row + 1)/03/2024", "\(row + 1)/03/2026"]
                + beside.map { _ in "07700 9001\(10 + row)" } + [cell(row)]
            recogniser.add(cells)
        }
        let recognition = recogniser.finish()
        return (try #require(recognition.columns.last), recognition)
    }

    private func phone(_ row: Int) -> String { row % 3 == 0 ? "" : "07700 9002\(10 + row)" }
    private func number(_ row: Int) -> String { "\(77_000 + row * 7)" }
    private func answer(_ row: Int) -> String { row % 9 == 0 ? "Y" : "N" }

    @Test(arguments: [
        "Mother's Mobile", "Mothers Mob", "MumMobile", "mother_mobile", "Mobile (Mum)", "Mobile of Mother",
        "Mothr's Mobile",
        "Father Tel", "Guardian Phone", "Gaurdian Phone", "Parent/Guardian Tel", "Carers No", "Home Tel of Carer",
        "Next of Kin Telephone", "NOK", "NOK Mobile", "ICE No", "Emergency Contact No", "Emergency Mob",
        "Emergancy Tel",
        "Partner's No", "Mobile 2 (wife)", "Sister Mob", "GP Tel", "G.P. Phone", "Tel of GP", "Dr Tel", "Surgery Phone",
        "School Phone", "Employer Tel", "Solicitor Tel", "Optician Tel", "Practitioner Mobile", "Staff Mobile",
        "Resp. Party Phone", "Keyholder Tel", "Proxy Mobile", "Nursing Home Phone", "Wrong Number", "Old Mobile", "Fax",
    ])
    func `another person's telephone is never called without a person's word`(header: String) throws {
        // Beside the patient's own number, and where it is the only one.
        for beside in [["Mobile"], []] {
            let (column, recognition) = try read(header, beside: beside, phone)
            if FileVerdict.ofColumns(recognition) == .accept { #expect(column.field?.isPhone != true) }
        }
    }

    @Test(arguments: [
        ("Mobille", Field.mobilePhone), ("Moblie No", .mobilePhone), ("Mob Tel", .mobilePhone),
        ("Px Mob", .mobilePhone),
        ("MOBILE_NUMBER", .mobilePhone), ("Mobile\nNumber", .mobilePhone), ("Number Mobile", .mobilePhone),
        ("Telephon Home", .homePhone), ("Home Telphone", .homePhone), ("Tel. (Home)", .homePhone),
        ("Work Telehpone", .workPhone), ("Wrk Tel", .workPhone), ("Telefone", .phoneUnspecified),
    ])
    func `the patient's own telephone is known however it is spelt`(header: String, field: Field) throws {
        let (column, _) = try read(header, beside: [], phone)
        #expect(column.field == field)
    }

    @Test(arguments: [
        "Invoice No", "Household No", "Voucher No", "Order No", "Old Patient No", "Linked Patient ID",
        "Spouse Patient ID",
        "Merged Into ID", "Practitioner ID", "GP Code", "Exam ID", "Previous Ref", "Mothers ID", "Site ID",
    ])
    func `the number of something else is no patient's number, and no date`(header: String) throws {
        let (column, recognition) = try read(header, number)
        #expect(column.field != .patientID)
        #expect(column.field?.dateSense == nil)
        #expect(recognition.columns.first?.field == .patientID)
    }

    @Test(arguments: [
        ("Do Not Contact", Field.doNotContact), ("Do Not Contct", .doNotContact), ("do-not-contact", .doNotContact),
        ("DNC", .doNotContact), ("Deceased", .deceased), ("Decesed", .deceased), ("RIP", .deceased),
        ("Passed Away", .deceased), ("Do Not Email", .consentMarketing), ("SMS Opt Out", .consentMarketing),
        ("Do Not Ring", .consentRecallPhone), ("Consent To Call", .consentRecallPhone),
        ("Do Not Recall", .reminderSuppressed), ("Contact Lens", .clWearer),
    ])
    func `who must not be called is known however it is spelt`(header: String, field: Field) throws {
        let (column, _) = try read(header, answer)
        #expect(column.field == field)
    }

    @Test(arguments: [
        "Never Ring", "Contact Prohibited", "No Phone Contact", "Suppression",
        "Blocked",
        "Exclude", "On Stop", "Stop", "Hold", "Late", "TPS Registered", "Withdrawn Consent", "Mother Deceased",
        "Contact?",
    ])
    func `what may stop calls and is not known for sure is shown to a person`(header: String) throws {
        let (_, recognition) = try read(header, answer)
        #expect(FileVerdict.ofColumns(recognition).word == .review)
        #expect(recognition.doubts.contains { $0.contains(header) })
    }

    @Test(arguments: ["Do Nto Ring", "DONOTRINGHIM", "No Phnoe Calls", "Neverring"])
    func `a denying header that is misspelt or glued together does not turn its yes round`(header: String) throws {
        let (column, recognition) = try read(header, answer)
        let cell = Cell(column: column.column, field: column.field, header: header, text: "Y")
        if FileVerdict.ofColumns(recognition) == .accept, column.field == .consentRecallPhone {
            #expect(ColumnSense(cell).saysStop)
        }
        // Whatever it is taken for, it does not go by unseen.
        #expect(column.field?.isSafety == true || FileVerdict.ofColumns(recognition).word == .review)
    }
}
