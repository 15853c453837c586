import RecallCore

/// The few pieces of HTML that the page is put together from.
enum PageHTML {
    /// Text made harmless inside an element or an attribute in quotes.
    ///
    /// Control characters have no place in HTML; marks that turn the reading direction could disguise what follows.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n", "\r": result += " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            case "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A table; the cells are HTML already, the first of each row is its heading.
    ///
    /// On a narrow screen the style stacks the cells under each other. That takes a table's meaning away in some
    /// browsers, so the roles are spelt out, and every cell carries its column's name for the eye.
    static func table(_ caption: String, _ columns: [String], _ rows: [[String]], numbers: Set<Int> = []) -> String {
        let styles = columns.indices.map { numbers.contains($0) ? " class=\"n\"" : "" }
        var html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(escaped(caption))\">\n"
        html += "<table role=\"table\">\n<caption>\(escaped(caption))</caption>\n"
        html += "<thead role=\"rowgroup\"><tr role=\"row\">"
        for (column, style) in zip(columns, styles) {
            html += "<th role=\"columnheader\" scope=\"col\"\(style)>\(escaped(column))</th>"
        }
        html += "</tr></thead>\n<tbody role=\"rowgroup\">\n"
        for row in rows {
            html += "<tr role=\"row\">"
            for (index, cell) in row.enumerated() {
                let label = "\(styles[index]) data-label=\"\(escaped(columns[index]))\""
                html +=
                    index == 0
                    ? "<th role=\"rowheader\" scope=\"row\"\(label)>\(cell)</th>"
                    : "<td role=\"cell\"\(label)>\(cell)</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody>\n</table>\n</div>\n"
    }

    /// A part of the page with its heading.
    static func section(_ section: PageSection, _ body: String) -> String {
        let id = section.rawValue
        return
            "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(escaped(section.heading))</h2>\n\(body)</section>\n"
    }

    /// A thing to do, with a way to the part of the page that tells more.
    static func step(_ step: PageHeadline.Step) -> String {
        let link = step.see.map { " <a href=\"#\($0.rawValue)\">See \(escaped($0.heading)).</a>" } ?? ""
        return "<li>\(escaped(step.words))\(link)</li>\n"
    }

    static func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>\n" }

    /// A word in a frame; its kind gives the colour, the word the meaning.
    static func badge(_ word: String, _ kind: String) -> String {
        "<span class=\"badge \(kind)\">\(escaped(word))</span>"
    }
}
