/// Known words and headers by their first letter, to find the one that a misspelt one is meant for.
struct HeaderSlips: Sendable {
    /// A known word as it may be spelt.
    struct Spelling: Sendable {
        var word: String
        var bytes: [UInt8]
        var tokens: [String]
    }

    /// Every known word of three letters and more.
    private(set) var spellings: [UInt8: [Spelling]] = [:]
    /// Known headers of six letters and more without what stands between their words.
    private(set) var glued: [UInt8: [(bytes: [UInt8], fields: [Field])]] = [:]

    init(words: Set<String>, glued headers: [String: [Field]]) {
        for word in words {
            guard let first = word.utf8.first, word.utf8.count >= 3 else { continue }
            spellings[first, default: []].append(
                Spelling(word: word, bytes: Array(word.utf8), tokens: HeaderPhrase.longForm(of: word) ?? [word]))
        }
        for (text, fields) in headers where text.utf8.count >= 6 {
            guard let first = text.utf8.first else { continue }
            glued[first, default: []].append((Array(text.utf8), fields))
        }
        for first in Array(spellings.keys) {
            spellings[first]?.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) }
        }
    }
}
