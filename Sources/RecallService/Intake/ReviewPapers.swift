import RecallCore
import RecallSystem
import Tabular

/// What staff are told about an export whose layout is not sure: plain words, and the proposal as a layout file.
enum ReviewPapers {
    /// What the names of the papers end in.
    static let endings = ["review.txt", "layout.toml"]

    /// Whether a file is such a paper and no export.
    static func isPaper(_ name: String) -> Bool {
        endings.contains { name.utf8.reversed().starts(with: ".\($0)".utf8.reversed()) }
    }

    /// The texts that stand beside the file, by their names. `mended` is the layout as staff left it, which stays so.
    static func write(
        name: String, _ profile: FileProfile, _ recognition: Recognition, reasons: [String],
        layout mended: String? = nil
    ) -> [(name: String, text: String)] {
        let layout = mended ?? layout(name, recognition)
        let papers = [("\(name).review.txt", words(name, profile, recognition, reasons))]
        // One that would be too large to be read back is no help: the file is approved as it was read.
        return layout.utf8.count > Proposal.mostBytes ? papers : papers + [("\(name).layout.toml", layout)]
    }

    /// Takes the papers of a held export away once it has been settled.
    static func remove(of name: String, from shared: SharedFolder) throws(FileError) {
        for folder in Proposal.folders {
            for ending in endings {
                guard let paper = folder.appending("\(name).\(ending)"), try Proposal.isThere(paper, shared),
                    let old = PracticeFolders.working.appending("old-\(ending)-\(Identifier.make("p"))")
                else { continue }
                try shared.move(paper, to: old)
                try shared.removeWorkingFile(old)
            }
        }
    }

    /// What the paper beside a held file says.
    static func words(
        _ name: String, _ profile: FileProfile, _ recognition: Recognition, _ reasons: [String]
    ) -> String {
        var lines = ["\(name) waits for you. Nobody is called from it until you approve it.", "", "Why:"]
        lines += reasons.map { "  - \(ShownText.line($0))" }
        lines += [
            "", "What to do:",
            "  - If every column below is right, move \(name) into the folder review\\approved.",
            "    Files with the same columns are then taken without asking.",
            "  - If a column was taken for the wrong thing, open \(name).layout.toml in Notepad, change the",
            "    word behind the column's name, save, and then move \(name) as above.",
            "  - If the file itself is wrong, mend the export in your system and put the new file into the inbox.", "",
            "It was read as \(recognition.kind?.rawValue ?? "nothing known"), \(profile.rows) rows. Its columns:", "",
        ]
        for column in recognition.columns {
            let header =
                column.header.isEmpty ? "column \(column.column + 1)" : "\"\(ShownText.line(column.header))\""
            lines.append("  \(header): \(column.field.map { $0.rawValue } ?? "not used") (\(column.evidence))")
            // Cells are anybody's words: in one line each, so that none reads as a line of this paper.
            let samples = column.samples.map { ShownText.line($0, upTo: 80) }
            if !samples.isEmpty { lines.append("      such as: \(samples.joined(separator: " | "))") }
        }
        // Notepad of old Windows versions needs both.
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func layout(_ name: String, _ recognition: Recognition) -> String {
        // What is held without being recognised may be a list of people who must not be called.
        let kind = (recognition.kind ?? .suppressions).rawValue
        var lines = [
            "# How recalld would read \(ShownText.line(name)). Change the word behind a column where it is wrong, \"\" where the",
            "# column is to be used for nothing, then move the file itself into review\\approved. To keep this as a layout for",
            "# every practice, copy it to layouts.d.", "#", "# The words that there are:",
        ]
        lines += wrapped(Field.allCases.map(\.rawValue))
        lines += ["", "[\(kind)]", "kind = \"\(kind)\"", "provenance = \"proposed\""]
        let order = recognition.dateOrder
        if order == nil {
            lines.append("# Where it cannot be told: dmy for day first, mdy for month first, ymd for year first.")
        }
        lines.append("\(order == nil ? "# " : "")date_order = \"\(order?.rawValue ?? "dmy")\"")
        lines += ["", "[\(kind).columns]"]
        for (key, column) in zip(Layout.keys(of: recognition.columns.map(\.header)), recognition.columns) {
            lines.append("\"\(escaped(key))\" = \"\(column.field?.rawValue ?? "")\"")
        }
        let unlisted = recognition.unlistedWords.sorted { $0.key < $1.key }
        if !unlisted.isEmpty {
            lines += [
                "",
                "# Words of a status that recalld does not know. Take away those of people who must not be called. They",
                "# count when your administrator approves the file: recalld approve. Else each of these patients waits.",
                "[\(kind).words]",
            ]
            lines += unlisted.map { key, words in
                "\"\(escaped(key))\" = \"\(words.map(escaped).joined(separator: " | "))\""
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    /// Words as lines of a comment.
    private static func wrapped(_ words: [String]) -> [String] {
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + word.count < 110 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append("#   " + word)
            }
        }
        return lines
    }

    private static func oneLine(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

    private static func escaped(_ text: String) -> String {
        // TOML takes no control characters but the tab; in a header they mean nothing.
        String(
            oneLine(text).filter {
                $0 == "\t" || !$0.unicodeScalars.contains { $0.properties.generalCategory == .control }
            }
        )
        .replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    }
}
