/// How the words of names are written.
enum NameCase {
    /// A surname's words in their case: small words small where a word follows.
    static func surname(_ words: [String]) -> String {
        words.enumerated().map { index, word in
            guard index + 1 < words.count, isCapitals(word) || isSmall(word) else { return cased(word) }
            let key = word.lowercased()
            if NameWords.small.contains(key) { return key }
            if isSmall(word), NameWords.joining.contains(key) { return word }
            return cased(word)
        }.joined(separator: " ")
    }

    /// A word all in capitals or all small gets its capital; one in mixed case stays as it is.
    static func cased(_ word: String) -> String {
        if let (prefix, rest) = capitalsBehindPrefix(word) { return prefix + capitalised(rest) }
        guard isCapitals(word) || isSmall(word) else { return word }
        return word.split(separator: "-", omittingEmptySubsequences: false).map { capitalised(String($0)) }
            .joined(separator: "-")
    }

    static func isCapitals(_ word: String) -> Bool {
        var hasLetter = false
        for scalar in word.unicodeScalars where scalar.properties.isAlphabetic {
            if scalar.properties.isLowercase { return false }
            if scalar.properties.isUppercase { hasLetter = true }
        }
        return hasLetter
    }

    static func isSmall(_ word: String) -> Bool {
        var hasLetter = false
        for scalar in word.unicodeScalars where scalar.properties.isAlphabetic {
            if scalar.properties.isUppercase { return false }
            if scalar.properties.isLowercase { hasLetter = true }
        }
        return hasLetter
    }

    static func letterCount(_ word: String) -> Int {
        word.count { $0.unicodeScalars.first?.properties.isAlphabetic == true }
    }

    /// `McDONALD` as `Mc` and `DONALD`: capitals behind a prefix that may be small.
    static func capitalsBehindPrefix(_ word: String) -> (prefix: String, rest: String)? {
        for (prefix, written) in [
            ("Mc", "Mc"), ("Mac", "Mac"), ("mc", "Mc"), ("mac", "Mac"), ("o'", "O'"), ("d'", "d'"),
        ]
        where word.hasPrefix(prefix) {
            let rest = String(word.dropFirst(prefix.count))
            if isCapitals(rest), letterCount(rest) >= 2 { return (written, rest) }
        }
        return nil
    }

    private static func capitalised(_ word: String) -> String {
        let small = inSmallLetters(word)
        if small.hasPrefix("mc"), small.count > 3 { return "Mc" + upperFirst(small.dropFirst(2)) }
        if small.hasPrefix("mac"), NameWords.macs.contains(String(small.dropFirst(3))) {
            return "Mac" + upperFirst(small.dropFirst(3))
        }
        // The Turkish capital with a dot stays one: a plain I would be another letter.
        if word.hasPrefix("\u{130}") { return "\u{130}" + small.dropFirst() }
        guard let apostrophe = small.firstIndex(of: "'") else { return upperFirst(small[...]) }
        let behind = small[small.index(after: apostrophe)...]
        let front = upperFirst(small[..<apostrophe])
        return front + "'" + (letterCount(String(behind)) >= 2 ? capitalised(String(behind)) : String(behind))
    }

    /// A word in small letters: a dotted capital I without a loose dot, and a sigma at the end in its own form.
    static func inSmallLetters(_ word: String) -> String {
        let small = word.replacing("\u{130}", with: "i").lowercased()
        guard small.unicodeScalars.contains("\u{3C3}") else { return small }
        var scalars = Array(small.unicodeScalars)
        for index in scalars.indices where scalars[index] == "\u{3C3}" {
            let isLast = index + 1 == scalars.count || !scalars[index + 1].properties.isAlphabetic
            if isLast, index > 0, scalars[index - 1].properties.isAlphabetic { scalars[index] = "\u{3C2}" }
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func upperFirst(_ word: Substring) -> String {
        guard let first = word.unicodeScalars.first else { return "" }
        var rest = word
        rest.unicodeScalars.removeFirst()
        return first.properties.titlecaseMapping + rest
    }
}
