/// Decides how a file is cut into records and cells: the cut that is most regular and gives most cells a known shape.
struct DialectDetector {
    /// A delimiter that may be, and how much its records must say against being there by chance.
    private static let candidates: [(delimiter: UInt8, trust: Double)] = [
        (UInt8(ascii: ","), 1), (UInt8(ascii: ";"), 1), (UInt8(ascii: "\t"), 1), (UInt8(ascii: "|"), 1),
        (UInt8(ascii: "^"), 0.9), (UInt8(ascii: "~"), 0.85), (UInt8(ascii: ":"), 0.45), (UInt8(ascii: "#"), 0.7),
    ]
    /// Marks that part cells only where none of the others does, and where they cut every record alike.
    private static let lastResorts = Array(" +*=&!%$@".utf8)
    /// A cut that is worth less is no table.
    private static let leastOfATable = 0.02

    private static let common = Array(",;\t|".utf8)
    /// How many records are looked at from the start of the file, and from each further place.
    private static let recordsAtStart = 400
    private static let recordsFurtherOn = 150
    private static let double = UInt8(ascii: "\"")
    private static let single = UInt8(ascii: "'")

    /// Stretches from several places of the file, as UTF-8 or in the file's single-byte encoding.
    private let places: [MarkedStretch]
    private let encoding: TextEncoding
    /// Whether there are apostrophes, each behind a backslash, and no other quotation marks.
    private let escapesEveryApostrophe: Bool

    /// What is given by whoever calls, and so not guessed.
    var delimiter: UInt8?
    var quote: UInt8??

    init(places: [[UInt8]], encoding: TextEncoding) {
        self.places = places.map(MarkedStretch.init)
        self.encoding = encoding
        escapesEveryApostrophe =
            self.places.contains { $0.has(Self.single) }
            && self.places.allSatisfy { !$0.has(Self.double) && $0.escapesEveryApostrophe }
    }

    func detect() throws -> Dialect {
        let delimiters = delimiter.map { [($0, 1.0)] } ?? Self.candidates
        let usual = best(try cuts(delimiters))
        if delimiter != nil || (usual?.worth ?? 0) >= Self.leastOfATable, let usual { return usual.dialect }
        if delimiter == nil, let rare = best(try cutsOfLastResort()) { return rare.dialect }
        if let usual { return usual.dialect }
        let alone = Dialect(delimiter: delimiter ?? UInt8(ascii: ","), quote: quote ?? Self.double)
        guard quote == nil else { return alone }
        return best(try layouts(alone.delimiter).map { Cut(dialect: $0, trust: 1, tally: try tally($0)) })?.dialect
            ?? alone
    }

    // MARK: The dialects that may be

    /// One way to cut the file, and what its records look like then.
    private struct Cut {
        var dialect: Dialect
        var trust: Double
        var tally: CutTally
    }

    private func cuts(_ delimiters: [(delimiter: UInt8, trust: Double)]) throws -> [Cut] {
        var cuts: [Cut] = []
        for (delimiter, trust) in delimiters where places.contains(where: { $0.has(delimiter) }) {
            for dialect in layouts(delimiter) {
                cuts.append(Cut(dialect: dialect, trust: trust, tally: try tally(dialect)))
            }
        }
        return cuts
    }

    private func cutsOfLastResort() throws -> [Cut] {
        try cuts(Self.lastResorts.map { ($0, 1) }).filter(\.tally.isCutAlikeThroughout)
    }

    private func layouts(_ delimiter: UInt8) -> [Dialect] {
        var layouts: [Dialect] = []
        let quotes: [UInt8?] = quote.map { [$0] } ?? [Self.double, Self.single, nil]
        for quote in quotes {
            let isPadded = quote.map { mark in places.contains { $0.hasPadding(mark, delimiter) } } ?? false
            if quote == Self.single, !isPadded, !escapesEveryApostrophe,
                !places.contains(where: { $0.opens(Self.single, delimiter) })
            {
                continue
            }
            let hasEscape = places.contains { $0.hasBackslash(before: quote ?? delimiter) }
            for padded in isPadded ? [false, true] : [false] {
                layouts.append(Dialect(delimiter: delimiter, quote: quote, isPadded: padded))
                if hasEscape {
                    let escape = MarkedStretch.backslash
                    layouts.append(Dialect(delimiter: delimiter, quote: quote, escape: escape, isPadded: padded))
                }
            }
        }
        return layouts
    }

    private func tally(_ dialect: Dialect) throws -> CutTally {
        var tally = CutTally(dialect, weighsWholes: Self.lastResorts.contains(dialect.delimiter))
        for (number, place) in places.enumerated() {
            let most = number == 0 ? Self.recordsAtStart : Self.recordsFurtherOn
            var reader = try RecordReader(source: ArraySource(place.bytes), encoding: encoding, dialect: dialect)
            var seen = 0
            while seen < most, try reader.next() {
                if tally.note(reader) { seen += 1 }
            }
            tally.finish(reader)
        }
        return tally
    }

    // MARK: Which is best

    private func best(_ cuts: [Cut]) -> (dialect: Dialect, worth: Double)? {
        let mostFitting = cuts.map(\.tally.shareOfFittingQuotes).max() ?? 0
        var best: (dialect: Dialect, worth: Double)?
        for cut in cuts {
            let worth = worth(of: cut, mostFitting)
            if worth > 0, worth > (best?.worth ?? 0) * 1.0001 { best = (cut.dialect, worth) }
        }
        return best
    }

    private func worth(of cut: Cut, _ mostFitting: Double) -> Double {
        let tally = cut.tally
        let dialect = cut.dialect
        var worth = tally.regularity { width, records in
            // One line that happens to hold a rare character a few times shows nothing.
            records > 1 || width > 4 || Self.common.contains(dialect.delimiter)
                || Self.lastResorts.contains(dialect.delimiter)
        }
        worth *= cut.trust
        // Quotes that stand round cells under another cut are inside of cells under this one.
        worth *= 1 - 0.9 * (mostFitting - tally.shareOfFittingQuotes)
        let quoted = Double(max(1, tally.quoted))
        if dialect.quote == Self.double {
            // A quote that is never closed is damage to be told, not a reason to do without quotes: the rest of the file
            // would be read as cells that it is not.
            worth *= max(0.05, 1 - Double(tally.loose) / quoted)
            if tally.unclosed > 0 { worth *= 0.9 }
        } else if dialect.quote != nil, !escapesEveryApostrophe {
            worth *= max(0.05, 1 - Double(tally.loose + tally.stray + tally.unclosed * 4) / quoted)
        }
        if dialect.quote == Self.single { worth *= escapesEveryApostrophe && tally.escapes > 0 ? 1.01 : 0.97 }
        // An escape must make sense of quotes that fit nowhere without it; backslashes are also part of texts.
        if dialect.escape != nil { worth *= tally.escapes > 0 ? 0.999 : 0.98 }
        // A colon with a blank behind it ends a word, as in a title or a remark.
        if dialect.delimiter == UInt8(ascii: ":"), tally.hasBlankBehindDelimiters { worth *= 0.3 }
        return worth
    }
}
