/// What the bytes of a file say about their encoding, gathered in chunks of any size in constant memory.
package struct EncodingEvidence: Sendable {
    private static let chunkLength = 1 << 17

    /// What stands beside a byte, as far as it matters for guessing the byte.
    private enum Neighbour: Int {
        case vowel, smallI, consonant, upperVowel, capitalI, upperConsonant, digit, blank, high, other

        static let count = 10

        var isLower: Bool { self == .vowel || self == .smallI || self == .consonant }
        var isUpper: Bool { self == .upperVowel || self == .capitalI || self == .upperConsonant }
        var isI: Bool { self == .smallI || self == .capitalI }
        var isVowel: Bool { self == .vowel || self == .upperVowel || isI }
        var isLetter: Bool { isLower || isUpper || self == .high }
    }

    /// Why the file can not be read as UTF-8, by number of places.
    private(set) var invalidBytes = 0
    /// Characters of two to four bytes that are valid UTF-8.
    private(set) var multibyteCharacters = 0
    /// Those that are Latin letters or the usual signs, so that they are no accident in a single-byte file.
    private(set) var plausibleMultibyteCharacters = 0
    private(set) var firstReplacement: Int?
    private(set) var firstNul: Int?
    private(set) var nuls = 0
    private(set) var firstNulUnit: Int?
    private(set) var nulsAtOddPlaces = 0
    private(set) var controls = 0
    private(set) var count = 0
    private(set) var endsInsideCharacter = false
    private var head: [UInt8] = []
    /// How often each byte from 0x80 stands between which neighbours, characters of valid UTF-8 left out.
    private var contexts = [Int](repeating: 0, count: 128 * Neighbour.count * Neighbour.count)

    private var before: UInt8 = 0x0A
    private var pending: [UInt8] = []
    private var lastByte: UInt8 = 1

    /// Looks at a file, or at its start alone.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - length: how many bytes of it to look at, at most.
    /// - Throws: what the source throws.
    package init(of source: some ByteSource, upTo length: Int = .max) throws {
        let end = min(source.count, length)
        var offset = 0
        while offset < end {
            let taken = try append(offset..<min(offset + Self.chunkLength, end), of: source)
            if taken == 0 { break }
            offset += taken
        }
        // What is cut off by the end of a start goes on behind it.
        if end == source.count { finish() }
    }

    /// Looks at the start of a file, the rest of which is to be added in order.
    ///
    /// - Parameters:
    ///   - start: its bytes.
    ///   - isWhole: whether they are all that there are.
    package init(ofStart start: [UInt8], isWhole: Bool) {
        add(start)
        if isWhole { finish() }
    }

    /// Looks at the bytes behind those that were looked at last.
    package mutating func add(_ bytes: [UInt8]) {
        let waiting = pending.count
        let base = count - waiting
        var all = pending
        all += bytes
        if head.count < 4 { head += bytes.prefix(4 - head.count) }
        let done = examine(all.span, base: base)
        count = base + all.count
        pending = Array(all[done...])
    }

    /// Whether a profile of the file by the evidence of its start comes to what one by this evidence would.
    package func bearsOut(_ start: EncodingEvidence) -> Bool {
        verdict == start.verdict && isNoText == start.isNoText && firstNul == start.firstNul
            && firstNulUnit == start.firstNulUnit && firstReplacement == start.firstReplacement
    }

    /// Whether there are too many control characters for a text.
    var isNoText: Bool { controls > 20 && controls * 200 > count }

    /// Takes the bytes of a range that follows the last one.
    ///
    /// - Returns: how many there were.
    /// - Throws: what the source throws.
    private mutating func append(_ range: Range<Int>, of source: some ByteSource) throws -> Int {
        // Read behind those that wait, so that nothing is copied.
        var bytes: [UInt8] = []
        swap(&bytes, &pending)
        defer { swap(&bytes, &pending) }
        let waiting = bytes.count
        let base = count - waiting
        try source.append(range, to: &bytes)
        if head.count < 4 { head += bytes[waiting...].prefix(4 - head.count) }
        let done = examine(bytes.span, base: base)
        count = base + bytes.count
        let taken = bytes.count - waiting
        bytes.removeSubrange(..<done)
        return taken
    }

    /// Looks at bytes up to a character that their end may cut, and answers where it begins.
    private mutating func examine(_ bytes: Span<UInt8>, base: Int) -> Int {
        var index = 0
        let end = bytes.count
        while index < end {
            let plain = ByteSearch.firstUnusual(in: bytes, from: index)
            if plain > index {
                before = bytes[plain - 1]
                lastByte = before
                index = plain
                if index == end { break }
            }
            let byte = bytes[index]
            if byte < 0x80 {
                note(control: byte, at: base + index)
                lastByte = byte
                before = byte
                index += 1
                continue
            }
            // A character and its right neighbour may be cut by the chunk's end: they wait for the next chunk.
            if end - index < 5 { break }
            index = note(high: bytes, at: index, base: base)
        }
        return index
    }

    /// Looks at what waits for bytes that do not come; to be called once, behind the last of the file.
    package mutating func finish() {
        let bytes = pending
        pending = []
        let base = count - bytes.count
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                if bytes[index] < 0x20 { note(control: bytes[index], at: base + index) }
                before = bytes[index]
                index += 1
            } else {
                index = note(high: bytes.span, at: index, base: base)
            }
        }
    }

    private mutating func note(control byte: UInt8, at offset: Int) {
        switch byte {
        case 0:
            nuls += 1
            if firstNul == nil { firstNul = offset }
            if offset % 2 == 1 {
                nulsAtOddPlaces += 1
                if lastByte == 0, firstNulUnit == nil { firstNulUnit = offset - 1 }
            }
        case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A: break
        default: controls += 1
        }
    }

    private mutating func note(high bytes: Span<UInt8>, at index: Int, base: Int) -> Int {
        let length = Self.lengthOfCharacter(bytes, at: index)
        if length > 1 {
            multibyteCharacters += 1
            let lead = bytes[index]
            if lead == 0xC2 || lead == 0xC3 || lead == 0xC4 || lead == 0xC5
                || (lead == 0xE2 && bytes[index + 1] == 0x80)
            {
                plausibleMultibyteCharacters += 1
            }
            if lead == 0xEF, bytes[index + 1] == 0xBF, bytes[index + 2] == 0xBD, firstReplacement == nil {
                firstReplacement = base + index
            }
            before = 0x80
            lastByte = 0x80
            return index + length
        }
        if length == 0 { endsInsideCharacter = true } else { invalidBytes += 1 }
        let after = index + 1 < bytes.count ? bytes[index + 1] : 0x0A
        let slot = Int(bytes[index] - 0x80) * Neighbour.count * Neighbour.count
        contexts[slot + Self.neighbour(before).rawValue * Neighbour.count + Self.neighbour(after).rawValue] += 1
        before = bytes[index]
        lastByte = before
        return index + 1
    }

    private static func neighbour(_ byte: UInt8) -> Neighbour {
        switch byte {
        case 0x69: .smallI
        case 0x61, 0x65, 0x6F, 0x75, 0x79: .vowel
        case 0x61...0x7A: .consonant
        case 0x49: .capitalI
        case 0x41, 0x45, 0x4F, 0x55, 0x59: .upperVowel
        case 0x41...0x5A: .upperConsonant
        case 0x30...0x39: .digit
        case 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x3B, 0x7C: .blank
        case 0x80...: .high
        default: .other
        }
    }

    /// How many bytes the valid UTF-8 character at a place has; 1 where it is not valid, 0 where the bytes end within it.
    private static func lengthOfCharacter(_ bytes: Span<UInt8>, at index: Int) -> Int {
        let lead = bytes[index]
        let length: Int
        var lowest: UInt8 = 0x80
        var highest: UInt8 = 0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, lowest) = (3, 0xA0)
        case 0xED: (length, highest) = (3, 0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, lowest) = (4, 0x90)
        case 0xF4: (length, highest) = (4, 0x8F)
        case 0xF1...0xF3: length = 4
        default: return 1
        }
        for step in 1..<length {
            guard index + step < bytes.count else { return 0 }
            guard (lowest...highest).contains(bytes[index + step]) else { return 1 }
            (lowest, highest) = (0x80, 0xBF)
        }
        return length
    }

    /// The encoding that the evidence is for.
    var verdict: EncodingVerdict {
        if head.starts(with: TextEncoding.utf16LittleEndian.byteOrderMark) {
            return EncodingVerdict(.utf16LittleEndian, true)
        }
        if head.starts(with: TextEncoding.utf16BigEndian.byteOrderMark) {
            return EncodingVerdict(.utf16BigEndian, true)
        }
        let hasMark = head.starts(with: TextEncoding.utf8.byteOrderMark)
        if !hasMark, nuls > 0, count >= 4, nuls * 5 > count {
            let odd = nulsAtOddPlaces
            if odd * 10 >= nuls * 9 { return EncodingVerdict(.utf16LittleEndian, false) }
            if (nuls - odd) * 10 >= nuls * 9 { return EncodingVerdict(.utf16BigEndian, false) }
        }
        if invalidBytes == 0 {
            // Bytes of one cut character at the very end of a file without others are a letter of a single-byte encoding.
            if !endsInsideCharacter || multibyteCharacters > 0 || hasMark { return EncodingVerdict(.utf8, hasMark) }
            return EncodingVerdict(likeliestSingleByte, false)
        }
        let single = likeliestSingleByte
        if hasMark || (plausibleMultibyteCharacters > 0 && plausibleMultibyteCharacters * 2 >= multibyteCharacters) {
            return hasMark || multibyteCharacters > invalidBytes
                ? EncodingVerdict(.utf8, hasMark, mixedWith: single) : EncodingVerdict(single, false, mixedWith: .utf8)
        }
        return EncodingVerdict(single, false)
    }

    private var likeliestSingleByte: TextEncoding {
        // Windows-1252 is by far the commonest among exports, so that another one needs better evidence than it has.
        var best = TextEncoding.windows1252
        var bestScore = score(best) + 1
        for encoding in [TextEncoding.latin9, .macintosh, .ibm850] {
            let found = score(encoding)
            if found > bestScore { (best, bestScore) = (encoding, found) }
        }
        return best
    }

    private func score(_ encoding: TextEncoding) -> Double {
        guard let table = encoding.upperHalf else { return -.infinity }
        var total = 0.0
        let width = Neighbour.count
        for byte in 0..<128 {
            for left in 0..<width {
                for right in 0..<width {
                    let times = contexts[(byte * width + left) * width + right]
                    guard times > 0, let left = Neighbour(rawValue: left), let right = Neighbour(rawValue: right) else {
                        continue
                    }
                    total += Double(times).squareRoot() * Self.plausibility(UInt32(table[byte]), left, right)
                }
            }
        }
        return total
    }

    /// How well a character stands between its neighbours in names, addresses and notes.
    private static func plausibility(_ scalar: UInt32, _ left: Neighbour, _ right: Neighbour) -> Double {
        let isInWord = left.isLetter || right.isLetter
        let standsAlone = (left == .blank || left == .other) && (right == .blank || right == .other)
        switch scalar {
        case 0x80...0x9F: return -8
        case 0xA0: return left == .blank && right == .blank ? 0 : left == .high || right == .high ? -1 : 0.2
        case 0xA3: return right == .digit ? 5 : left == .blank && right == .blank ? 1 : -2
        case 0x20AC: return right == .digit || left == .digit ? 5 : standsAlone ? 1 : -2
        // The sign for no currency in particular, which nobody writes; ISO-8859-15 has the euro in its place.
        case 0xA4: return -3
        case 0x2019: return left.isLower || left.isUpper ? 4 : left == .digit ? 1 : 0.5
        case 0x2018: return left == .blank || left == .other ? 2 : isInWord ? 0.5 : 0
        case 0x201C: return left == .blank || left == .other ? 2.5 : 0
        case 0x201D: return right == .blank || right == .other ? 2.5 : 0
        case 0x2013, 0x2014:
            return left == .blank && right == .blank ? 2.5 : left == .digit && right == .digit ? 2.5 : 0.5
        case 0x2026: return 1
        case 0x2022: return left == .blank ? 1 : -1
        case 0xB0: return left == .digit || left == .blank ? 2.5 : -2
        case 0xBC, 0xBD, 0xBE:
            return (left == .digit || left == .blank || left == .other) && !right.isLetter ? 2.5 : -3
        case 0xB1, 0xD7: return left == .digit || left == .blank ? 1 : -2
        case 0xB7: return isInWord ? -1 : 0.5
        case 0xB2, 0xB3: return left.isLower || left == .digit ? 0.5 : -2
        case 0xBA, 0xAA: return left == .digit || right == .digit ? 1 : -2
        case 0xA9, 0xAE, 0x2122: return 0
        case 0xB4: return isInWord ? 0.5 : -1
        case 0xDF: return left.isLower ? 2 : left.isUpper && right.isUpper ? 0 : -3
        case 0xA1, 0xBF: return left == .blank ? 0 : -3
        case 0xA7, 0xB6, 0xA6, 0xAC, 0xAF, 0xA8, 0xB8, 0xA5, 0xA2, 0xB5, 0xAB, 0xBB: return isInWord ? -3 : -1
        case 0x2500...0x25FF: return -5
        default: break
        }
        if let worth = lowerLetters[scalar] { return lowerLetter(scalar, left, right, worth) }
        if let lower = lowerForms[scalar] { return upperLetter(lower, left, right, (lowerLetters[lower] ?? 1) * 0.8) }
        return isInWord ? -4 : -2
    }

    /// How much the small letters with marks say, by how common they are in names of people and places of these islands.
    private static let lowerLetters: [UInt32: Double] = {
        let groups: [(Double, String)] = [
            (4, "é"), (3.3, "ëáóöü"), (3.1, "íñè"), (3, "âäçúô"), (2.8, "ïêåøàý"), (2.5, "šžîûã"), (2, "æòìùõðþ"),
            (1.5, "ÿœ"),
        ]
        var letters: [UInt32: Double] = [:]
        for (worth, group) in groups { for scalar in group.unicodeScalars { letters[scalar.value] = worth } }
        return letters
    }()

    /// The small letters of the capitals.
    private static let lowerForms: [UInt32: UInt32] = {
        var forms: [UInt32: UInt32] = [0x160: 0x161, 0x17D: 0x17E, 0x178: 0xFF, 0x152: 0x153]
        for upper in UInt32(0xC0)...0xDE where upper != 0xD7 { forms[upper] = upper + 0x20 }
        return forms
    }()

    /// Letters that hardly ever end a word.
    private static let innerLetters = scalars("âêîôûçñäöïãõ")
    /// Vowels whose mark parts them from the vowel before.
    private static let partedLetters = scalars("ëï")
    /// Vowels that hardly ever stand behind another vowel.
    private static let coreLetters = scalars("äöêîôèåøãõ")

    private static func scalars(_ text: String) -> Set<UInt32> { Set(text.unicodeScalars.map(\.value)) }

    /// How well a letter, given as a small one, goes with the letters beside it.
    private static func fit(_ letter: UInt32, _ left: Neighbour, _ right: Neighbour) -> Double {
        var fit = 1.0
        if right == .blank || right == .other, innerLetters.contains(letter) { fit *= 0.5 }
        if left.isVowel {
            // Noël and Anaïs, but Siân and Gráinne.
            if partedLetters.contains(letter) { fit *= left.isI ? 0.6 : 1.15 }
            if coreLetters.contains(letter) { fit *= 0.75 }
        }
        if letter == 0xE7 || letter == 0xF1 {
            fit *= right.isVowel || right == .high ? 1.1 : 0.6
        } else if right.isVowel, left.isVowel {
            fit *= 0.8
        } else if right.isVowel, coreLetters.contains(letter) {
            fit *= 0.85
        }
        return fit
    }

    private static func lowerLetter(
        _ letter: UInt32, _ left: Neighbour, _ right: Neighbour, _ worth: Double
    ) -> Double {
        let worth = worth * fit(letter, left, right)
        if left == .digit || right == .digit || (right.isUpper && left.isLetter && left != .high) { return -3 }
        if left.isLower, right.isLower { return worth }
        if left.isUpper, right.isLower { return worth * 0.8 }
        if left.isLower, right == .blank || right == .other || right == .high { return worth * 0.8 }
        if left == .high, right.isLower { return worth * 0.8 }
        if left == .blank || left == .other, right.isLower { return worth * 0.4 }
        if left.isUpper, right == .blank { return worth * 0.4 }
        return -0.5
    }

    private static func upperLetter(
        _ letter: UInt32, _ left: Neighbour, _ right: Neighbour, _ worth: Double
    ) -> Double {
        let worth = worth * fit(letter, left, right)
        if left == .digit || right == .digit { return -3 }
        if left.isUpper, right.isUpper { return worth }
        if left == .blank || left == .other {
            return right.isLower || right.isUpper ? worth : right == .high ? worth * 0.4 : -1
        }
        if left.isUpper, right == .blank || right == .other || right == .high { return worth * 0.6 }
        if left == .high, right.isUpper || right.isLower { return worth * 0.6 }
        if left.isLower { return right.isUpper ? 0 : -4 }
        return -1
    }
}

/// The encoding that a file is taken to be in.
struct EncodingVerdict: Equatable {
    var encoding: TextEncoding
    var hasMark: Bool
    /// The encoding of some of the cells, where the file mixes two.
    var mixedWith: TextEncoding?

    init(_ encoding: TextEncoding, _ hasMark: Bool, mixedWith: TextEncoding? = nil) {
        self.encoding = encoding
        self.hasMark = hasMark
        self.mixedWith = mixedWith
    }
}
