/// One cell of a row, with the column that it stands in.
package struct Cell: Equatable, Sendable {
    /// The column's number, from 0.
    package var column: Int
    /// What the column was taken for; nil where it fits nothing.
    package var field: Field?
    /// The column's header as it stands in the file.
    package var header: String
    /// The cell's text, unescaped, blanks at the ends removed.
    package var text: String

    package init(column: Int, field: Field?, header: String, text: String) {
        self.column = column
        self.field = field
        self.header = header
        self.text = text
    }
}

extension Cell: CustomStringConvertible {
    package var description: String { "‹cell of column \(column)›" }
}
