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
    static func table(_ caption: String, _ columns: [String], _ rows: [[String]], numbers: Set<Int> = []) -> String {
        var html = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"\(escaped(caption))\">\n<table>\n"
        html += "<caption>\(escaped(caption))</caption>\n<thead><tr>"
        for (index, column) in columns.enumerated() {
            html += "<th scope=\"col\"\(numbers.contains(index) ? " class=\"n\"" : "")>\(escaped(column))</th>"
        }
        html += "</tr></thead>\n<tbody>\n"
        for row in rows {
            html += "<tr>"
            for (index, cell) in row.enumerated() {
                let style = numbers.contains(index) ? " class=\"n\"" : ""
                html += index == 0 ? "<th scope=\"row\"\(style)>\(cell)</th>" : "<td\(style)>\(cell)</td>"
            }
            html += "</tr>\n"
        }
        return html + "</tbody>\n</table>\n</div>\n"
    }

    /// A part of the page with its heading.
    static func section(_ id: String, _ heading: String, _ body: String) -> String {
        "<section aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">\(escaped(heading))</h2>\n\(body)</section>\n"
    }

    static func paragraph(_ text: String) -> String { "<p>\(escaped(text))</p>\n" }

    /// A word in a frame; its kind gives the colour, the word the meaning.
    static func badge(_ word: String, _ kind: String) -> String {
        "<span class=\"badge \(kind)\">\(escaped(word))</span>"
    }
}
