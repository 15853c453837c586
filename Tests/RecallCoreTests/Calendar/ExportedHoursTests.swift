import RecallCore
import Testing

/// The hours that a settings export gives for a weekday.
@Suite struct ExportedHoursTests {
    private static let cases: [(String, [(Int, Int)], Hours?)] = [
        ("one person", [(540, 1020)], Hours(opens: 540, closes: 1020)),
        (
            "two, from the first opening to the last closing", [(540, 780), (720, 1140)],
            Hours(opens: 540, closes: 1140)
        ),
        ("in any order", [(720, 1140), (540, 780)], Hours(opens: 540, closes: 1140)),
        ("with a gap between", [(540, 600), (900, 960)], Hours(opens: 540, closes: 960)),
        ("closed", [(0, 0)], nil),
        ("closed for one of two", [(0, 0), (540, 1020)], Hours(opens: 540, closes: 1020)),
        ("closed for the other", [(540, 1020), (0, 0)], Hours(opens: 540, closes: 1020)),
        ("closed for both", [(0, 0), (0, 0)], nil),
        ("the wrong way round", [(1020, 540)], nil),
        ("past midnight", [(540, 1500)], nil),
    ]

    @Test(arguments: cases.indices) func `a weekday is open while anybody works`(_ index: Int) throws {
        let (words, hours, expected) = Self.cases[index]
        let openings = hours.map {
            ImportedOpening(weekday: .monday, opens: $0.0, closes: $0.1, practitioner: "", code: "")
        }
        let weekdays = try #require(ExportedHours.byWeekday(openings))
        #expect(weekdays == [.monday: DayHours(expected)], "\(words)")
    }

    @Test func `each weekday is for itself, and one of which the export says nothing is left out`() throws {
        let openings = [
            ImportedOpening(weekday: .monday, opens: 540, closes: 1020, practitioner: "", code: ""),
            ImportedOpening(weekday: .sunday, opens: 0, closes: 0, practitioner: "", code: ""),
        ]
        let weekdays = try #require(ExportedHours.byWeekday(openings))
        #expect(weekdays == [.monday: DayHours(Hours(opens: 540, closes: 1020)), .sunday: .closed])
        #expect(ExportedHours.byWeekday([]) == nil)
    }
}
