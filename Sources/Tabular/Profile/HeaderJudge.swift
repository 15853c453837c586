/// Judges whether a record names the columns that stand below it.
enum HeaderJudge {
    /// From about -1 (a row like those below) to 2 (names for certain); one below `needed` may be lower than it would be.
    static func score(
        _ cells: [String], above rows: [[String]], needed: Double = -1, _ affinity: (@Sendable ([String]) -> Double)?
    ) -> Double {
        let filled = cells.indices.filter { !cells[$0].isEmpty }
        guard !filled.isEmpty else { return -1 }
        var total = 0.0
        for column in filled {
            total += score(cells[column], above: rows.compactMap { column < $0.count ? $0[column] : nil })
        }
        var score = total / Double(filled.count)
        if Set(filled.map { cells[$0] }).count * 2 < filled.count { score -= 0.2 }
        if filled.count * 2 < cells.count { score -= 0.2 }
        // The words of a row of data are many and unknown, and take long to look up.
        if let affinity, score + mostOfWords >= needed {
            let share = affinity(cells)
            score += share >= 0.15 ? mostOfWords * share : -0.25
        }
        return score
    }

    /// How much words that all name columns add.
    private static let mostOfWords = 1.2

    private static func score(_ name: String, above column: [String]) -> Double {
        let shape = CellShape(name)
        let values = column.filter { !$0.isEmpty }
        guard !values.isEmpty else { return shape.isStrong ? -0.8 : 0.2 }
        let shapes = values.map { CellShape($0) }
        let alike = shapes.count { $0 == shape }
        let strong = shapes.count { $0.isStrong }
        if shape.isStrong { return alike * 2 >= values.count ? -1 : -0.4 }
        if strong * 2 > values.count { return 1 }
        if values.contains(name) { return -0.6 }
        if isCommonName(name), !values.contains(where: isCommonName) { return 0.6 }
        let withDigits = values.count(where: hasNumber)
        if withDigits * 2 > values.count, !hasNumber(name) { return 0.6 }
        if withDigits * 4 < values.count, name.filter(\.isNumber).count > 1 { return -0.5 }
        if Set(values).count * 2 < values.count { return 0.5 }
        return alike * 4 < values.count ? 0.3 : 0.08
    }

    /// Whether a text is what tables of any kind call a column: its last word is one of the commonest, or it is a number of
    /// a column.
    static func isCommonName(_ text: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        let isASCII = text.utf8.allSatisfy { $0 < 0x80 }
        guard let (last, count) = isASCII ? lastWord(ofASCII: text) : lastWord(of: text), count <= 4 else {
            return false
        }
        return commonNames.contains(last)
            || (count == 1 && text.last?.isNumber == true && numbered.contains(last))
    }

    /// The last word in small letters, and how many there are; a small letter before a capital parts them too.
    private static func lastWord(of text: String) -> (word: String, count: Int)? {
        var words: [String] = []
        var isWord = false
        var wasLower = false
        for character in text {
            let goesOn = isWord && character.isLetter && !(wasLower && character.isUppercase)
            if character.isLetter {
                if goesOn { words[words.count - 1].append(character) } else { words.append(String(character)) }
            }
            isWord = character.isLetter
            wasLower = character.isLowercase
        }
        return words.last.map { ($0.lowercased(), words.count) }
    }

    /// The same for the usual text, whose bytes are its characters.
    private static func lastWord(ofASCII text: String) -> (word: String, count: Int)? {
        var word: [UInt8] = []
        var count = 0
        var isWord = false
        var wasLower = false
        for byte in text.utf8 {
            let isUpper = 0x41...0x5A ~= byte
            let isLower = 0x61...0x7A ~= byte
            if isUpper || isLower {
                if !isWord || (wasLower && isUpper) {
                    count += 1
                    word.removeAll(keepingCapacity: true)
                }
                word.append(byte | 0x20)
            }
            isWord = isUpper || isLower
            wasLower = isLower
        }
        return count > 0 ? (String(decoding: word, as: UTF8.self), count) : nil
    }

    /// Whether a text holds a digit, or another character that is a number.
    private static func hasNumber(_ text: String) -> Bool {
        var isASCII = true
        for byte in text.utf8 {
            if 0x30...0x39 ~= byte { return true }
            if byte >= 0x80 { isASCII = false }
        }
        return !isASCII && text.contains(where: \.isNumber)
    }

    private static let numbered: Set<String> = [
        "column", "col", "field", "header", "heading", "var", "variable", "attr",
    ]

    private static let commonNames: Set<String> = [
        "id", "ids", "name", "names", "code", "codes", "type", "types", "date", "time", "year", "month", "day", "value",
        "values", "description", "desc", "title", "status", "state", "city", "country", "county", "region", "address",
        "zip",
        "postcode", "phone", "email", "url", "link", "category", "group", "class", "level", "number", "count", "total",
        "amount", "price", "cost", "quantity", "qty", "unit", "units", "rate", "percent", "score", "rank", "order",
        "latitude", "longitude", "lat", "lon", "lng", "age", "sex", "gender", "note", "notes", "comment", "comments",
        "remarks", "source", "label", "key", "size", "length", "width", "height", "weight", "language", "version",
        "ref",
        "reference", "owner", "author", "user", "username", "firstname", "lastname", "surname", "forename", "company",
        "department", "location", "town", "population", "currency", "index",
    ]
}
