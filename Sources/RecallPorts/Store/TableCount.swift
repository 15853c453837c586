/// How many rows a table of the store has.
package struct TableCount: Equatable, Sendable {
    package var table: String
    package var rows: Int

    package init(table: String, rows: Int) {
        self.table = table
        self.rows = rows
    }
}
