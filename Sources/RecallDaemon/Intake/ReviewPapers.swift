import RecallCore
import RecallSystem
import Tabular

/// What staff are told about an export whose layout is not sure: plain words, and the proposal as a layout file.
enum ReviewPapers {
    /// The texts that stand beside the file, by their names.
    static func write(
        name: String, _ survey: Survey, _ recognition: Recognition, reasons: [String]
    ) -> [(name: String, text: String)] {
        [
            ("\(name).review.txt", words(name, survey, recognition, reasons)),
            ("\(name).layout.toml", layout(name, recognition)),
        ]
    }

    /// Takes the papers of a held export away once it has been settled.
    static func remove(of name: String, from shared: SharedFolder) throws {
        for ending in ["review.txt", "layout.toml"] {
            guard let paper = PracticeFolders.review.appending("\(name).\(ending)"),
                try shared.file(at: paper) != nil,
                let old = PracticeFolders.working.appending("old-\(ending)-\(Identifier.make("p"))")
            else { continue }
            try shared.move(paper, to: old)
            try shared.removeWorkingFile(old)
        }
    }

    private static func words(
        _ name: String, _ survey: Survey, _ recognition: Recognition, _ reasons: [String]
    ) -> String {
        var lines = ["\(name) waits for you. Nobody is called from it until you approve it.", "", "Why:"]
        lines += reasons.map { "  - \($0)" }
        lines += [
            "", "What to do:",
            "  - If every column below is right, move \(name) into the folder review\\approved.",
            "    Files with the same columns are then taken without asking.",
            "  - If not, mend the export in your system and put the new file into the inbox.", "",
            "It was read as \(recognition.kind?.rawValue ?? "nothing known"), \(survey.rows) rows. Its columns:", "",
        ]
        for column in recognition.columns {
            let header = column.header.isEmpty ? "column \(column.column + 1)" : "\"\(column.header)\""
            lines.append("  \(header): \(column.field.map { $0.rawValue } ?? "not used") (\(column.evidence))")
            if !column.samples.isEmpty { lines.append("      such as: \(column.samples.joined(separator: " | "))") }
        }
        // Notepad of old Windows versions needs both.
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func layout(_ name: String, _ recognition: Recognition) -> String {
        let kind = recognition.kind?.rawValue ?? "patients"
        var lines = [
            "# How recalld would read \(oneLine(name)). To keep it as a layout of your own, copy this file to layouts.d.",
            "",
            "[\(kind)]", "kind = \"\(kind)\"", "provenance = \"proposed\"",
        ]
        if let order = recognition.dateOrder { lines.append("date_order = \"\(order.rawValue)\"") }
        lines += ["", "[\(kind).columns]"]
        var seen: Set<String> = []
        for column in recognition.columns where !column.header.isEmpty && seen.insert(column.header).inserted {
            lines.append("\"\(escaped(column.header))\" = \"\(column.field?.rawValue ?? "")\"")
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

    private static func escaped(_ text: String) -> String {
        oneLine(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
