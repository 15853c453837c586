/// Makes numbers of the parts of a telephone cell: joins what is one number, parts what is several.
enum PhoneParts {
    /// Digits of a cell that are, or fail to be, one number.
    struct Candidate {
        var digits: [UInt8]
        var hasPlus = false
        var hasExtension = false
        /// Whether a decimal zero was cut off, or scientific notation written out.
        var isCut = false
        var verdict: NumberPlan.Verdict

        /// Whether these are the digits of one whole number.
        var isWhole: Bool { verdict.isWhole && digits.count >= 8 }
    }

    /// The candidates of a cell in its order; `hasWords` says whether words stand beside them.
    static func numbers(in parts: [PhoneScanner.Part], beside hasWords: Bool) -> (
        candidates: [Candidate], hasNote: Bool
    ) {
        var candidates: [Candidate] = []
        var hasNote = false
        var index = 0
        while index < parts.count {
            let part = parts[index]
            index += 1
            if part.isDestroyed {
                candidates.append(Candidate(digits: [], verdict: .init(refusal: .excelDestroyed)))
                continue
            }
            if var whole = split(part) {
                whole[whole.count - 1].hasExtension = part.hasExtension
                candidates += whole
                continue
            }
            if part.isBehindSlash, part.pieces.count == 1, part.pieces[0].digits.count <= 4, let last = candidates.last,
                index >= 2, parts[index - 2].stretch == part.stretch, last.isWhole
            {
                let digits = Array(last.digits.dropLast(part.pieces[0].digits.count)) + part.pieces[0].digits
                candidates.append(
                    Candidate(
                        digits: digits, hasPlus: last.hasPlus, hasExtension: part.hasExtension,
                        verdict: NumberPlan.verdict(digits: digits[...], plus: last.hasPlus)))
                continue
            }
            if let (joined, next) = join(parts, from: index - 1) {
                candidates.append(joined)
                index = next
                continue
            }
            if var trimmed = trim(part, hasWords: hasWords) {
                trimmed[trimmed.count - 1].hasExtension = part.hasExtension
                candidates += trimmed
                hasNote = true
                continue
            }
            var single = candidate(part.pieces[...], plus: part.hasPlus)
            single.hasExtension = part.hasExtension
            // A few digits beside words are a time or a house number.
            if hasWords, single.digits.count <= 4, single.verdict.refusal != .emergency { continue }
            candidates.append(single)
        }
        return (candidates, hasNote)
    }

    /// Whether the digits of a part are one whole number or several.
    static func isWhole(_ part: PhoneScanner.Part) -> Bool { split(part) != nil }

    // MARK: One part

    private static func split(_ part: PhoneScanner.Part) -> [Candidate]? {
        var single = candidate(part.pieces[...], plus: part.hasPlus)
        if part.isWrittenOut { single.isCut = true }
        if single.isWhole { return [single] }
        if single.digits.count == 22, !part.hasPlus, single.digits[0] == 48, single.digits[11] == 48 {
            let halves = [Array(single.digits[..<11]), Array(single.digits[11...])]
            let found = halves.map {
                Candidate(digits: $0, verdict: NumberPlan.verdict(digits: $0[...], plus: false))
            }
            if found.allSatisfy(\.isWhole) { return found }
        }
        guard part.pieces.count >= 2, part.pieces.count <= 40 else { return nil }
        return split(part.pieces[...], plus: part.hasPlus)
    }

    /// Whole numbers that only blanks and dashes divide.
    private static func split(_ pieces: ArraySlice<PhoneScanner.Part.Piece>, plus: Bool) -> [Candidate]? {
        let whole = candidate(pieces, plus: plus)
        if whole.isWhole { return [whole] }
        guard whole.digits.count >= 18 else { return nil }
        for cut in pieces.indices.dropFirst() {
            guard pieces[cut].joiner == UInt8(ascii: " ") || pieces[cut].joiner == UInt8(ascii: "-") else { continue }
            let front = candidate(pieces[..<cut], plus: plus)
            guard front.digits.count <= 18 else { return nil }
            guard front.digits.count >= 9, front.isWhole else { continue }
            if let rest = split(pieces[cut...], plus: false) { return [front] + rest }
        }
        return nil
    }

    /// A whole number with an hour or a count in front or behind, as in `10.30 07700 900123`.
    private static func trim(_ part: PhoneScanner.Part, hasWords: Bool) -> [Candidate]? {
        guard hasWords || part.followsWord || part.wordBehind != nil, part.pieces.count >= 2 else { return nil }
        for count in 1...min(2, part.pieces.count - 1) {
            let tail = part.pieces.suffix(count)
            let isTime = count == 2 && tail.last?.joiner != UInt8(ascii: " ")
            let isBeforeWord =
                count == 1 && (part.isGlued || part.wordBehind.map(PhoneWords.afterHours.contains) == true)
            if isTime ? hasWords : isBeforeWord, tail.allSatisfy({ $0.digits.count <= 2 }),
                let found = split(part.pieces.dropLast(count), plus: part.hasPlus)
            {
                return found
            }
        }
        guard !part.hasPlus else { return nil }
        for count in 1...min(2, part.pieces.count - 1) {
            let head = part.pieces.prefix(count)
            let isTime = count == 2 && head.last?.joiner != UInt8(ascii: " ")
            if isTime ? hasWords : (count == 1 && part.followsWord), head.allSatisfy({ $0.digits.count <= 2 }),
                part.pieces[count].digits.first == 48, let found = split(part.pieces.dropFirst(count), plus: false)
            {
                return found
            }
        }
        return nil
    }

    // MARK: Several parts

    /// Parts that are no numbers by themselves, but are one together.
    private static func join(_ parts: [PhoneScanner.Part], from start: Int) -> (Candidate, next: Int)? {
        var pieces = parts[start].pieces
        var index = start + 1
        while index < parts.count, parts[index].stretch == parts[start].stretch, !parts[index].hasPlus,
            !parts[index].isDestroyed, split(parts[index]) == nil
        {
            pieces += parts[index].pieces
            index += 1
            var joined = candidate(pieces[...], plus: parts[start].hasPlus)
            if joined.digits.count > 16 { return nil }
            if joined.isWhole, joined.digits.count >= 9 {
                joined.hasExtension = parts[index - 1].hasExtension
                return (joined, index)
            }
        }
        return nil
    }

    private static func candidate(_ pieces: ArraySlice<PhoneScanner.Part.Piece>, plus: Bool) -> Candidate {
        var pieces = pieces
        var isCut = false
        if pieces.count > 1, let last = pieces.last, last.joiner == UInt8(ascii: "."),
            last.digits == [48] || last.digits == [48, 48]
        {
            let before = pieces.dropLast()
            let count = before.reduce(0) { $0 + $1.digits.count }
            if (9...13).contains(count), !before.contains(where: { $0.joiner == UInt8(ascii: ".") }) {
                pieces = before
                isCut = true
            }
        }
        let digits = pieces.flatMap(\.digits)
        return Candidate(
            digits: digits, hasPlus: plus, isCut: isCut,
            verdict: NumberPlan.verdict(digits: digits[...], plus: plus))
    }
}
