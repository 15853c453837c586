import Foundation
import RecallCore
import RecallTestSupport
import Testing

@Suite struct CalendarTableTests {
    private struct Table: Decodable { var cases: [Case] }
    private struct Case: Decodable {
        var id: String
        var practice: [String: Setting]
        var maxCallMinutes: Int
        var at: Instant
        var open: Bool
        var gate: GateCode?
        var next: Instant?

        enum CodingKeys: String, CodingKey {
            case id, practice, at, open, gate, next
            case maxCallMinutes = "max_call_minutes"
        }
    }
    private enum Setting: Decodable {
        case word(String)
        case days([Day])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let days = try? container.decode([Day].self) {
                self = .days(days)
            } else {
                self = .word(try container.decode(String.self))
            }
        }

        var word: String? { if case .word(let word) = self { word } else { nil } }
        var days: [Day] { if case .days(let days) = self { days } else { [] } }
    }

    @Test func `every instant of the table is open or held as it says`() throws {
        let table = try JSONDecoder().decode(Table.self, from: Fixtures.cases("calendar.json"))
        #expect(table.cases.count >= 40)
        let holidays = try Samples.holidays()
        for one in table.cases {
            var rules = try Samples.practice()
            rules.nation = try #require(Nation(rawValue: one.practice["nation"]?.word ?? ""))
            rules.closed = Set(one.practice["closed"]?.days ?? [])
            if let text = one.practice["sunday"]?.word { rules.calling.sunday = try Samples.hours(text) }
            if let text = one.practice["bank_holidays"]?.word { rules.calling.bankHolidays = try Samples.hours(text) }
            let hours = OpeningHours(
                rules: rules, zone: .london, holidays: holidays, maxCallMinutes: one.maxCallMinutes)
            let gate = hours.gate(at: one.at)
            #expect((gate == nil) == one.open, "\(one.id)")
            #expect(gate?.code == one.gate, "\(one.id)")
            #expect(gate?.until == one.next, "\(one.id)")
            #expect(hours.nextStart(from: one.at) == one.next ?? one.at, "\(one.id)")
        }
    }

    @Test func `the holidays of both years of the table are those of the rules`() throws {
        let holidays = try Samples.holidays()
        let text = String(decoding: try Fixtures.cases("bank-holidays.tsv"), as: UTF8.self)
        let wanted = Set(text.split(separator: "\n").dropFirst().map { String($0) })
        var found: Set<String> = []
        for nation in Nation.allCases {
            for year in 2026...2027 {
                for holiday in holidays.all(year: year, in: nation) {
                    let kind = holiday.isSubstitute ? "substitute" : "day"
                    found.insert("\(nation.rawValue)\t\(holiday.day)\t\(holiday.name)\t\(kind)")
                }
            }
        }
        #expect(found == wanted)
    }
}
