import RecallCore
import Tabular

extension InspectReport {
    /// For people: what the file is, how each column is read, what is odd, and what would become of it.
    package var blocks: [ShownBlock] { heading + columns + oddities + conclusion }

    private var heading: [ShownBlock] {
        let profile = reading.profile
        return [
            .line(
                "\(file): \(bytes) bytes, \(profile.encoding.rawValue), \(profile.rows) rows, \(profile.columns) columns"
            )
        ]
    }

    private var columns: [ShownBlock] {
        guard let recognition = reading.recognition else { return [] }
        return [
            .line(
                "Kind: \(recognition.kind?.rawValue ?? "not recognised"); layout \(recognition.layout.name) "
                    + "(\(recognition.layout.source.rawValue)); dates \(recognition.dateOrder?.rawValue ?? "need no order")"
            ),
            .line(""),
            .table(
                headings: ["column", "taken for", "sure", "why", "such as"],
                rows: recognition.columns.map {
                    [
                        $0.header, $0.field?.rawValue ?? "-", $0.field == nil ? "" : "\(Int($0.confidence * 100)) %",
                        $0.evidence, ShownText.line($0.samples.first ?? "", upTo: 40),
                    ]
                },
                styles: recognition.columns.map { $0.field == nil ? .dim : $0.confidence < 0.8 ? .yellow : nil }),
            .line(""),
        ]
    }

    private var oddities: [ShownBlock] {
        var blocks: [ShownBlock] = reading.profile.notes.map { .line("note: \($0)", .yellow) }
        guard problemCount > 0 else { return blocks }
        blocks.append(.line("\(problemCount) cells or rows with a problem, the first:"))
        blocks += problems.prefix(10).map { problem in
            .line("  line \(problem.line): \(problem.field?.rawValue ?? "row"): \(problem.problem)")
        }
        return blocks
    }

    private var conclusion: [ShownBlock] {
        let (words, style): (String, ShownText.Style) =
            switch verdict {
            case .accept, .duplicate: ("It would be imported.", .green)
            case .hold: ("It would wait for a person.", .yellow)
            case .reject: ("It cannot be used.", .red)
            }
        return [.line("Verdict: \(verdict.word.rawValue). \(words)", style)] + reasons.map { .line("  - \($0)") }
    }
}
