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

    /// What stood under other columns, below other headers or in other spellings than those that had been thought of.
    private static let further: [(Field?, String, String, String)] = [
        (.patientStatus, "Patient Status", "Lapsed - DNR", "held"),
        (.patientStatus, "Patient Status", "Active - on hold", "held"),
        (.patientStatus, "Patient Status", "Current - moved to Specsavers", "held"),
        (.patientStatus, "Patient Status", "Live - asked us to stop", "held"),
        (.patientStatus, "Patient Status", "Please do not call", "held"),
        (.patientStatus, "Patient Status", "Px dec", "held"),
        (.patientStatus, "Patient Status", "1st reminder sent", ""),
        (.patientStatus, "Patient Status", "Left message", ""),
        (.patientStatus, "Patient Status", "Transferred in", ""),
        (.patientStatus, "Reason Left", "Lapsed", "suppressed"), (.patientStatus, "Archive Reason", "Active", ""),
        (.recallType, "No Recall Reason", "Specsavers", "held"), (.recallType, "Number Of Recalls", "2", ""),
        (.recallType, "Reason For Leaving", "Unknown", "held"), (.recallType, "Deactivation Reason", "", ""),
        (.county, "Patient State", "Please do not call", "refused"), (.fundingStatus, "Px Type", "NHS", ""),
        (.reminderSuppressed, "On Recall", "Deceased", "held"), (.reminderSuppressed, "On Recall", "24 months", ""),
        (.reminderSuppressed, "Stop/Start All Reminders", "Start", ""),
        (.reminderSuppressed, "Stop/Start All Reminders", "Stop", "suppressed"),
        (.doNotContact, "OK to Contact", "Blocked", "held"), (.doNotContact, "OK to Contact", "N - told us", "refused"),
        (.riskLevel, "Priority", "Do not recall", "refused"), (.riskLevel, "Priority", "Routine", ""),
        (nil, "Callable", "No", "held"), (nil, "Callable", "Yes", ""), (nil, "Eligible For NHS", "N", ""),
        (nil, "Still Patient", "No - moved", "held"), (nil, "Do Not Call Until", "01/02/2027", "held"),
        (nil, "Letter Only", "01/02/2025", "held"), (nil, "Email Only Offers", "Y", "held"),
        (nil, "Presenting Complaint", "blurred vision", ""), (nil, "Membership Stopped", "Y", ""),
        (.preferredContactMethod, "Preferred Contact", "Don´t call", "refused"),
        (.preferredContactMethod, "Preferred Contact", "Email=Y Phone=N", "refused"),
        (.preferredContactMethod, "Preferred Contact", "Email ✓ Phone ✗", "refused"),
        (.preferredContactMethod, "Preferred Contact", "Other than phone", "refused"),
        (.homePhone, "Home Phone", "Passed away Jan 2025", "held"),
        (.homePhone, "Home Phone", "0113 496 0102 (work)", ""),
        (.addressLine1, "Address 1", "1 High St - DECEASED", "held"), (.addressLine1, "Address 1", "2 Call Lane", ""),
        (.lastName, "Surname", "Fields (moved away)", "held"), (.lastName, "Surname", "Exors of Fields", "held"),
        (.title, "Title", "Died 2024", "held"), (.clinicalNotesFreetext, "Notes", "Do not\ncall", "calls"),
        (.clinicalNotesFreetext, "Notes", "Must not be called", "calls"),
        (.clinicalNotesFreetext, "Notes", "STOP", "refused"), (nil, "Smoker", "Stopped", ""),
        (.nextRecallDate, "Recall Date", "No recall - moved", "held"),
    ]

    @Test(arguments: further.indices)
    func `a cell is read wherever and however it stands`(index: Int) {
        let (field, header, text, expected) = Self.further[index]
        guard expected != "calls" else {
            let facts = CellFacts(Cell(column: 0, field: field, header: header, text: text))
            #expect(facts?.findings.contains { $0.subject == .noCalls } == true, "\(header): \(text)")
            return
        }
        #expect(read(field, header, text) == expected, "\(header): \(text)")
    }

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
