import Testing

@testable import RecallCore

/// What a file says by its name, or by a line above its table, of those in it.
@Suite struct StopTitleTests {
    @Test(arguments: [
        ("deceased patients.csv", true), ("dnc.csv", true), ("do not contact.csv", true),
        ("opted_out_2026-11.csv", true),
        ("moved-away.csv", true), ("report: deceased patients export.csv", true), ("suppressions.csv", true),
        ("recall.csv", false), ("recalls without deceased.csv", false), ("all patients incl inactive.csv", false),
        ("recall list tps checked.csv", false), ("not deceased.csv", false), ("deadline friday.csv", false),
        ("rip.csv", true), ("moved.csv", true), ("patientsdeceased.csv", true), ("stop list.csv", true),
        ("exclusions 2026.csv", true), ("no recall.csv", true), ("moved to new system.csv", false),
    ]) func `a title that names people who must not be called says so`(title: String, saysStop: Bool) {
        #expect(StopTitle.saysStop(title) == saysStop, "\(title)")
    }

    @Test func `a line between the rows is a title where nothing else stands in it`() {
        func row(_ texts: String...) -> ReadRow {
            ReadRow(
                row: 0, line: 2,
                cells: texts.enumerated().map { Cell(column: $0, field: nil, header: "H", text: $1) })
        }
        #expect(StopTitle.heading(in: row("Deceased")) == "Deceased")
        #expect(StopTitle.heading(in: row("DO NOT CONTACT")) == "DO NOT CONTACT")
        #expect(StopTitle.heading(in: row("4001", "Deceased")) == nil)
        #expect(StopTitle.heading(in: row("Deceased", "4001", "Ada", "Fields")) == nil)
        #expect(StopTitle.heading(in: row("4001")) == nil)
        #expect(StopTitle.heading(in: row("Deceased patients", "2")) == "Deceased patients")
        #expect(HoldRule.reasons(stopHeading: nil).isEmpty)
    }
}
