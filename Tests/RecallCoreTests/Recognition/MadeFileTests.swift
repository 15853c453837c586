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

/// Compares what a profile says of a made file with what is true of it.
enum MadeFileJudge {
    static func slips(_ file: MadeFile) throws -> [String] {
        let source = ArraySource(file.bytes)
        let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
        var slips: [String] = []
        if let rejection = profile.rejection { return ["rejected: \(rejection)"] }
        if profile.encoding.decode(file.bytes) != file.encoding.decode(file.bytes) {
            slips.append("\(profile.encoding.rawValue), not \(file.encoding.rawValue)")
        }
        func mark(_ byte: UInt8?) -> String { byte.map { String(Character(Unicode.Scalar($0))) } ?? "none" }
        if let delimiter = file.delimiter, profile.dialect.delimiter != delimiter {
            slips.append("delimiter \(mark(profile.dialect.delimiter)), not \(mark(delimiter))")
        }
        if profile.dialect.quote != file.quote {
            slips.append("quote \(mark(profile.dialect.quote)), not \(mark(file.quote))")
        }
        if profile.dialect.escape != file.escape {
            slips.append("escape \(mark(profile.dialect.escape)), not \(mark(file.escape))")
        }
        if profile.headerRow != file.headerRow {
            slips.append("header \(profile.headerRow ?? -1), not \(file.headerRow ?? -1)")
        }
        if profile.rows != file.rows.count { slips.append("\(profile.rows) rows, not \(file.rows.count)") }
        guard slips.isEmpty else { return slips }
        var rows = try profile.dataRows(of: source)
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
