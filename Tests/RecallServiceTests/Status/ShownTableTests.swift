import Testing

@testable import RecallService

/// How rows are shown below each other.
@Suite struct ShownTableTests {
    @Test func `columns are as wide as their widest cell where any width is right`() {
        let table = ShownTable(["A", "Name"], [["1", "Harbour Lane"], ["22", ""]], width: nil)
        #expect(table.rows == [["A   Name"], ["1   Harbour Lane"], ["22"]])
    }

    @Test func `long cells go on in further lines where the terminal is narrow`() {
        let words = "Urgent: please ring this patient yourself today"
        let table = ShownTable(["Id", "What is to be done", "By"], [["1", words, "24/11/2026"]], width: 40)
        #expect(table.rows.joined().allSatisfy { $0.count <= 40 }, "\(table.rows)")
        #expect(table.rows[1].map { $0.dropFirst(4) }.first == "Urgent: please ring this  24/11/2026", "\(table.rows)")
        #expect(table.rows[1].dropFirst().joined(separator: " ").contains("yourself today"))
    }

    @Test(arguments: [1, 7, 20, 39, 80, 200]) func `no letter is lost, however narrow it is`(width: Int) {
        let cells = ["r_01J8ZQ4Y", "a word andonethatisfartoolongforanycolumnofit", "", "24/11/2026 09:00"]
        let table = ShownTable(["Recall", "Words", "Gate", "When"], [cells], width: width)
        func letters(_ text: String) -> [Character] { text.filter { $0 != " " }.sorted() }
        #expect(letters(table.rows[1].joined()) == letters(cells.joined()))
    }
}
