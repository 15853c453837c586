/// What somebody said, in small letters without punctuation, so that phrases can be looked up in it.
package struct PlainWords: Equatable, Sendable {
    package let words: [String]

    /// Speech that is longer than this is cut: no turn of a telephone call is, and nothing is gained by reading on.
    private static let longest = 20_000

    package init(_ text: some StringProtocol) {
        var words: [String] = []
        var word = ""
        for scalar in text.unicodeScalars.prefix(Self.longest) {
            switch scalar {
            case "'", "’", "‘", "`": continue
            case "a"..."z", "0"..."9": word.unicodeScalars.append(scalar)
            case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
                word += scalar.properties.lowercaseMapping
            default:
                if !word.isEmpty { words.append(word) }
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        self.words = words
    }

    package var count: Int { words.count }
    package var isEmpty: Bool { words.isEmpty }

    /// The words with one blank between them and none at the ends.
    package var joined: String { words.joined(separator: " ") }

    /// Whether the words of a phrase stand here next to each other. It is written without apostrophes.
    package func has(_ phrase: String) -> Bool { hasAny([phrase]) }

    package func hasAny(_ phrases: Phrases) -> Bool {
        words.indices.contains { start in
            phrases.byFirstWord[words[start]]?.contains { words[(start + 1)...].starts(with: $0) } == true
        }
    }
}

/// Phrases to look for, in small letters and without apostrophes.
package struct Phrases: ExpressibleByArrayLiteral, Sendable {
    /// The other words of each phrase, under its first.
    fileprivate let byFirstWord: [String: [[String]]]

    package init(arrayLiteral phrases: String...) {
        var byFirstWord: [String: [[String]]] = [:]
        for phrase in phrases {
            let words = phrase.split(separator: " ").map(String.init)
            if let first = words.first { byFirstWord[first, default: []].append(Array(words.dropFirst())) }
        }
        self.byFirstWord = byFirstWord
    }
}
