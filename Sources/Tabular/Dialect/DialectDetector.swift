/// Decides how a file is cut into records and cells: the cut that is most regular and gives most cells a known shape.
struct DialectDetector {
    /// A delimiter that may be, and how much its records must say against being there by chance.
    private static let candidates: [(delimiter: UInt8, trust: Double)] = [
        (UInt8(ascii: ","), 1), (UInt8(ascii: ";"), 1), (UInt8(ascii: "\t"), 1), (UInt8(ascii: "|"), 1),
        (UInt8(ascii: "^"), 0.9), (UInt8(ascii: "~"), 0.85), (UInt8(ascii: ":"), 0.45), (UInt8(ascii: "#"), 0.7),
    ]

    private static let common = Array(",;\t|".utf8)
    private static let recordsPerPlace = 400

    /// Stretches from several places of the file, as UTF-8 or in the file's single-byte encoding.
    let places: [[UInt8]]
    let encoding: TextEncoding

    /// What is given by whoever calls, and so not guessed.
    var delimiter: UInt8?
    var quote: UInt8??

    func detect() throws -> Dialect {
        var best = Dialect(delimiter: delimiter ?? UInt8(ascii: ","), quote: UInt8(ascii: "\""))
        if let quote { best.quote = quote }
        var bestScore = -1.0
        let delimiters = delimiter.map { [($0, 1.0)] } ?? Self.candidates
        for (delimiter, trust) in delimiters where places.contains(where: { $0.contains(delimiter) }) {
            for candidate in layouts(delimiter) {
                let found = try score(candidate) * trust
                if found > 0, found > bestScore * 1.0001 { (best, bestScore) = (candidate, found) }
            }
        }
        if bestScore < 0, quote == nil {
            for candidate in layouts(best.delimiter) {
                let found = try score(candidate)
                if found > 0, found > bestScore * 1.0001 { (best, bestScore) = (candidate, found) }
            }
        }
        return best
    }

    private func layouts(_ delimiter: UInt8) -> [Dialect] {
        let double = UInt8(ascii: "\"")
        let single = UInt8(ascii: "'")
        let backslash = UInt8(ascii: "\\")
        var layouts: [Dialect] = []
        let quotes: [UInt8?] = quote.map { [$0] } ?? [double, single, nil]
        for quote in quotes {
            let isPadded = quote.map { mark in places.contains { hasPadding($0, mark, delimiter) } } ?? false
            if quote == single, !isPadded, !places.contains(where: { opens($0, single, delimiter) }) { continue }
            let pair = [backslash, quote ?? delimiter]
            let hasEscape = places.contains { follows($0, pair) }
            for padded in isPadded ? [false, true] : [false] {
                layouts.append(Dialect(delimiter: delimiter, quote: quote, isPadded: padded))
                if hasEscape {
                    layouts.append(Dialect(delimiter: delimiter, quote: quote, escape: backslash, isPadded: padded))
                }
            }
        }
        return layouts
    }

    private func opens(_ bytes: [UInt8], _ quote: UInt8, _ delimiter: UInt8) -> Bool {
        var before: UInt8 = 0x0A
        for byte in bytes {
            if byte == quote, before == delimiter || before == 0x0A || before == 0x0D { return true }
            before = byte
        }
        return false
    }

    /// Whether blanks stand between a delimiter and a quote anywhere.
    private func hasPadding(_ bytes: [UInt8], _ quote: UInt8, _ delimiter: UInt8) -> Bool {
        var before: UInt8 = 0x0A
        var hasBlank = false
        for byte in bytes {
            if byte != delimiter, byte == 0x20 || byte == 0x09 {
                hasBlank = true
                continue
            }
            if hasBlank, (before, byte) == (delimiter, quote) || (before, byte) == (quote, delimiter) { return true }
            (before, hasBlank) = (byte, false)
        }
        return false
    }

    private func follows(_ bytes: [UInt8], _ pair: [UInt8]) -> Bool {
        var before: UInt8 = 0
        for byte in bytes {
            if before == pair[0], byte == pair[1] { return true }
            before = byte
        }
        return false
    }

    private func score(_ dialect: Dialect) throws -> Double {
        var widths: [Int: (records: Int, cells: Int, known: Double)] = [:]
        var records = 0
        var quoted = 0
        var loose = 0
        var escapes = 0
        var unclosed = 0
        // A line that begins with # is a remark.
        let startsComments = dialect.delimiter == UInt8(ascii: "#")
        for place in places {
            var reader = try RecordReader(source: ArraySource(place), encoding: encoding, dialect: dialect)
            var seen = 0
            while seen < Self.recordsPerPlace, try reader.next() {
                if reader.isBlankRecord { continue }
                if reader.hasUnclosedQuote {
                    unclosed += 1
                    continue
                }
                if startsComments, reader.fieldBytes(0).isEmpty { continue }
                seen += 1
                var known = 0.0
                for index in 0..<reader.fieldCount { known += worth(reader.fieldBytes(index), reader.isQuoted(index)) }
                let width = reader.fieldCount
                let sum = widths[width] ?? (0, 0, 0)
                widths[width] = (sum.records + 1, sum.cells + width, sum.known + known)
            }
            records += seen
            quoted += reader.quotedCells
            loose += reader.looseQuotedCells
            escapes += reader.escapes
        }
        guard records > 0 else { return 0 }
        var total = 0.0
        for (width, sum) in widths {
            // One line that happens to hold a rare character shows nothing.
            if sum.records == 1, !Self.common.contains(dialect.delimiter) { continue }
            let share = Double(sum.records) / Double(records)
            let regularity = share * share * (width > 1 ? Double(width - 1) / Double(width) : 0.001)
            total += regularity * (0.02 + sum.known / Double(max(1, sum.cells)))
        }
        if dialect.quote == UInt8(ascii: "\"") {
            // A quote that is never closed is damage to be told, not a reason to do without quotes: the rest of the file
            // would be read as cells that it is not.
            total *= max(0.05, 1 - Double(loose) / Double(max(1, quoted)))
            if unclosed > 0 { total *= 0.9 }
        } else if dialect.quote != nil {
            total *= max(0.05, 1 - Double(loose + unclosed * 4) / Double(max(1, quoted)))
        }
        if dialect.quote != UInt8(ascii: "\""),
            places.contains(where: { opens($0, UInt8(ascii: "\""), dialect.delimiter) })
        {
            total *= 0.8
        }
        if dialect.quote == UInt8(ascii: "'") { total *= 0.97 }
        // An escape must make sense of quotes that fit nowhere without it; backslashes are also part of texts.
        if dialect.escape != nil { total *= escapes > 0 ? 0.999 : 0.98 }
        return total
    }

    /// How much a cell speaks for the cut that made it.
    private func worth(_ bytes: ArraySlice<UInt8>, _ isQuoted: Bool) -> Double {
        if isQuoted { return bytes.count < 2_000 ? 1 : 0.5 }
        switch CellShape(utf8: bytes) {
        case .blank: return 0.8
        case .number, .date, .time, .phone, .email, .postcode, .link: return 1
        case .code: return 0.95
        case .words:
            // A word list that another cut would part is worth less than one that none would.
            return bytes.contains { $0 == 0x2C || $0 == 0x3B || $0 == 0x09 || $0 == 0x7C } ? 0.6 : 0.9
        case .prose: return 0.4
        case .odd: return 0
        }
    }
}
