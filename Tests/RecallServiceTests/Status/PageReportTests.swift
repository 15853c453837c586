import RecallCore
import RecallPages
import RecallPorts
import Testing

@testable import RecallService

/// What is gathered for the staff's page from the database and the share.
@Suite struct PageReportTests {
    @Test func `names stand in full only where the practice wishes so`() async throws {
        for (setting, shown) in [("", false), ("page_names = \"initials\"", false), ("page_names = \"full\"", true)] {
            try await Bench.open(practice: setting) { bench in
                try await bench.take("patients.csv", Bench.patients)
                try await bench.call("10023", attempt: "a_1", outcome: .declined)
                let html = PageRenderer.html(try await bench.page())
                #expect(html.contains("Mrs Ann Waterhouse 10023") == shown, "\(setting)")
                #expect(html.contains("A.W. 10023") != shown, "\(setting)")
                #expect(html.contains("Waterhouse") == shown, "\(setting)")
            }
        }
    }

    @Test func `hours that differ from the practice's file stand on the page by weekday, and equal ones do not`()
        async throws
    {
        let calling = """
            [calling]
            weekdays = "09:00-19:00"
            saturday = "10:00-16:00"
            sunday = "closed"
            """
        try await Bench.open(practice: calling) { bench in
            func opening(_ day: Weekday, _ opens: Int, _ closes: Int, _ code: String = "AS") -> ImportedOpening {
                ImportedOpening(weekday: day, opens: opens, closes: closes, practitioner: "Dr A Shah", code: code)
            }
            #expect(SettingsComparison.differences(bench.practice, openings: []).isEmpty)
            let differences = SettingsComparison.differences(
                bench.practice,
                openings: [
                    opening(.monday, 540, 1140), opening(.tuesday, 570, 780), opening(.tuesday, 780, 1050, "BK"),
                    opening(.saturday, 0, 0), opening(.sunday, 0, 0),
                ])
            #expect(
                differences == [
                    .init(kind: .hours, subject: "Tuesday", configured: "09:00 to 19:00", exported: "09:30 to 17:30"),
                    .init(kind: .hours, subject: "Saturday", configured: "10:00 to 16:00", exported: "closed"),
                ])
        }
    }

    @Test func `the page says who or what holds a recall, and what blocks a number`() async throws {
        try await Bench.open { bench in
            let export =
                Bench.patients.replacing("07700 900124", with: "0909 879 0000")
                + "10025,Mr,Max,Orr,09/09/1999,07700 900126,01/09/2023,01/09/2025,,N\r\n"
            #expect(try await bench.take("patients.csv", export).state == .imported)
            let lines = try await Planning.plan(
                bench.practice, settings: bench.configuration.settings, store: bench.store, at: Bench.now)
            let recall = try #require(lines.first { $0.patientID == "10023" }).recallID
            #expect(try await bench.operations().hold(recall).result == .done)
            let page = try await bench.page()
            #expect(page.waiting == [.heldByStaff: 1, .birthDatesConflict: 1, .numberKind: 1])
            let html = PageRenderer.html(page)
            #expect(html.contains("A member of staff put the call on hold."))
            #expect(html.contains("Two patients in your export have the same number"))
            #expect(html.contains("of a kind that we never call"))
            #expect(!html.contains("do-not-call list"))
        }
    }

    @Test func `practitioners of an export that the practice's file does not know stand on the page`() async throws {
        func opening(_ name: String, _ code: String) -> ImportedOpening {
            ImportedOpening(weekday: .sunday, opens: 0, closes: 0, practitioner: name, code: code)
        }
        let openings = [opening("Dr A Shah", "AS"), opening("Ms J Okoye", "JO"), opening("Ms J Okoye", "JO")]
        try await Bench.open(
            practice:
                "practitioners = [{ name = \"Dr A Shah\", code = \"AS\" }, { name = \"Mr B Lee\", code = \"BL\" }]"
        ) { bench in
            #expect(
                SettingsComparison.differences(bench.practice, openings: openings).filter { $0.kind == .practitioners }
                    == [
                        .init(
                            kind: .practitioners, subject: "Ms J Okoye", configured: "not named",
                            exported: "Ms J Okoye (JO)"),
                        .init(
                            kind: .practitioners, subject: "Mr B Lee", configured: "Mr B Lee (BL)",
                            exported: "not named"),
                    ])
        }
        // A practice that names nobody has left it to the export.
        try await Bench.open { bench in
            #expect(
                !SettingsComparison.differences(bench.practice, openings: openings).contains {
                    $0.kind == .practitioners
                })
        }
    }

    @Test func `a failure stays on the page until it is acknowledged or over`() async throws {
        try await Bench.open { bench in
            try await bench.store.raise(
                "outbox", practice: bench.practice.id, message: "The disk is full.", now: Bench.now)
            #expect(try await bench.page().problems.map(\.code) == ["outbox"])
            #expect(try await bench.store.acknowledge(code: "outbox", practice: bench.practice.id, now: Bench.now) == 1)
            #expect(try await bench.page().problems.isEmpty)
            // The trouble goes on, and somebody knows; once it is over and comes back, nobody does.
            try await bench.store.raise(
                "outbox", practice: bench.practice.id, message: "The disk is full.", now: Bench.now)
            #expect(try await bench.page().problems.isEmpty)
            try await bench.store.resolve("outbox", practice: bench.practice.id)
            try await bench.store.raise(
                "outbox", practice: bench.practice.id, message: "The disk is full.", now: Bench.now)
            #expect(try await bench.page().problems.map(\.code) == ["outbox"])
            try await bench.store.resolve("outbox", practice: bench.practice.id)
            #expect(try await bench.page().problems.isEmpty)
        }
    }

    @Test func `the rhythm of an export is told once three have come, and one that stays away is late`() async throws {
        try await Bench.open { bench in
            for turn in 0..<4 {
                let text = Bench.patients.replacing("07700 90012", with: "07700 9002\(turn)")
                try await bench.take("patients-\(turn).csv", text, at: Bench.now.adding(hours: 24 * turn))
                let rhythm = try await bench.page(at: Bench.now.adding(hours: 24 * turn + 1)).patientsExport?.rhythm
                #expect(rhythm == (turn < 2 ? nil : "every 24 hours"), "\(turn)")
            }
            let newest = Bench.now.adding(hours: 72)
            #expect(try await bench.page(at: newest.adding(hours: 71)).patientsExport?.isLate == false)
            #expect(try await bench.page(at: newest.adding(hours: 73)).patientsExport?.isLate == true)
        }
    }
}
