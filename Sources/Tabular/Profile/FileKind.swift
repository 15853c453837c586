/// Knows files that are not delimited text by their first bytes.
enum FileKind {
    /// How many bytes tell.
    static let headLength = 1_024

    /// Why a file that begins with these bytes cannot be used; nil where nothing speaks against it.
    static func refusal(of head: [UInt8]) -> String? {
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return "This is an Excel workbook (.xlsx) or another zip archive, not a CSV file."
        }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return "This is an old Excel workbook or another Office document, not a CSV file."
        }
        if head.starts(with: "%PDF".utf8) { return "This is a PDF document, not a CSV file." }
        if head.starts(with: "{\\rtf".utf8) { return "This is a word processor's document, not a CSV file." }
        let images: [[UInt8]] = [
            [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], [0x47, 0x49, 0x46, 0x38], [0x1F, 0x8B],
            [0x7F, 0x45, 0x4C, 0x46],
            Array("SQLite format 3".utf8), [0x4D, 0x5A, 0x90],
        ]
        if images.contains(where: { head.starts(with: $0) }) { return "The file is not text." }
        let text = head.prefix(headLength).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        let start = String(decoding: text.prefix(200), as: UTF8.self).lowercased()
        for mark in ["<!doctype", "<html", "<table", "<head", "<body", "<meta", "<div"] where start.hasPrefix(mark) {
            return "This is a web page (HTML), not a CSV file."
        }
        if start.hasPrefix("<?xml") { return "This is an XML document, not a CSV file." }
        return nil
    }
}
