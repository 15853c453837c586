/// Cuts a text into clauses and words, in one pass over its bytes.
struct NoteScanner {
    struct Token {
        /// The word's number in the vocabulary; 0 for a word that means nothing.
        var word: UInt16
        var isWord: Bool
        /// Whether a blank or another sign stands between this token and the one before.
        var standsApart: Bool
        /// Whether every letter of it is a capital; false where it has none.
        var isCapitals = false
        /// Whether it begins with a capital and goes on in small letters.
        var isCapitalised = false
        /// How many digits it is; 0 where it has anything else.
        var digits = 0
    }

    let vocabulary: NoteVocabulary
    private(set) var tokens: [Token] = []
    /// Ranges of `tokens`, one a clause.
    private(set) var clauses: [Range<Int>] = []
    private var clauseStart = 0
    private var buffer: [UInt8] = []
    private var standsApart = true
    private var capitals = 0
    private var beginsWithCapital = false
    /// A hyphen whose place, inside a word or alone, the next byte decides.
    private var openHyphen = false

    init(vocabulary: NoteVocabulary) {
        self.vocabulary = vocabulary
        tokens.reserveCapacity(32)
        buffer.reserveCapacity(32)
    }

    mutating func scan(_ text: String) {
        let bytes = Array(text.utf8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                letter(byte | 0x20)
                capitals += 1
                if buffer.count == 1 { beginsWithCapital = true }
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "#"):
                letter(byte)
            case UInt8(ascii: "'"): apostrophe()
            case UInt8(ascii: "-"): dash()
            case UInt8(ascii: "?"): sign(vocabulary.question)
            case UInt8(ascii: ":"): sign(vocabulary.colon)
            case UInt8(ascii: "="): sign(vocabulary.equals)
            case UInt8(ascii: "/"): sign(vocabulary.slash)
            case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "%"): sign(0)
            case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"),
                UInt8(ascii: "+"), 0x0A, 0x0B, 0x0C, 0x0D:
                endClause()
            case UInt8(ascii: "."):
                if position + 1 == bytes.count || bytes[position + 1] <= 0x20 { endClause() } else { blank() }
            case 0x80...:
                position += other(bytes, at: position)
                continue
            default: blank()
            }
            position += 1
        }
        endClause()
    }

    private mutating func letter(_ byte: UInt8) {
        if openHyphen {
            openHyphen = false
            if buffer.isEmpty { token(vocabulary.hyphen, isWord: false) } else { endWord() }
        }
        buffer.append(byte)
    }

    private mutating func apostrophe() {
        settleHyphen()
        if buffer.isEmpty { standsApart = true } else { buffer.append(UInt8(ascii: "'")) }
    }

    private mutating func dash() {
        settleHyphen()
        openHyphen = true
    }

    /// A hyphen that no letter follows, or that no letter stands before, is a dash by itself.
    private mutating func settleHyphen() {
        guard openHyphen else { return }
        openHyphen = false
        endWord()
        token(vocabulary.hyphen, isWord: false)
    }

    private mutating func blank() {
        settleHyphen()
        endWord()
        standsApart = true
    }

    private mutating func sign(_ word: UInt16) {
        settleHyphen()
        endWord()
        token(word, isWord: false)
    }

    private mutating func token(_ word: UInt16, isWord: Bool) {
        tokens.append(Token(word: word, isWord: isWord, standsApart: standsApart))
        standsApart = false
    }

    private mutating func endWord() {
        defer {
            capitals = 0
            beginsWithCapital = false
        }
        while buffer.last == UInt8(ascii: "'") { buffer.removeLast() }
        guard !buffer.isEmpty else { return }
        let letters = buffer.count { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        let isNumber = buffer.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let digits = isNumber ? buffer.count : 0
        var word = vocabulary.find(buffer)
        if word == 0, buffer.count > 2, buffer.suffix(2).elementsEqual([UInt8(ascii: "'"), UInt8(ascii: "s")]) {
            word = vocabulary.find(buffer.dropLast(2))
        }
        if buffer.count == 1, let merged = abbreviation() {
            tokens.removeLast(2)
            word = merged
        }
        buffer.removeAll(keepingCapacity: true)
        if vocabulary.roles[Int(word)].contains(.cutsClause) {
            closeClause()
        } else {
            tokens.append(
                Token(
                    word: word, isWord: true, standsApart: standsApart,
                    isCapitals: letters > 0 && capitals == letters,
                    isCapitalised: beginsWithCapital && capitals == 1 && letters > 1, digits: digits))
            standsApart = false
        }
    }

    /// `h/o`, `f/h` and their like are one word each.
    private func abbreviation() -> UInt16? {
        guard tokens.count >= clauseStart + 2, !standsApart, tokens[tokens.count - 1].word == vocabulary.slash,
            !tokens[tokens.count - 1].standsApart, tokens[tokens.count - 2].isWord, let letter = lastLetter
        else { return nil }
        let merged = vocabulary.find([letter, UInt8(ascii: "/")] + buffer)
        return merged == 0 ? nil : merged
    }

    /// The word before last, if it is one letter that the vocabulary knows.
    private var lastLetter: UInt8? {
        let text = vocabulary.texts[Int(tokens[tokens.count - 2].word)].utf8
        return text.count == 1 ? text.first : nil
    }

    private mutating func endClause() {
        settleHyphen()
        endWord()
        closeClause()
    }

    private mutating func closeClause() {
        clauses.append(clauseStart..<tokens.count)
        clauseStart = tokens.count
        standsApart = true
    }

    /// A character outside ASCII; returns how many bytes it takes.
    private mutating func other(_ bytes: [UInt8], at position: Int) -> Int {
        let length = bytes[position] >= 0xF0 ? 4 : bytes[position] >= 0xE0 ? 3 : 2
        let end = min(bytes.count, position + length)
        let character = String(decoding: bytes[position..<end], as: UTF8.self).unicodeScalars.first ?? " "
        switch character.value {
        case 0x2018, 0x2019, 0x02BC, 0x02B9, 0x00B4, 0xFF07: apostrophe()
        case 0x2010...0x2015, 0x2212, 0xFF0D: dash()
        case 0xFF1F: sign(vocabulary.question)
        case 0x2028, 0x2029, 0x0085: endClause()
        case 0x00AD, 0x200B...0x200F, 0x2060, 0xFEFF: break
        case 0xFF0C, 0xFF1B, 0xFF08, 0xFF09, 0xFF5C, 0xFF0B: endClause()
        case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A:
            // Full-width digits and letters, as small ASCII ones.
            letter(UInt8(truncatingIfNeeded: character.value - 0xFEE0) | 0x20)
        default:
            if character.properties.isAlphabetic {
                for byte in bytes[position..<end] { letter(byte) }
            } else {
                blank()
            }
        }
        return end - position
    }
}
