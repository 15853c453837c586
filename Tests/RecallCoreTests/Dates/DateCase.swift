import Foundation
import RecallCore
import RecallTestSupport

/// A table of date columns.
struct DateTable: Decodable {
    var today: Day
    var cases: [DateCase]

    static func load() throws -> DateTable {
        try JSONDecoder().decode(DateTable.self, from: Fixtures.cases("dates.json"))
    }
}

/// One column: its cells, and the dates and the order that they come to.
struct DateCase: Decodable {
    var id: String?
    var field: Field
    var cells: [String]
    var iso: [String?]
    var order: String?
    var beside: [DateCase]?

    init(_ id: String, _ field: Field, _ order: String?, _ cells: [(String, String?)], beside: [DateCase] = []) {
        self.id = id
        self.field = field
        self.order = order
        self.cells = cells.map(\.0)
        iso = cells.map(\.1)
        self.beside = beside
    }

    /// What the reader makes of the case and of the columns beside it: order and dates of each.
    func read(today: Day) -> [(expected: DateCase, decision: DateDecision, readings: [DateReading])] {
        let all = [self] + (beside ?? [])
        let columns = all.map { one in
            var column = DateColumn(sense: one.field.dateSense ?? .due)
            for cell in one.cells { column.observe(cell) }
            return column
        }
        let decisions = DateColumn.decideOrders(of: columns)
        return zip(all, decisions).map { one, decision in
            let reader = DateReader(order: decision.order, sense: one.field.dateSense ?? .due, today: today)
            return (one, decision, one.cells.map { reader.read($0) })
        }
    }
}
