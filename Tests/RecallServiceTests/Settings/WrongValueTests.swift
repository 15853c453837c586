import Foundation
import RecallCore
import Testing

@testable import RecallService

/// Values of a practice's file that are refused, each with the line that it stands on.
@Suite struct WrongValueTests {
    /// A key, and a value as TOML writes it.
    private static let refused: [(key: String, value: String)] = [
        ("calling.weekdays", "\"17:00-09:00\""), ("calling.weekdays", "\"09:00-09:00\""),
        ("calling.weekdays", "\"24:00-24:00\""), ("calling.weekdays", "\"24:00-09:00\""),
        ("calling.weekdays", "\"09:00-17:99\""), ("calling.weekdays", "\"09:60-17:00\""),
        ("calling.weekdays", "\"09:00-25:00\""), ("calling.weekdays", "\"09:00-24:01\""),
        ("calling.weekdays", "\"09:00-+17:00\""), ("calling.weekdays", "\"+9:00-17:00\""),
        ("calling.weekdays", "\"09:+0-17:00\""), ("calling.weekdays", "\"-9:00-17:00\""),
        ("calling.weekdays", "\"09:00\""), ("calling.weekdays", "\"09:00-12:00-17:00\""),
        ("calling.weekdays", "\"9-17\""), ("calling.weekdays", "\"0900-1700\""), ("calling.weekdays", "\"9am-5pm\""),
        ("calling.weekdays", "\"09:00 to 17:00\""), ("calling.weekdays", "\"\""), ("calling.weekdays", "9"),
        ("calling.weekdays", "\"09:00-13:00, 12:00-15:00\""), ("calling.weekdays", "\"09:00-13:00,\""),
        ("calling.monday", "\"weekday\""), ("calling.weekdays", "\"weekdays\""), ("calling.weekdays", "\"open\""),
        ("calling.weekdays", "\"٠٩:٠٠-١٧:٠٠\""),
        ("calling.saturday", "\"16:00-10:00\""), ("calling.sunday", "\"24:00-12:00\""),
        ("calling.bank_holidays", "\"12:00-12:00\""), ("calling.max_attempts", "0"), ("calling.max_attempts", "-1"),
        ("calling.max_attempts", "\"3\""), ("calling.min_hours_between_attempts", "-1"), ("calling.within_days", "0"),
        ("calling.voicemail", "\"leave\""), ("calling.urgent", "\"ai\""), ("recall.lead_days", "-1"),
        ("recall.lapsed_after_months", "0"), ("recall.stale_after_days", "0"), ("recall.interval_months.standard", "0"),
        ("recall.interval_months.under_16", "0"), ("recall.interval_months.seventy_plus", "-12"),
        ("recall.interval_months.diabetes", "1.5"), ("recall.interval_months.glaucoma", "\"12\""),
        ("recall.interval_months.family_history_glaucoma_40_plus", "0"), ("recall.interval_months.contact_lens", "0"),
        ("nation", "\"uk\""), ("nation", "\"Scotland\""), ("nation", "\"\""), ("nation", "1"),
        ("time_zone", "\"Europe/Leeds\""), ("time_zone", "\"GMT+1\""), ("time_zone", "\"../etc/passwd\""),
        ("time_zone", "\"\""), ("closed", "[\"24/12/2026\"]"), ("closed", "[\"2026-02-30\"]"),
        ("closed", "\"2026-12-24\""),
    ]

    /// The practice's file with one value; the value's line is the fifth or the sixth, below its heading.
    private func file(_ key: String, _ value: String) -> (text: String, line: Int) {
        let parts = key.split(separator: ".")
        let home = parts.dropLast().joined(separator: ".")
        let heading = home.isEmpty ? "# remark\n" : "# remark\n[\(home)]\n"
        return ("\(ConfigFolder.practice)\n\(heading)\(parts.last ?? "") = \(value)\n", home.isEmpty ? 5 : 6)
    }

    @Test(arguments: refused.indices) func `a wrong value is refused with its line`(index: Int) throws {
        let (key, value) = Self.refused[index]
        try ConfigFolder.with { folder in
            let (text, line) = file(key, value)
            try folder.write("practices.d/harbour-lane.toml", text)
            let problems = folder.problems()
            #expect(!problems.isEmpty, "\(key) = \(value) was taken")
            #expect(Set(problems.map(\.key)) == [key], "\(key) = \(value)")
            #expect(Set(problems.map(\.line)) == [line], "\(key) = \(value)")
            #expect(problems.allSatisfy { $0.file.hasSuffix("practices.d/harbour-lane.toml") })
            #expect(problems.allSatisfy { $0.message.contains("Write") || $0.message.contains("must be") })
        }
    }

    @Test func `hours may have a break, and a day of the week its own`() throws {
        try ConfigFolder.with { folder in
            let lines = [
                "calling.weekdays = \"09:00-13:00, 14:00-17:30\"", "calling.wednesday = \"closed\"",
                "calling.friday = \"09:00-12:00,12:00-16:00\"",
            ].joined(separator: "\n")
            try folder.write("practices.d/harbour-lane.toml", "\(ConfigFolder.practice)\n\(lines)\n")
            let calling = try #require(try folder.load().practice("harbour-lane")?.rules.calling)
            func windows(_ day: Weekday) -> [[Int]] { calling.hours(on: day).windows.map { [$0.opens, $0.closes] } }
            #expect(windows(.monday) == [[540, 780], [840, 1050]])
            #expect(windows(.wednesday) == [])
            #expect(windows(.friday) == [[540, 960]])
            #expect(windows(.saturday) == [[600, 960]])
        }
    }

    @Test(arguments: [
        ("00:00-24:00", 0, 1440), ("9:00-17:30", 540, 1050), ("23:59-24:00", 1439, 1440), ("09:00–17:00", 540, 1020),
        (" 09:00 - 17:00 ", 540, 1020),
    ]) func `hours that exist are taken, midnight as their end too`(text: String, opens: Int, closes: Int) throws {
        try ConfigFolder.with { folder in
            try folder.write("practices.d/harbour-lane.toml", file("calling.weekdays", "\"\(text)\"").text)
            let hours = try folder.load().practice("harbour-lane")?.rules.calling.weekdays
            #expect(hours == DayHours(Hours(opens: opens, closes: closes)))
        }
    }
}
