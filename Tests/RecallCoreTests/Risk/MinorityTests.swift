import RecallCore
import Testing

@Suite struct MinorityTests {
    @Test(
        arguments: [
            (0, false, true), (15, false, true), (15, true, true), (16, false, false), (40, false, false),
            (nil, false, false), (nil, true, true),
            // The title of the boy that he was still stands on the record.
            (16, true, false), (40, true, false),
        ] as [(Int?, Bool, Bool)])
    func `the age decides, and the title where there is no age`(age: Int?, isSaidChild: Bool, isMinor: Bool) {
        #expect(Minority.isMinor(age: age, isSaidChild: isSaidChild) == isMinor)
    }

    @Test(
        arguments: [
            ("Age", Field.age, "9", true), ("Age", .age, "16", false), ("Age", .age, "unknown", false),
            ("Title", .title, "Master", true), ("Title", .title, "Baby", true), ("Child", nil, "Y", true),
            ("Child", nil, "N", false), ("Patient Category", nil, "Child U16", true),
            ("Category", .recallType, "Child U16", true), ("Child", .flagMyopiaManagement, "Y", true),
            ("Age", .age, "8y 3m", true),
            ("Age", .age, "6 months", true), ("Age", .age, "84", false), ("Age", .age, "8.5", true),
            ("Adult", nil, "N", true),
            ("Age Band", nil, "0-15", true), ("Title", .title, "Mst", true),
            ("Address", .addressLine1, "Child Street", false),
            ("Notes", nil, "Child seen", false),
            ("Patient Category", nil, "Adult", false),
        ] as [(String, Field?, String, Bool)])
    func `a record says in several ways that it is a child's`(
        header: String, field: Field?, text: String, isSaidChild: Bool
    ) {
        var row = RowBuilder.row(["Surname": "Fields"])
        row.cells.append(Cell(column: 9, field: field, header: header, text: text))
        #expect(PatientFacts(row: row).isSaidChild == isSaidChild)
    }

    @Test(arguments: [
        ("Y", true), ("Booked", true), ("15-Dec", true), ("15/12/2026", false), ("No", false), ("None booked", false),
        ("", false), ("01/01/1900", false), ("Cancelled", false),
    ]) func `an appointment without a date that can be read holds`(text: String, isHeld: Bool) {
        let facts = RowBuilder.facts(["Next Appointment": text, "Forename": "Ada", "Surname": "Fields"])
        #expect(facts.subjects.contains(.unreadStop) == isHeld, "\(text)")
        #expect((facts.nextAppointment != nil) == (text == "15/12/2026"))
    }
}
