/// Takes a cleaned telephone cell apart into digits and words.
struct PhoneScanner {
    /// A word of the cell in small letters.
    struct Word: Equatable {
        var text: String
        /// Whether anything but blanks and labels stands between this word and the one before it.
        var isApart: Bool
    }

    /// Digits of the cell that only blanks, dashes, dots and the like divide.
    struct Part {
        struct Piece {
            var digits: [UInt8]
            /// What stands before the digits: a blank, a dash, a dot or nothing that matters (0).
            var joiner: UInt8
        }

        var pieces: [Piece] = []
        var hasPlus = false
        /// Whether a slash stands directly before it.
        var isBehindSlash = false
        /// Words divide the cell into stretches, counted from 0.
        var stretch: Int
        var hasExtension = false
        /// Scientific notation that has lost digits.
        var isDestroyed = false
        /// Written out from scientific notation.
        var isWrittenOut = false
        /// Whether a word stands directly before it.
        var followsWord = false
        /// The word that stands directly behind it.
        var wordBehind: String?
        /// Whether that word is joined to the last digit.
        var isGlued = false
    }

    private(set) var parts: [Part] = []
    private(set) var words: [Word] = []
    /// Whether a letter was read as a digit.
    private(set) var isRepaired = false
    /// Whether there are digits that are a remark.
    private(set) var hasNote = false

    private var text: [Unicode.Scalar]
    private var position = 0
    private var stretch = 0
    private var part: Part?
    private var joiner: UInt8 = 0
    private var isBehindSlash = false
    private var wasWord = false
    private var isApart = true

    /// Whether the text is the inside of a bracket, where further brackets say nothing.
    private let isRemark: Bool

    init(_ text: [Unicode.Scalar], isRemark: Bool = false) {
        self.text = text
        self.isRemark = isRemark
        if text.contains("|") { partAtBars() }
        readLettersAsDigits()
    }

    /// Goes through the whole cell.
    mutating func scan() {
        while position < text.count { step() }
        close()
    }

    private mutating func step() {
        let scalar = text[position]
        if Self.isDigit(scalar) {
            if !readHour() && !readScientific() { readDigits() }
            return
        }
        if scalar == "#", readExtension(from: position + 1) { return }
        if Self.isLetter(scalar) { return readWord() }
        position += 1
        switch scalar {
        case " ": if joiner == 0 { joiner = UInt8(ascii: " ") }
        case "-": mark(UInt8(ascii: "-"))
        case ".": mark(UInt8(ascii: "."))
        case ":": mark(UInt8(ascii: ":"))
        case "(", "[", "{": openBracket()
        case "+": readPlus()
        case "/", "\\":
            close()
            isBehindSlash = true
            isApart = true
        case ";", ",", "|", "&", "\n":
            close()
            isBehindSlash = false
            isApart = true
        default: isApart = true
        }
    }

    private mutating func mark(_ sign: UInt8) {
        joiner = sign
        isApart = true
    }

    // MARK: Digits

    private mutating func readDigits() {
        var digits: [UInt8] = []
        while position < text.count, Self.isDigit(text[position]) {
            digits.append(UInt8(truncatingIfNeeded: text[position].value))
            position += 1
        }
        append(digits)
    }

    private mutating func append(_ digits: [UInt8]) {
        if part == nil { begin() }
        part?.pieces.append(Part.Piece(digits: digits, joiner: joiner))
        joiner = 0
        wasWord = false
        isApart = true
    }

    private mutating func begin() {
        part = Part(isBehindSlash: isBehindSlash, stretch: stretch, followsWord: wasWord)
        isBehindSlash = false
        joiner = 0
    }

    private mutating func close() {
        if let part, !part.pieces.isEmpty || part.isDestroyed { parts.append(part) }
        part = nil
        joiner = 0
        wasWord = false
    }

    private mutating func readPlus() {
        let isFollowedByBlank = position < text.count && text[position] == " "
        let hasDigits = !(part?.pieces.isEmpty ?? true)
        if hasDigits { close() }
        isApart = true
        guard !(hasDigits && isFollowedByBlank) else { return }
        if part == nil { begin() }
        part?.hasPlus = true
    }

    /// An hour or an ordinal, `6pm`, `10.30 am`, `9-5pm`, `1st`: a word, digits and all.
    private mutating func readHour() -> Bool {
        var end = position
        var groups = 0
        while true {
            let start = end
            while end < text.count, Self.isDigit(text[end]) { end += 1 }
            groups += 1
            guard (1...2).contains(end - start), groups <= 4 else { return false }
            if end + 1 < text.count, [".", ":", "-"].contains(text[end]), Self.isDigit(text[end + 1]) {
                end += 1
            } else {
                break
            }
        }
        var suffix = end
        if suffix < text.count, text[suffix] == " " { suffix += 1 }
        var last = suffix
        while last < text.count, Self.isLetter(text[last]) { last += 1 }
        let word = Self.lowered(text[suffix..<last])
        guard PhoneWords.hourSuffixes.contains(word), suffix == end || word == "am" || word == "pm" else {
            return false
        }
        position = last
        endAtWord(word, isGlued: false)
        note("1" + word)
        return true
    }

    /// `4.47700900123E+11`: the digits if all of them are there, else a number that is lost.
    private mutating func readScientific() -> Bool {
        if position > 0, Self.isDigit(text[position - 1]) { return false }
        var index = position
        var digits: [UInt8] = []
        while index < text.count, Self.isDigit(text[index]) {
            digits.append(UInt8(truncatingIfNeeded: text[index].value))
            index += 1
        }
        guard digits.count <= 12 else { return false }
        let whole = digits.count
        if index < text.count, text[index] == "." || text[index] == "," {
            index += 1
            let start = index
            while index < text.count, Self.isDigit(text[index]) {
                digits.append(UInt8(truncatingIfNeeded: text[index].value))
                index += 1
            }
            guard index > start else { return false }
        }
        guard index < text.count, text[index] == "E" || text[index] == "e" else { return false }
        index += 1
        var isNegative = false
        if index < text.count, text[index] == "+" || text[index] == "-" {
            isNegative = text[index] == "-"
            index += 1
        }
        var exponent = 0
        let start = index
        while index < text.count, Self.isDigit(text[index]), index - start < 4 {
            exponent = exponent * 10 + Int(text[index].value) - 48
            index += 1
        }
        guard index > start, index == text.count || !(Self.isDigit(text[index]) || Self.isLetter(text[index])) else {
            return false
        }
        if !(part?.pieces.isEmpty ?? true) { close() }
        if part == nil { begin() }
        let decimals = digits.count - whole
        let surplus = decimals - exponent
        if isNegative || surplus < 0 || !digits.suffix(max(0, surplus)).allSatisfy({ $0 == 48 }) {
            part?.isDestroyed = true
        } else {
            let kept = digits.dropLast(surplus)
            let significant = kept.drop { $0 == 48 }
            part?.pieces = [Part.Piece(digits: Array(significant.isEmpty ? kept : significant), joiner: 0)]
            part?.isWrittenOut = true
        }
        position = index
        close()
        return true
    }

    // MARK: Words

    private mutating func readWord() {
        let start = position
        let isGlued = start > 0 && Self.isDigit(text[start - 1])
        while position < text.count, Self.isLetter(text[position]) || isApostropheInside(position) { position += 1 }
        var word = Self.lowered(text[start..<position])
        // `c/o`, `n/a`, `n/k`: one word in spite of the slash.
        if position == start + 1, position + 1 < text.count, text[position] == "/" {
            let longer = word + "/" + Self.lowered(text[position + 1...position + 1])
            let isWhole = position + 2 >= text.count || !Self.isLetter(text[position + 2])
            if isWhole, ["c/o", "n/a", "n/k"].contains(longer) {
                word = longer
                position += 2
            }
        }
        if PhoneWords.extensions.contains(word), readExtension(from: position) { return }
        if PhoneWords.conjunctions.contains(word) {
            endAtWord(word, isGlued: isGlued)
            isApart = true
            return
        }
        endAtWord(word, isGlued: isGlued)
        note(word)
    }

    private mutating func endAtWord(_ word: String, isGlued: Bool) {
        part?.wordBehind = word
        part?.isGlued = isGlued
        close()
        stretch += 1
        wasWord = true
        isBehindSlash = false
    }

    private mutating func note(_ word: String) {
        words.append(Word(text: word, isApart: isApart && !words.isEmpty))
        isApart = false
    }

    private func isApostropheInside(_ index: Int) -> Bool {
        text[index] == "'" && index + 1 < text.count && Self.isLetter(text[index + 1])
    }

    /// One to five digits behind `ext` and a number; true if they were there and are taken.
    private mutating func readExtension(from start: Int) -> Bool {
        let digitsBefore = part?.pieces.reduce(0) { $0 + $1.digits.count } ?? 0
        guard digitsBefore >= 5 || (digitsBefore == 0 && !parts.isEmpty) else { return false }
        var index = start
        while index < text.count, [".", ":", " ", "-", "#", "("].contains(text[index]) { index += 1 }
        if index + 2 < text.count, Self.lowered(text[index...index + 1]) == "no", !Self.isLetter(text[index + 2]) {
            index += 2
            while index < text.count, [".", ":", " "].contains(text[index]) { index += 1 }
        }
        let first = index
        while index < text.count, Self.isDigit(text[index]) { index += 1 }
        guard (1...5).contains(index - first) else { return false }
        // More digits behind: either they are a number of their own, or these were the first digits of one.
        var behind: [UInt8] = []
        var look = index
        while look < text.count, Self.isDigit(text[look]) || [" ", "-", ".", "(", ")"].contains(text[look]) {
            if Self.isDigit(text[look]) { behind.append(UInt8(truncatingIfNeeded: text[look].value)) }
            look += 1
        }
        if !behind.isEmpty, !NumberPlan.verdict(digits: behind[...], plus: false).isWhole { return false }
        if part != nil { close() }
        parts[parts.count - 1].hasExtension = true
        position = index
        stretch += 1
        isApart = true
        return true
    }

    // MARK: Brackets

    /// A bracket behind a whole number is a remark, digits and all; elsewhere brackets say nothing.
    private mutating func openBracket() {
        isApart = true
        guard !isRemark, let part, PhoneParts.isWhole(part) else {
            if joiner == 0 { joiner = UInt8(ascii: " ") }
            return
        }
        var end = position
        while end < text.count, ![")", "]", "}"].contains(text[end]) { end += 1 }
        var inside = position
        while inside < end, text[inside] == " " { inside += 1 }
        if isExtension(from: inside, to: end) {
            self.part?.hasExtension = true
            close()
        } else {
            close()
            var scanner = PhoneScanner(Array(text[position..<end]), isRemark: true)
            scanner.scan()
            if !scanner.parts.isEmpty || scanner.hasNote { hasNote = true }
            words.append(contentsOf: scanner.words)
        }
        position = min(end + 1, text.count)
        stretch += 1
        wasWord = true
        isApart = true
    }

    private func isExtension(from start: Int, to end: Int) -> Bool {
        var index = start
        while index < end, Self.isLetter(text[index]) { index += 1 }
        let word = Self.lowered(text[start..<index])
        guard PhoneWords.extensions.contains(word) || (word.isEmpty && index < end && text[index] == "#") else {
            return false
        }
        let digits = text[index..<end].filter(Self.isDigit)
        return (1...5).contains(digits.count)
            && text[index..<end].allSatisfy { Self.isDigit($0) || [".", ":", " ", "#", "-"].contains($0) }
    }

    // MARK: Letters for digits

    /// A bar between two whole numbers parts them; elsewhere it may stand for a one.
    private mutating func partAtBars() {
        for index in text.indices where text[index] == "|" {
            let left = digits(from: index - 1, by: -1)
            let right = digits(from: index + 1, by: 1)
            if NumberPlan.verdict(digits: left[...], plus: false).isWhole, left.count >= 9,
                NumberPlan.verdict(digits: right[...], plus: false).isWhole, right.count >= 9
            {
                text[index] = ";"
            }
        }
    }

    private func digits(from start: Int, by step: Int) -> [UInt8] {
        var found: [UInt8] = []
        var index = start
        while text.indices.contains(index), found.count < 20 {
            let scalar = text[index]
            if let digit = Self.digit(scalar), scalar != "|" {
                found.append(digit)
            } else if ![" ", "-", ".", "(", ")", "+"].contains(scalar) {
                break
            }
            index += step
        }
        return step < 0 ? found.reversed() : found
    }

    private mutating func readLettersAsDigits() {
        var start = 0
        while start < text.count {
            guard Self.isLetter(text[start]) || Self.isDigit(text[start]) || text[start] == "|" else {
                start += 1
                continue
            }
            var end = start
            var hasDigit = false
            var hasOther = false
            var hasLetter = false
            while end < text.count {
                let scalar = text[end]
                if Self.isDigit(scalar) {
                    hasDigit = true
                } else if Self.digit(scalar) != nil {
                    hasLetter = true
                } else if Self.isLetter(scalar) {
                    hasOther = true
                } else {
                    break
                }
                end += 1
            }
            if hasDigit, hasLetter, !hasOther, end - start >= 3 {
                for index in start..<end {
                    if let digit = Self.digit(text[index]) { text[index] = Unicode.Scalar(digit) }
                }
                isRepaired = true
            }
            start = max(end, start + 1)
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "0"..."9": UInt8(truncatingIfNeeded: scalar.value)
        case "O", "o": UInt8(ascii: "0")
        case "I", "l", "|": UInt8(ascii: "1")
        default: nil
        }
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0...0xA9: false
        default: scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
        }
    }

    private static func lowered(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view).lowercased()
    }
}
