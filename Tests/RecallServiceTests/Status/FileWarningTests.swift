import RecallCore
import Testing

@testable import RecallService

/// What is said of an export that grades nobody.
@Suite struct FileWarningTests {
    private func facts(_ cells: [(Field, String)]) -> PatientFacts {
        PatientFacts(
            row: ReadRow(
                row: 0, line: 2,
                cells: cells.enumerated().map { index, cell in
                    Cell(column: index, field: cell.0, header: cell.0.rawValue, text: cell.1)
                }))
    }

    private func warning(_ patients: [([(Field, String)], RiskLevel)]) -> String? {
        var grades = FileGrades()
        for (cells, level) in patients { grades.count(facts(cells), level: level) }
        return grades.warning
    }

    @Test func `a file of low risk alone and a file without clinical columns are told apart`() {
        let clear: [(Field, String)] = [(.flagDiabetes, "N"), (.flagGlaucoma, "N")]
        #expect(warning([]) == nil)
        #expect(warning([([], .medium), ([], .medium)])?.contains("nothing clinical") == true)
        #expect(warning([(clear, .low), (clear, .low)])?.contains("low risk") == true)
        #expect(warning([(clear, .low), (clear, .medium)]) == nil)
        #expect(warning([([], .medium), (clear, .low)]) == nil)
    }
}
