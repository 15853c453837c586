import RecallCore
import RecallTestSupport
import Testing

@Suite struct BankHolidayTests {
    @Test func `substitutes are the next weekdays that are no holiday, in the order of the dates`() throws {
        let holidays = BankHolidays()
        let cases: [(Nation, Int, [String])] = [
            (.england, 2028, ["2028-01-03"]), (.scotland, 2028, ["2028-01-03", "2028-01-04"]),
            (.england, 2033, ["2033-01-03", "2033-12-27"]),
            (.scotland, 2033, ["2033-01-03", "2033-01-04", "2033-12-27"]),
            (.scotland, 2034, ["2034-01-03"]), (.england, 2034, ["2034-01-02"]),
            (.scotland, 2030, ["2030-12-02"]), (.scotland, 2031, ["2031-12-01"]),
            (.scotland, 2032, ["2032-12-27", "2032-12-28"]),
            (.england, 2032, ["2032-12-27", "2032-12-28"]), (.northernIreland, 2029, ["2029-03-19"]),
            (.northernIreland, 2030, ["2030-03-18"]), (.northernIreland, 2031, ["2031-07-14"]),
            (.northernIreland, 2026, ["2026-07-13", "2026-12-28"]), (.wales, 2027, ["2027-12-27", "2027-12-28"]),
            (.scotland, 2024, ["2024-12-02"]), (.england, 2022, ["2022-01-03", "2022-12-27"]),
            (.scotland, 2022, ["2022-01-03", "2022-01-04", "2022-12-27"]), (.scotland, 2025, ["2025-12-01"]),
        ]
        for (nation, year, want) in cases {
            let found = holidays.all(year: year, in: nation).filter(\.isSubstitute).map(\.day.description)
            #expect(found == want, "\(nation) \(year)")
        }
    }

    @Test func `Easter and the Mondays are those of the almanac`() throws {
        let holidays = BankHolidays()
        let fridays = [
            "2026-04-03", "2027-03-26", "2028-04-14", "2029-03-30", "2030-04-19", "2031-04-11", "2032-03-26",
            "2033-04-15", "2034-04-07", "2035-03-23",
        ]
        for text in fridays {
            let day = try Samples.day(text)
            for nation in Nation.allCases {
                #expect(holidays.name(on: day, in: nation) == "Good Friday", "\(text)")
                #expect(holidays.contains(day.adding(days: 3), in: nation) == (nation != .scotland), "\(text)")
            }
        }
        for text in ["2028-05-01", "2028-05-29", "2029-05-07", "2029-05-28", "2028-08-28", "2029-08-27"] {
            #expect(holidays.contains(try Samples.day(text), in: .england), "\(text)")
        }
        for text in ["2028-08-07", "2029-08-06", "2030-08-05"] {
            let day = try Samples.day(text)
            #expect(holidays.contains(day, in: .scotland), "\(text)")
            #expect(!holidays.contains(day, in: .northernIreland), "\(text)")
        }
    }

    @Test func `whether a date is a holiday agrees with the list of its year`() throws {
        let holidays = try Samples.holidays()
        for nation in Nation.allCases {
            for year in 2024...2036 {
                let listed = Set(holidays.all(year: year, in: nation).map(\.day))
                var day = try #require(Day(year: year, month: 1, day: 1))
                while day.year == year {
                    #expect(holidays.contains(day, in: nation) == listed.contains(day), "\(nation) \(day)")
                    day = day.adding(days: 1)
                }
            }
        }
    }

    @Test func `a wrong line of the table is told by its number`() throws {
        let good = "# note\r\nnation\tdate\tname\r\n\r\nwales\t2027-06-01\t A day \r\n"
        let read = try ProclaimedHoliday.parse(table: good)
        #expect(read == [ProclaimedHoliday(nation: .wales, day: try Samples.day("2027-06-01"), name: "A day")])
        for (table, line) in [("wales\t2027-02-30\tx", 1), ("\nmercia\t2027-06-01\tx", 2), ("#\n\nwales 2027", 3)] {
            #expect { try ProclaimedHoliday.parse(table: table) } throws: {
                ($0 as? ProclaimedHolidayError)?.line == line
            }
        }
    }
}
