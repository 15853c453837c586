import RecallCore
import RecallTestSupport
import Tabular
import Testing

/// One after the other, so that a thread is left for tests that wait for things.
@Suite(.serialized) struct MadeFileTests {
    @Test func `files as practices leave them are cut and read as they were made`() throws {
        var wrong: [String] = []
        for seed in UInt64(1)...600 {
            var generator = FileGenerator(seed: seed)
            let file = generator.next()
            let slips = try MadeFileJudge.slips(file)
            if !slips.isEmpty { wrong.append("seed \(seed), \(file.traits): \(slips.joined(separator: "; "))") }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }
}

/// Compares what a survey says of a made file with what is true of it.
enum MadeFileJudge {
    static func slips(_ file: MadeFile) throws -> [String] {
        let source = ArraySource(file.bytes)
        let survey = try Surveyor.survey(source, headerAffinity: HeaderVocabulary.affinity(of:))
        var slips: [String] = []
        if let rejection = survey.rejection { return ["rejected: \(rejection)"] }
        if survey.encoding.decode(file.bytes) != file.encoding.decode(file.bytes) {
            slips.append("\(survey.encoding.rawValue), not \(file.encoding.rawValue)")
        }
        func mark(_ byte: UInt8?) -> String { byte.map { String(Character(Unicode.Scalar($0))) } ?? "none" }
        if let delimiter = file.delimiter, survey.dialect.delimiter != delimiter {
            slips.append("delimiter \(mark(survey.dialect.delimiter)), not \(mark(delimiter))")
        }
        if survey.dialect.quote != file.quote {
            slips.append("quote \(mark(survey.dialect.quote)), not \(mark(file.quote))")
        }
        if survey.dialect.escape != file.escape {
            slips.append("escape \(mark(survey.dialect.escape)), not \(mark(file.escape))")
        }
        if survey.headerRow != file.headerRow {
            slips.append("header \(survey.headerRow ?? -1), not \(file.headerRow ?? -1)")
        }
        if survey.rows != file.rows.count { slips.append("\(survey.rows) rows, not \(file.rows.count)") }
        guard slips.isEmpty else { return slips }
        var rows = try survey.dataRows(of: source)
        while try rows.next() {
            let wanted = file.rows[rows.row]
            let found = (0..<max(wanted.count, rows.fieldCount)).map { rows.field($0) }
            let cells = wanted + Array(repeating: "", count: max(0, found.count - wanted.count))
            if found != cells {
                slips.append("row \(rows.row) reads \(found)")
                break
            }
        }
        return slips
    }
}
