/// Reads telephone cells.
package enum PhoneReader {
    /// What a telephone cell says: its number, what was seen beside it, and whether it may ever be dialled.
    package static func read(_ cell: String) -> PhoneReading {
        if let plain = plainReading(cell) { return plain }
        let text = PhoneText.cleaned(cell)
        guard !text.isEmpty else { return PhoneReading() }
        if let spoilt = spoiltReading(text) { return spoilt }
        var scanner = PhoneScanner(text)
        scanner.scan()
        return reading(of: scanner)
    }

    /// The kind of the number of a cell of digits and blanks alone, as nearly all are; nil where only `read` can tell.
    static func plainKind(_ cell: Span<UInt8>) -> PhoneKind? { plain(cell)?.kind }

    /// Whether a cell is surely a number that may be dialled, and nothing else.
    static func isPlainlyDialable(_ cell: Span<UInt8>) -> Bool { plain(cell)?.refusal == PhoneRefusal.none }

    /// What a cell of digits and blanks alone says whose digits are ten national ones, with or without a zero in front.
    private static func plain(_ cell: Span<UInt8>) -> (kind: PhoneKind, refusal: PhoneRefusal)? {
        var count = 0
        var value = 0
        var first: UInt8 = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte == UInt8(ascii: " ") { continue }
            guard (48...57).contains(byte), count < 11 else { return nil }
            if count == 0 { first = byte }
            value = value * 10 + Int(byte - 48)
            count += 1
        }
        switch first {
        case 48: if count != 11 { return nil }
        case 49, 50, 51, 55, 56, 57: if count != 10 { return nil }
        default: return nil
        }
        return NumberPlan.plain(value)
    }

    /// The reading of a cell of eleven digits and blanks that begins with one zero, as nearly all are.
    private static func plainReading(_ cell: String) -> PhoneReading? {
        var digits: [UInt8] = []
        digits.reserveCapacity(12)
        for byte in cell.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                guard digits.count < 11 else { return nil }
                digits.append(byte)
            case UInt8(ascii: " "): continue
            default: return nil
            }
        }
        guard digits.count == 11, digits[0] == UInt8(ascii: "0"), digits[1] != UInt8(ascii: "0") else { return nil }
        let verdict = NumberPlan.verdict(digits: digits[...], plus: false)
        return PhoneReading(
            number: verdict.e164.flatMap(PhoneNumber.init(e164:)), kind: verdict.kind, refusal: verdict.refusal)
    }

    /// The reading of a cell that holds only what a spreadsheet leaves where it could not show a value.
    private static func spoiltReading(_ text: [Unicode.Scalar]) -> PhoneReading? {
        guard text.first == "#" else { return nil }
        if text.allSatisfy({ $0 == "#" }) { return PhoneReading(refusal: .excelDestroyed) }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: text)
        switch String(word).uppercased() {
        case "#NAME?", "#VALUE!", "#REF!", "#NUM!", "#DIV/0!", "#NULL!", "#SPILL!", "#CALC!":
            return PhoneReading(refusal: .excelDestroyed)
        case "#N/A", "#N/A!", "#NA": return PhoneReading(refusal: .placeholder)
        default: return nil
        }
    }

    private static func reading(of scanner: PhoneScanner) -> PhoneReading {
        let words = PhoneRemarks(scanner.words)
        var flags = Set<PhoneFlag>()
        if scanner.isRepaired { flags.insert(.repaired) }
        if words.isNote || scanner.hasNote { flags.insert(.note) }
        if words.belongsToOther { flags.formUnion([.belongsToOther, .note]) }

        let found = PhoneParts.numbers(in: scanner.parts, beside: words.hasWords || scanner.hasNote)
        if found.hasNote { flags.insert(.note) }

        var numbers: [(number: PhoneNumber, kind: PhoneKind, refusal: PhoneRefusal)] = []
        for candidate in found.candidates {
            if candidate.verdict.isRepaired || candidate.isCut { flags.insert(.repaired) }
            if candidate.hasExtension { flags.insert(.extension) }
            guard let e164 = candidate.verdict.e164, let number = PhoneNumber(e164: e164),
                let kind = candidate.verdict.kind
            else { continue }
            let refusal: PhoneRefusal =
                words.isMarkedBad ? .markedBad : candidate.hasExtension ? .extension : candidate.verdict.refusal
            if let index = numbers.firstIndex(where: { $0.number == number }) {
                if refusal == .none { numbers[index].refusal = .none }
            } else {
                numbers.append((number, kind, refusal))
            }
        }
        if numbers.count > 1 { flags.insert(.several) }
        let order = PhoneFlag.allCases.filter(flags.contains)
        guard let chosen = numbers.firstIndex(where: { $0.refusal == .none }) ?? numbers.indices.first else {
            return PhoneReading(flags: order, refusal: found.candidates.first?.verdict.refusal ?? .placeholder)
        }
        let value = numbers.remove(at: chosen)
        return PhoneReading(
            number: value.number, kind: value.kind, flags: order, refusal: value.refusal, also: numbers.map(\.number),
            alsoUsable: numbers.filter { $0.refusal == .none }.map(\.number))
    }
}
