/// What the words of a header say about the column beneath.
package enum HeaderVocabulary {
    /// A field that a header may name, and how surely.
    struct Match: Equatable {
        var field: Field
        /// 0 to 1.
        var score: Double
    }

    /// The fields that a header may name, the surest first; none for a header that is no known word.
    static func matches(_ header: String) -> [Match] {
        let words = words(of: header)
        guard !words.isEmpty else { return [] }
        var best: [Field: Double] = [:]
        func note(_ fields: [Field]?, _ score: Double) {
            for field in fields ?? [] { best[field] = max(best[field] ?? 0, score) }
        }
        note(index.exact[words.joined(separator: " ")], 1)
        note(index.sorted[words.sorted().joined(separator: " ")], 0.93)
        let core = core(words)
        if !core.isEmpty { note(index.core[core.sorted().joined(separator: " ")], 0.85) }
        if best.isEmpty { for (field, score) in near(words) { note([field], score) } }
        return best.map { Match(field: $0.key, score: $0.value) }
            .sorted { ($1.score, $0.field.rawValue) < ($0.score, $1.field.rawValue) }
    }

    /// How much a record looks like a header by its words alone: the share of its filled cells that name a field.
    package static func affinity(of record: [String]) -> Double {
        let filled = record.filter { cell in cell.contains { !$0.isWhitespace } }
        guard !filled.isEmpty else { return 0 }
        let known = filled.reduce(into: 0.0) { sum, cell in
            guard cell.utf8.count <= 60 else { return }
            sum += matches(cell).first?.score ?? 0
        }
        return known / Double(filled.count)
    }

    /// A header as one text that spelling, case and punctuation do not change.
    package static func normalised(_ header: String) -> String { words(of: header).joined(separator: " ") }

    // MARK: Words

    /// Short forms and what they stand for.
    private static let longForms: [String: [String]] = [
        "px": ["patient"], "pt": ["patient"], "pat": ["patient"], "client": ["patient"], "customer": ["patient"],
        "num": ["no"], "nr": ["no"], "number": ["no"], "numbers": ["no"], "nos": ["no"], "nbr": ["no"],
        "reference": ["ref"], "id": ["id"], "telephone": ["phone"], "tel": ["phone"], "telno": ["phone", "no"],
        "telephones": ["phone"], "phones": ["phone"], "ph": ["phone"], "mob": ["mobile"], "cell": ["mobile"],
        "appt": ["appointment"], "appts": ["appointment"], "apt": ["appointment"], "app": ["appointment"],
        "dob": ["date", "of", "birth"], "addr": ["address"], "add": ["address"], "emailaddress": ["email", "address"],
        "surname": ["surname"], "forenames": ["forename"], "firstname": ["first", "name"],
        "lastname": ["last", "name"], "postcode": ["post", "code"], "datetime": ["date", "time"],
        "diabetes": ["diabetic"], "lenses": ["lens"], "months": ["months"], "month": ["months"], "mths": ["months"],
        "optom": ["optometrist"], "opthom": ["optometrist"], "wk": ["work"], "bus": ["work"], "hm": ["home"],
        "res": ["home"], "dt": ["date"], "yr": ["year"], "cls": ["cl"],
    ]

    /// Words that say nothing by themselves.
    private static let fillers: Set<String> = ["patient", "no", "the", "of", "s", "details", "date", "field", "code"]

    /// Words that a near miss must never cross.
    private static let qualifiers: Set<String> = [
        "home", "work", "mobile", "next", "last", "previous", "guardian", "parent", "gp", "reminder", "emergency",
        "kin",
        "doctor", "start", "end", "first", "sur", "cl", "lens", "not", "no", "opt", "out", "in", "day", "evening",
    ]

    static func words(of header: String) -> [String] {
        var words: [String] = []
        var word = ""
        var previous: Unicode.Scalar?
        func close() {
            guard !word.isEmpty else { return }
            let lowered = word.lowercased()
            words += longForms[lowered] ?? [lowered]
            word = ""
        }
        let scalars = Array(header.unicodeScalars)
        for (position, scalar) in scalars.enumerated() {
            let properties = scalar.properties
            guard properties.isAlphabetic || properties.numericType != nil else {
                // `D.O.B.` is one word, and so is `e-mail`.
                let isInside = scalar == "." && word.unicodeScalars.count == 1
                if !isInside, !(scalar == "-" && word.lowercased() == "e") { close() }
                previous = nil
                continue
            }
            if let before = previous {
                let isHump = before.properties.isLowercase && properties.isUppercase
                let isLastCapital =
                    before.properties.isUppercase && properties.isUppercase && position + 1 < scalars.count
                    && scalars[position + 1].properties.isLowercase && word.unicodeScalars.count > 1
                let isDigitBorder = (before.properties.numericType == nil) != (properties.numericType == nil)
                if isHump || isLastCapital || isDigitBorder { close() }
            }
            word.unicodeScalars.append(scalar)
            previous = scalar
        }
        close()
        return words
    }

    private static func core(_ words: [String]) -> [String] { words.filter { !fillers.contains($0) } }

    // MARK: The index

    private struct Index {
        var exact: [String: [Field]] = [:]
        var sorted: [String: [Field]] = [:]
        var core: [String: [Field]] = [:]
        /// Every known header by its number of words, for near misses.
        var byLength: [Int: [(words: [String], fields: [Field])]] = [:]
    }

    private static let index: Index = {
        var index = Index()
        for line in HeaderWords.table.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "|")
            guard let name = parts.first, let field = Field(rawValue: String(name)) else { continue }
            for header in parts.dropFirst() {
                let words = words(of: String(header))
                guard !words.isEmpty else { continue }
                add(field, to: &index.exact, words.joined(separator: " "))
                add(field, to: &index.sorted, words.sorted().joined(separator: " "))
                let core = core(words)
                if !core.isEmpty { add(field, to: &index.core, core.sorted().joined(separator: " ")) }
            }
        }
        for (text, fields) in index.exact {
            let words = text.split(separator: " ").map(String.init)
            index.byLength[words.count, default: []].append((words, fields))
        }
        return index
    }()

    private static func add(_ field: Field, to table: inout [String: [Field]], _ key: String) {
        if table[key]?.contains(field) != true { table[key, default: []].append(field) }
    }

    /// Known headers of as many words in which at most one word is misspelt, and none of the words that decide.
    private static func near(_ words: [String]) -> [(Field, Double)] {
        guard words.count <= 6 else { return [] }
        var found: [(Field, Double)] = []
        for known in index.byLength[words.count] ?? [] {
            var misspelt = 0
            for (word, other) in zip(words, known.words) where word != other {
                misspelt += isMisspelt(word, other) ? 1 : 2
                if misspelt > 1 { break }
            }
            if misspelt == 1 { found += known.fields.map { ($0, 0.72) } }
        }
        return found
    }

    private static func isMisspelt(_ word: String, _ other: String) -> Bool {
        guard !qualifiers.contains(word), !qualifiers.contains(other), other.utf8.count >= 5 else { return false }
        return distance(Array(word.utf8), Array(other.utf8)) <= (other.utf8.count >= 9 ? 2 : 1)
    }

    /// The number of letters to change, add, drop or swap with a neighbour.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard abs(left.count - right.count) <= 2 else { return 3 }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for i in left.indices {
            var row = [i + 1]
            for j in right.indices {
                var cost = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                    cost = min(cost, beforeLast[j - 1] + 1)
                }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[right.count]
    }
}
