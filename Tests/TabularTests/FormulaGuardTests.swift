import Testing

@testable import Tabular

/// Cells that a spreadsheet would run, as they are written.
@Suite struct FormulaGuardTests {
    private static let harmful = [
        "=1+1", "+1+1", "-1+1", "@SUM(1)", "=\u{301}cmd|' /C calc'!A0", "\u{301}=1+1", "\u{200B}@SUM(1)", "\u{FEFF}=1",
        "\u{AD}=1", "\t=1", "\r=1", " =1", "\u{A0}=1", "\u{202E}=1", "\u{FE0F}=1", "＝1", "−1+1", "–1+1", "\u{0}=1",
        "\u{E0041}=1", "\u{1}\u{301}\u{200D}=1",
    ]
    private static let harmless = ["", "a=1", "'=1", "1-1", "Dr A Shah", "+447700900123", "\"=1", "é", "07700 900123"]

    private func written(_ cell: String, _ encoding: TextEncoding) -> String {
        var writer = RecordWriter(encoding: encoding, quoting: .all, keepsFormulasOut: true)
        var text: [UInt8] = []
        var transcoder = Transcoder(encoding)
        transcoder.append(writer.bytes(of: [cell]), to: &text)
        transcoder.finish(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    @Test(arguments: TextEncoding.allCases, harmful)
    func `a formula is written as text in every encoding`(encoding: TextEncoding, cell: String) {
        let line = written(cell, encoding)
        #expect(line.unicodeScalars.starts(with: "\"'".unicodeScalars), "\(line.debugDescription)")
    }

    @Test(arguments: TextEncoding.allCases, harmless)
    func `what is no formula is written as it is`(encoding: TextEncoding, cell: String) {
        #expect(!written(cell, encoding).unicodeScalars.starts(with: "\"'".unicodeScalars) || cell.hasPrefix("'"))
        #expect(!written(cell, encoding).hasPrefix("\"''"))
    }

    @Test func `a writer that is not asked to leaves cells as they are`() {
        var writer = RecordWriter()
        #expect(String(decoding: writer.bytes(of: ["=1", "b"]), as: UTF8.self).hasPrefix("=1,b"))
    }
}
