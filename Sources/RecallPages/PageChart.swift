import RecallCore

/// Bars as inline SVG. Each chart stands beside a table with the same numbers, so it is one picture to a screen reader.
enum PageChart {
    /// One bar for each label, made of parts from the bottom up; `names` are the style classes of the parts.
    static func bars(title: String, summary: String, labels: [String], values: [[Int]], names: [String]) -> String {
        let width = 700
        let height = 150
        let highest = max(1, values.map { $0.reduce(0, +) }.max() ?? 1)
        let step = Double(width) / Double(max(1, labels.count))
        var svg =
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(PageHTML.escaped(title))\">\n<svg class=\"chart\" role=\"img\" aria-label=\"\(PageHTML.escaped(title + ". " + summary))\""
        // 14 units at each side are for the halves of the outermost labels.
        svg += " viewBox=\"-14 0 \(width + 28) \(height + 28)\">\n<line class=\"axis\" x1=\"0\" x2=\"\(width)\""
        svg += " y1=\"\(height)\" y2=\"\(height)\"></line>\n"
        for (index, parts) in values.enumerated() {
            let left = Double(index) * step + step * 0.15
            var top = height
            for (part, value) in parts.enumerated() where value > 0 {
                // 18 units above the tallest bar are for its number.
                let size = max(2, value * (height - 18) / highest)
                top -= size
                svg += "<rect class=\"\(names[part])\" x=\"\(rounded(left))\" y=\"\(top)\""
                svg += " width=\"\(rounded(step * 0.7))\" height=\"\(size)\"></rect>\n"
            }
            let middle = rounded(left + step * 0.35)
            let total = parts.reduce(0, +)
            if total > 0 { svg += "<text x=\"\(middle)\" y=\"\(top - 4)\">\(total)</text>\n" }
            // Not more than about 14 labels have room.
            if index % max(1, (labels.count + 13) / 14) == 0 {
                svg += "<text x=\"\(middle)\" y=\"\(height + 18)\">\(PageHTML.escaped(labels[index]))</text>\n"
            }
        }
        return svg + "</svg>\n</div>\n"
    }

    private static func rounded(_ number: Double) -> String { String((number * 10).rounded() / 10) }
}
