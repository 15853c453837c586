import Foundation
import RecallCore
import RecallTestSupport
import Testing

/// A practice, its holidays and its hours, for tests.
enum Samples {
    static func practice() throws -> PracticeRules {
        let phone = try #require(PhoneNumber(e164: "+441632960001"))
        return PracticeRules(id: "harbour-lane", name: "Harbour Lane Opticians", nation: .england, phone: phone)
    }

    /// The holidays with those proclaimed in the shipped table.
    static func holidays() throws -> BankHolidays {
        let data = try Data(contentsOf: Fixtures.root.appending(path: "Config/bank-holidays.tsv"))
        let proclaimed = try ProclaimedHoliday.parse(table: String(decoding: data, as: UTF8.self))
        return BankHolidays(proclaimed: proclaimed)
    }

    /// Hours as configuration writes them.
    static func hours(_ text: String) throws -> DayHours {
        if text == "closed" { return .closed }
        let numbers = text.split { $0 == "-" || $0 == ":" }.compactMap { Int($0) }
        try #require(numbers.count == 4)
        let hours = Hours(opens: numbers[0] * 60 + numbers[1], closes: numbers[2] * 60 + numbers[3])
        return DayHours(try #require(hours as Hours?))
    }

    static func openingHours(
        _ change: (inout PracticeRules) -> Void = { _ in }, maxCallMinutes: Int = 6,
        narrowedBy: [Weekday: DayHours]? = nil
    ) throws -> OpeningHours {
        var rules = try practice()
        change(&rules)
        return OpeningHours(
            rules: rules, zone: .london, holidays: try holidays(), maxCallMinutes: maxCallMinutes,
            narrowedBy: narrowedBy)
    }

    static func instant(_ text: String) throws -> Instant { try #require(Instant(iso: text), "\(text)") }
    static func day(_ text: String) throws -> Day { try #require(Day(iso: text), "\(text)") }
}
