import Testing

@testable import RecallCore

/// Words against a call in cells of columns that are about something else, or that leave open what they are about.
@Suite struct StopWordsTests {
    /// What a cell comes to: the gate's kind, or nothing.
    private func read(_ field: Field?, _ header: String, _ text: String) -> String {
        guard let facts = CellFacts(Cell(column: 0, field: field, header: header, text: text)) else { return "" }
        if facts.deceased != nil { return "deceased" }
        if facts.reminderSuppressed { return "suppressed" }
        if facts.doNotContact || facts.telephoneConsent == false { return "refused" }
        switch facts.findings.first?.subject {
        case .deathUnclear?, .unreadStop?: return "held"
        case .refusal?: return "refused"
        default: return ""
        }
    }

    private static let cells: [(Field, String, String, String)] = [
        (.recallType, "Patient Category", "Deceased", "held"), (.recallType, "Category", "Moved away", "held"),
        (.recallType, "Recall Type", "Sight Test", ""), (.addressLine1, "Address 1", "DECEASED", "held"),
        (.addressLine1, "Address 1", "RIP 2025", "held"), (.addressLine1, "Address 1", "(Passed away)", "held"),
        (.addressLine1, "Address 1", "1 Deadman Lane", ""), (.homePhone, "Home Tel", "DECEASED", "held"),
        (.mobilePhone, "Mobile", "07700 900101 - text only", "refused"),
        (.mobilePhone, "Mobile", "07700 900101 RIP", "held"), (.mobilePhone, "Mobile", "07700 900101 work", ""),
        (.recallIntervalMonths, "Recall Period", "No recall", "refused"),
        (.recallIntervalMonths, "Recall Period", "24 months", ""),
        (.nextAppointmentDate, "Next Appt", "DECEASED", "held"), (.reminderStage, "Recall Status", "Stopped", "held"),
        (.reminderStage, "Recall Status", "2nd sent", ""), (.patientStatus, "Status", "Emigrated", "suppressed"),
        (.patientStatus, "Status", "DECD", "deceased"), (.patientStatus, "Status", "Not active", "suppressed"),
        (.patientStatus, "Status", "Active - do not recall", "held"),
        (.patientStatus, "Status", "Wrong number", "held"),
        (.patientStatus, "Status", "Never seen", ""), (.patientStatus, "Status", "Never", "suppressed"),
        (.reminderStage, "Recall Status", "Do not remind", "held"),
        (.reminderStage, "Recall Status", "Recall off", "held"),
        (.patientStatus, "Status", "Active", ""), (.patientStatus, "Status", "Private", ""),
        (.patientStatus, "Status", "Hospice", "held"), (.patientStatus, "Status", "NHS patient", ""),
        (.patientStatus, "Status", "Active (lives with son)", ""), (.patientStatus, "Status", "Z", "held"),
        (.patientStatus, "Status", "Not seen", ""), (.patientStatus, "Status", "Not returning", "held"),
        (.patientStatus, "Archive Reason", "Wrong number", "suppressed"),
        (.patientStatus, "Bad Address", "came back in May", ""),
        (.reminderStage, "Recall Status", "Sectioned", "held"),
        (.reminderStage, "Recall Status", "2nd letter sent 12/03/26", ""), (.reminderStage, "Recall Status", "R2", ""),
        (.consentRecallPhone, "Phone Consent", "Denied", "refused"),
        (.consentRecallPhone, "Phone Consent", "N (asked 2025)", "refused"),
        (.preferredContactMethod, "Contact Preference", "Anything but phone", "refused"),
        (.preferredContactMethod, "Contact Preference", "All except calls", "refused"),
        (.preferredContactMethod, "Contact Preference", "Anything", ""),
        (.consentMarketing, "Consent", "Refused", "held"), (.consentMarketing, "Consent", "N", "held"),
        (.consentMarketing, "Consent", "Y", ""), (.consentMarketing, "Consent", "12/03/2025", ""),
        (.consentMarketing, "GDPR Status", "Erasure requested", "held"), (.consentMarketing, "Opt In", "N/A", ""),
        (.consentMarketing, "Marketing Consent", "N", ""), (.consentMarketing, "Email", "do not call", "refused"),
        (.consentMarketing, "Marketing Preference", "Post only", ""),
        (.consentMarketing, "Marketing Preference", "No phone", "refused"),
    ]

    @Test(arguments: cells.indices)
    func `a cell says against a call what its words say, whatever its column is about`(index: Int) {
        let (field, header, text, expected) = Self.cells[index]
        #expect(read(field, header, text) == expected, "\(header): \(text)")
    }

    @Test(arguments: [
        (Field?.none, "Notes", "do not ring", true), (nil, "Comment", "asked not to be called", true),
        (nil, "Opt Out Date", "12/03/2026", true), (nil, "Opt Out Date", "01/01/1900", false),
        (nil, "Date Checked", "12/03/2026", false), (.lastName, "Surname", "Dead", false),
        (.doNotContact, "TPS", "OK", false), (.homePhone, "Landline", "deceased", true),
        (nil, "Notes", "checked", false),
    ])
    func `a remark beside the verdict of a list stops too`(field: Field?, header: String, text: String, stops: Bool) {
        let row = ReadRow(row: 0, line: 2, cells: [Cell(column: 2, field: field, header: header, text: text)])
        #expect(row.isStoppedBesideVerdict == stops)
    }

    @Test(arguments: [("#N/A", true), ("Unknown", true), ("N", false), ("Y", false)])
    func `a cell that says that nothing is known lifts no stop`(after: String, stands: Bool) {
        let columns = [ExportColumn(column: 0, field: .deceased, header: "Deceased")]
        func row(_ text: String) -> ReadRow {
            ReadRow(row: 0, line: 2, cells: [Cell(column: 0, field: .deceased, header: "Deceased", text: text)])
        }
        var statement = ExportStatement(columns: columns, after: columns)
        let kept = statement.kept(by: row(after), earlier: row("Y"), of: 1, kept: [])
        #expect(kept.isEmpty != stands)
    }
}
