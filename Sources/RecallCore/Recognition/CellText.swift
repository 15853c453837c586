/// The text of a cell that is lent as bytes of UTF-8.
enum CellText {
    /// The text as a string of its own.
    static func string(_ bytes: Span<UInt8>) -> String {
        do {
            return String(copying: try UTF8Span(validating: bytes))
        } catch {
            // What is no UTF-8 is mended.
            return String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
    }

    /// Whether a byte stands in the text from a place on.
    static func contains(_ wanted: UInt8, in bytes: Span<UInt8>, from start: Int) -> Bool {
        for index in start..<bytes.count where bytes[index] == wanted { return true }
        return false
    }

    /// Whether a byte is a blank of ASCII: a space, a tab or a line end.
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

    /// Words in small letters of ASCII, to be looked for in text whatever its letters' case.
    struct Words {
        private let words: [[UInt8]]
        /// One bit for each letter with which a word begins.
        private let firstLetters: UInt32

        init(_ words: [String]) {
            self.words = words.map { Array($0.utf8) }
            firstLetters = self.words.reduce(0) { $0 | 1 << UInt32(($1.first ?? 0) & 31) }
        }

        /// Whether any of the words stands anywhere in the text.
        func stand(in bytes: Span<UInt8>) -> Bool {
            for start in bytes.indices {
                let small = bytes[start] | 0x20
                guard (97...122).contains(small), firstLetters & 1 << UInt32(small & 31) != 0 else { continue }
                for index in words.indices where Self.stands(words[index], in: bytes, at: start) { return true }
            }
            return false
        }

        private static func stands(_ word: [UInt8], in bytes: Span<UInt8>, at start: Int) -> Bool {
            guard start + word.count <= bytes.count else { return false }
            for index in word.indices where bytes[start + index] | 0x20 != word[index] { return false }
            return true
        }
    }
}
