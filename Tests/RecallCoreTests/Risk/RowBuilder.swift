import RecallCore

/// Makes the read row of a patient whose cells a test gives by header.
enum RowBuilder {
    static let fields: [String: Field] = [
        "DOB": .dateOfBirth, "Last Sight Test": .lastExamDate, "Last Eye Test": .lastExamDate,
        "Recall Date": .nextRecallDate, "Recall Due": .nextRecallDate, "Last Visit": .lastVisitDate,
        "Next Appointment": .nextAppointmentDate, "Last CL Check": .lastClCheckDate, "CL Recall": .nextClCheckDate,
        "Next CL Check": .nextClCheckDate, "CL Spec Expiry": .clSpecExpiryDate, "CL Expiry": .clSpecExpiryDate,
        "CL Wearer": .clWearer, "Recall Interval (Months)": .recallIntervalMonths,
        "Recall Months": .recallIntervalMonths, "Period": .recallIntervalMonths, "Diabetic": .flagDiabetes,
        "Diabetic Screening": .flagDiabetes, "Glaucoma": .flagGlaucoma, "FH Glaucoma": .flagFamilyHistoryGlaucoma,
        "Glaucoma Suspect": .flagGlaucoma, "OHT": .flagOcularHypertension, "AMD": .flagAmd,
        "Myopia Management": .flagMyopiaManagement, "HES": .flagOtherClinical, "Keratoconus": .flagOtherClinical,
        "Cataract": .flagOtherClinical, "Amblyopia": .flagOtherClinical, "Dry Eye": .flagOtherClinical,
        "Notes": .clinicalNotesFreetext, "Risk Level": .riskLevel, "Automated Call Consent": .consentRecallPhone,
        "AI Call Consent": .consentRecallPhone, "Phone Consent": .consentRecallPhone, "No Calls": .consentRecallPhone,
        "Marketing Consent": .consentMarketing, "Do Not Contact": .doNotContact, "TPS": .doNotContact,
        "No Recall": .reminderSuppressed, "On Recall": .reminderSuppressed, "Deceased": .deceased,
        "Date of Death": .deceased, "Patient Status": .patientStatus, "Archived": .patientStatus,
        "Parent Name": .guardianContact, "Parent/Guardian": .guardianContact, "Mobile": .mobilePhone,
        "Home Phone": .homePhone, "Work Phone": .workPhone, "Title": .title, "Forename": .firstName,
        "Surname": .lastName,
        "Patient No": .patientID,
    ]

    static func row(_ cells: [String: String]) -> ReadRow {
        var row = ReadRow(row: 0, line: 2)
        for (column, header) in cells.keys.sorted().enumerated() {
            let text = cells[header] ?? ""
            if text.isEmpty { continue }
            let field = fields[header]
            row.cells.append(Cell(column: column, field: field, header: header, text: text))
            guard let field else { continue }
            if field.dateSense != nil, row.dates[field] == nil, let day = day(text) { row.dates[field] = day }
            if field.isPhone {
                row.phones.append(ReadPhone(column: column, field: field, reading: PhoneReader.read(text)))
            }
        }
        row.name = NameReader.read(
            title: cells["Title"] ?? "", first: cells["Forename"] ?? "", last: cells["Surname"] ?? "")
        return row
    }

    /// The facts of a patient, with a good mobile number where no telephone cell is given.
    static func facts(_ cells: [String: String], mobile: String = "07700 900123") -> PatientFacts {
        var cells = cells
        if cells["Mobile"] == nil, cells["Home Phone"] == nil { cells["Mobile"] = mobile }
        return PatientFacts(row: row(cells))
    }

    /// `24/11/2026`; nil for 1 January 1900, which is no date.
    static func day(_ text: String) -> Day? {
        let parts = text.split(separator: "/").compactMap { Int($0) }
        guard parts.count == 3, parts[2] != 1900 else { return nil }
        return Day(year: parts[2], month: parts[1], day: parts[0])
    }
}
