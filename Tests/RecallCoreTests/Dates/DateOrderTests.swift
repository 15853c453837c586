import RecallCore
import Testing

@Suite struct DateOrderTests {
    private func decisions(_ columns: [[String]], sense: DateSense = .past) -> [DateDecision] {
        DateColumn.decideOrders(
            of: columns.map { cells in
                var column = DateColumn(sense: sense)
                for cell in cells { column.observe(cell) }
                return column
            })
    }

    @Test func `nine tenths of the cells that prove an order decide it`() {
        for (days, months, want) in [
            (9, 1, DateDecision.decided(.dmy)), (1, 9, .decided(.mdy)), (8, 1, .undecided), (1, 8, .undecided),
            (90, 10, .decided(.dmy)), (89, 10, .undecided), (1, 0, .decided(.dmy)), (0, 1, .decided(.mdy)),
        ] {
            let cells =
                Array(repeating: "14/03/2024", count: days) + Array(repeating: "03/14/2024", count: months)
                + Array(repeating: "04/05/2024", count: 50)
            #expect(decisions([cells]) == [want], "\(days) to \(months)")
        }
    }

    @Test func `in a decided column a cell of the other order is left out, in an undecided one a cell of two readings`()
        throws
    {
        let today = try #require(Day(iso: "2026-11-23"))
        let decided = DateReader(order: .dmy, sense: .past, today: today)
        #expect(decided.read("03/14/2024").day == nil)
        #expect(decided.read("2024-03-14").day?.description == "2024-03-14")
        let undecided = DateReader(order: nil, sense: .past, today: today)
        #expect(undecided.read("03/14/2024").day?.description == "2024-03-14")
        #expect(undecided.read("05/05/2024").day?.description == "2024-05-05")
        #expect(undecided.read("04/05/2024").day == nil)
        #expect(undecided.read("04/05/24").day == nil)
    }

    @Test func `other columns prove the order of one that proves none, if they agree`() {
        let open = ["03/04/2024", "05/06/2024"]
        let months = ["03/14/1962"]
        let days = ["14/03/1962"]
        #expect(decisions([open, months])[0] == .decided(.mdy))
        #expect(decisions([open, months, ["12/25/2020"]])[0] == .decided(.mdy))
        #expect(decisions([open, months, days])[0] == .decided(.dmy))
        #expect(decisions([open, ["2024-03-14"], months])[0] == .decided(.mdy))
        #expect(decisions([open, open])[1] == .decided(.dmy))
        #expect(decisions([days, months]) == [.decided(.dmy), .decided(.mdy)])
        #expect(decisions([open, ["03/14/2024", "14/03/2024"]]) == [.decided(.dmy), .undecided])
    }

    @Test func `nothing has to be decided about names, day numbers, months and blanks`() {
        for cells in [["14 Mar 2024"], ["45292"], ["03/2027"], ["", "n/a"], [], ["DNA 15/03/2024"], ["31/02/2024"]] {
            #expect(decisions([cells]) == [.nothingToDecide], "\(cells)")
        }
        #expect(decisions([["2024-03-14", ""]]) == [.decided(.ymd)])
        #expect(decisions([["20240314"]]) == [.decided(.ymd)])
        #expect(decisions([["14032024"]]) == [.decided(.dmy)])
        #expect(decisions([["03142024"]]) == [.decided(.mdy)])
    }

    @Test func `two-digit parts with first parts over 31 are year, month, day`() throws {
        #expect(decisions([["62/03/14", "88/11/02", "01/06/30", "40/12/31"]], sense: .birth) == [.decided(.ymd)])
        #expect(decisions([["62/03/14", "03/14/62", "14/03/62"]], sense: .birth) == [.undecided])
        #expect(decisions([["14/03/62", "28/11/01", "01/06/30"]], sense: .birth) == [.decided(.dmy)])
        // One slip among many dates of the usual order proves nothing.
        let slip = Array(repeating: "14/03/24", count: 30) + ["32/01/25"]
        #expect(decisions([slip]) == [.decided(.dmy)])
        let today = try #require(Day(iso: "2026-11-23"))
        let births = DateReader(order: .ymd, sense: .birth, today: today)
        #expect(births.read("62/03/14").day?.description == "1962-03-14")
        #expect(births.read("01-06-30").day?.description == "2001-06-30")
        #expect(births.read("26.11.24").day?.description == "1926-11-24")
    }
}
