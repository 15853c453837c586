/// Finds out what a file is.
package struct FormatDetector: Sendable {
    /// What whoever calls knows about the file; nil where it is to be found out.
    package struct Given: Sendable {
        package var delimiter: UInt8?
        /// The quote; the inner nil says that the file uses none.
        package var quote: UInt8??
        package var encoding: TextEncoding?

        package init(delimiter: UInt8? = nil, quote: UInt8?? = nil, encoding: TextEncoding? = nil) {
            self.delimiter = delimiter
            self.quote = quote
            self.encoding = encoding
        }
    }

    /// The most columns of a file that is used.
    package static let maximumColumns = 1_000

    private static let placeLength = 1 << 16
    /// The bytes at the end of a file in which a footer is looked for before rows are counted.
    private static let restLength = 1 << 16
    /// The size from which on it pays to read a file on two cores, in bytes.
    private static let twoCoreLength = 512 << 10

    private let source: any ByteSource
    private let given: Given
    private let evidence: EncodingEvidence?
    private let headerAffinity: (@Sendable ([String]) -> Double)?

    /// Profiles a whole file.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - given: what is known about it beforehand.
    ///   - headerAffinity: how much the cells of a record are names of columns, from 0 to 1; nil where no vocabulary is
    ///     at hand and only the shape of the cells decides.
    /// - Returns: what the file is; its `rejection` says why where it cannot be used.
    /// - Throws: what the source throws.
    package static func profile(
        _ source: any ByteSource, overriding given: Given = Given(),
        headerAffinity: (@Sendable ([String]) -> Double)? = nil
    ) throws -> FileProfile {
        var nobody = NoRows()
        return try profile(source, overriding: given, headerAffinity: headerAffinity, rows: &nobody)
    }

    /// Profiles a whole file, and hands its data rows on while they are counted, so that it need not be read once more.
    /// `evidence` is what its bytes say about their encoding; nil where that is to be found out first.
    package static func profile(
        _ source: any ByteSource, overriding given: Given = Given(), evidence: EncodingEvidence? = nil,
        headerAffinity: (@Sendable ([String]) -> Double)? = nil, rows: inout some RowTaker
    ) throws -> FileProfile {
        try FormatDetector(source: source, given: given, evidence: evidence, headerAffinity: headerAffinity).profile(
            &rows)
    }

    private func profile(_ rows: inout some RowTaker) throws -> FileProfile {
        var profile = FileProfile()
        if let kind = FileKind.refusal(of: try source.read(0..<min(FileKind.headLength, source.count))) {
            profile.rejection = kind
            return profile
        }
        let evidence = try evidence ?? EncodingEvidence(of: source)
        let verdict = evidence.verdict
        profile.encoding = given.encoding ?? verdict.encoding
        profile.hasByteOrderMark = verdict.hasMark && profile.encoding == verdict.encoding
        profile.mixedWith = given.encoding == nil ? verdict.mixedWith : nil
        if let other = profile.mixedWith {
            profile.notes.append("Some cells are in \(other.rawValue), the others in \(profile.encoding.rawValue).")
        }
        if evidence.isNoText, !profile.encoding.isUTF16 {
            profile.rejection = "The file is not text."
            return profile
        }
        var detector = DialectDetector(
            places: try places(profile), encoding: profile.encoding.isUTF16 ? .utf8 : profile.encoding)
        detector.delimiter = given.delimiter
        detector.quote = given.quote
        profile.dialect = try detector.detect()
        try outline(&profile, evidence, &rows)
        return profile
    }

    /// Reads the whole file once, or twice where its end shows that its start was misjudged.
    private func outline(
        _ profile: inout FileProfile, _ evidence: EncodingEvidence, _ rows: inout some RowTaker
    ) throws {
        var (outline, early) = try read(&profile, &rows)
        if try escapesFurtherOn(profile, outline) {
            profile.dialect.escape = UInt8(ascii: "\\")
            (profile.damage, profile.rejection) = ([], nil)
            (outline, early) = try read(&profile, &rows)
        }
        if profile.rejection != nil { return }
        guard outline.recordCount > outline.blankCount else {
            profile.rejection = "The file is empty."
            return
        }
        outline.lastRecords = try lastRecords(profile, outline)
        let plan: TablePlan
        var counts = newCounts(profile)
        if let early, let rest = early.rest,
            let completed = early.plan.completed(by: outline, table: outline.largestTable, countedUpTo: rest.record)
        {
            plan = completed
            counts = early.counts
            profile.take(plan)
            try count(&counts, profile, from: rest, &rows)
        } else {
            plan = try tablePlan(profile, outline)
            profile.take(plan)
            try rows.begin(profile)
            try count(&counts, profile, from: nil, &rows)
        }
        profile.recordCount = outline.recordCount
        profile.footerRows = max(0, outline.recordCount - min(plan.filter.end, outline.recordCount))
        profile.rows = counts.data
        profile.repeatedHeaders = counts.repeatedHeaders
        profile.blankRecords = counts.blank
        profile.linesBetweenPages = counts.linesBetweenPages
        profile.raggedRows = counts.ragged
        profile.middle = counts.middle.map { DataRows.Start(place: $0.place, row: $0.row) }
        profile.notes += plan.notes
        noteDamage(&profile, outline, evidence)
        profile.dialect.lineEnding = outline.lineEnds.lineEnding
        // Apostrophes that are all escaped show the quote, though no cell needed it.
        let isMute = outline.escapes > 0 && profile.dialect.quote == UInt8(ascii: "'")
        if outline.quotedCells == 0, given.quote == nil, !isMute { profile.dialect.quote = nil }
        if outline.escapes == 0 { profile.dialect.escape = nil }
    }

    private func noteDamage(_ profile: inout FileProfile, _ outline: FileOutline, _ evidence: EncodingEvidence) {
        if let last = outline.last, last.isUnterminated, last.hasUnclosedQuote {
            profile.damage.append(Damage(kind: .unclosedQuote, byte: last.byte, line: last.line, record: last.record))
        } else if let last = outline.last, last.isUnterminated, last.record < profile.filter.end,
            last.record >= profile.firstDataRecord, last.width < profile.filter.width,
            profile.raggedRows * 20 <= max(20, profile.rows)
        {
            profile.damage.append(Damage(kind: .tornRecord, byte: last.byte, line: last.line, record: last.record))
        }
        let nul = profile.encoding.isUTF16 ? evidence.firstNulUnit : evidence.firstNul
        if let nul { profile.damage.append(place(.nul, nul, profile)) }
        if profile.encoding == .utf8, let lost = evidence.firstReplacement {
            profile.damage.append(place(.replacementCharacter, lost, profile))
        }
        let order: [Damage.Kind] = [.nul, .overlongRecord, .unclosedQuote, .tornRecord]
        for kind in order where profile.rejection == nil {
            profile.rejection = profile.damage.first { $0.kind == kind }?.sentence
        }
    }

    /// Finds the line and the record of a byte.
    private func place(_ kind: Damage.Kind, _ byte: Int, _ profile: FileProfile) -> Damage {
        var damage = Damage(kind: kind, byte: byte, line: 1, record: 0)
        do {
            var reader = try profile.records(of: source)
            while try reader.next(), reader.byteOffset <= byte {
                damage.line = reader.line
                damage.record = reader.record
            }
        } catch {
            // The place is only told to people; a file that cannot be read again is refused all the same.
            damage.line = 0
        }
        return damage
    }

    /// Stretches of the file for detecting the dialect: its start, and a few places further on.
    private func places(_ profile: FileProfile) throws -> [[UInt8]] {
        let mark = profile.hasByteOrderMark ? profile.encoding.byteOrderMark.count : 0
        let total = source.count
        var ranges = [mark..<max(mark, min(total, 3 * Self.placeLength))]
        if total > 8 * Self.placeLength {
            for quarter in 1...3 {
                let start = total / 4 * quarter & ~1
                ranges.append(start..<min(total, start + Self.placeLength))
            }
        }
        return try ranges.map { range in
            var bytes = try source.read(range)
            if profile.encoding.isUTF16 {
                var text: [UInt8] = []
                var transcoder = Transcoder(profile.encoding)
                transcoder.append(bytes, to: &text)
                transcoder.finish(into: &text)
                bytes = text
            }
            if range.upperBound < total, let last = bytes.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
                bytes.removeSubrange((last + 1)...)
            }
            if range.lowerBound > mark, let first = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
                bytes.removeSubrange(...first)
            }
            return bytes
        }
    }

    /// Reads the whole file, and counts its rows where its start tells which they are.
    private func read(
        _ profile: inout FileProfile, _ rows: inout some RowTaker
    ) throws -> (outline: FileOutline, early: EarlyRows?) {
        var outline = FileOutline()
        var early: EarlyRows?
        let rest = source.count - Self.restLength
        var reader = try profile.records(of: source)
        while try reader.next() {
            if reader.fieldCount > Self.maximumColumns {
                profile.rejection =
                    "Line \(reader.line) has more than \(Self.maximumColumns) columns, which no table of patients has."
                break
            }
            if reader.isOverlong {
                profile.damage = [
                    Damage(kind: .overlongRecord, byte: reader.byteOffset, line: reader.line, record: reader.record)
                ]
                if reader.hasUnclosedQuote { profile.damage[0].kind = .unclosedQuote }
                profile.rejection = profile.damage[0].sentence
                break
            }
            outline.note(reader)
            if reader.record + 1 == FileOutline.headLength {
                if reader.byteOffset < rest { early = try beginEarly(profile, outline, &rows) }
            } else if early != nil, early?.rest == nil {
                if reader.byteOffset >= rest {
                    early?.rest = RecordPlace(reader)
                } else if early?.count(reader) == true {
                    rows.take(reader)
                }
            }
        }
        outline.countWidths()
        outline.lineEnds = reader.finalLineEnds
        outline.quotedCells = reader.quotedCells
        outline.misfitQuotes = reader.looseQuotedCells + (reader.hasUnclosedQuote ? 1 : 0)
        outline.escapes = reader.escapes
        return (outline, early)
    }

    /// Makes a plan from the start of a file that goes on, and counts the rows there; nil where the start says too little.
    private func beginEarly(
        _ profile: FileProfile, _ outline: FileOutline, _ rows: inout some RowTaker
    ) throws -> EarlyRows? {
        var outline = outline
        outline.countWidths()
        let table = outline.largestTable
        guard !profile.encoding.isUTF16, table.end == outline.recordCount, isWithinHead(table.start, outline) else {
            return nil
        }
        var profile = profile
        let plan = try tablePlan(profile, outline).endless
        profile.take(plan)
        var early = EarlyRows(plan, newCounts(profile))
        try rows.begin(profile)
        var reader = try profile.records(of: source)
        while reader.record + 1 < outline.recordCount, try reader.next() {
            if early.count(reader) { rows.take(reader) }
        }
        return early
    }

    private func newCounts(_ profile: FileProfile) -> RowCounts {
        // The places of UTF-16 are counted back from its text, and are no ground to begin on.
        let isLarge = source.count >= Self.twoCoreLength && !profile.encoding.isUTF16
        return RowCounts(middleByte: isLarge ? source.count / 2 : .max)
    }

    /// Counts the rows of a file whose table is known, from a place on; from the start where none is given.
    private func count(
        _ counts: inout RowCounts, _ profile: FileProfile, from place: RecordPlace?, _ rows: inout some RowTaker
    ) throws {
        var reader = try profile.records(of: source, range: place.map { $0.byte..<source.count })
        while try reader.next() {
            if counts.count(reader, behind: place ?? RecordPlace(), profile.filter) { rows.take(reader) }
        }
    }

    /// Whether quotes that did not fit are escaped by backslashes, of which the stretches for the dialect showed none.
    private func escapesFurtherOn(_ profile: FileProfile, _ outline: FileOutline) throws -> Bool {
        let misfits = outline.misfitQuotes
        guard misfits > 0, profile.dialect.quote != nil, profile.dialect.escape == nil else { return false }
        var dialect = profile.dialect
        dialect.escape = UInt8(ascii: "\\")
        var reader = try RecordReader(
            source: source, encoding: profile.encoding, dialect: dialect, mixedWith: profile.mixedWith)
        var unclosed = 0
        while try reader.next() { if reader.hasUnclosedQuote { unclosed += 1 } }
        // One quoted word in a cell is two escapes, and one misfit without them.
        let left = reader.looseQuotedCells + unclosed
        return reader.escapes > 0 && left < misfits && (left * 4 < misfits || reader.escapes <= (misfits - left) * 4)
    }

    /// Reads the last records again, which is cheaper than keeping the cells of every one that might be among them.
    private func lastRecords(_ profile: FileProfile, _ outline: FileOutline) throws -> [NotedRecord] {
        guard let place = outline.tailStart else { return [] }
        var reader = try profile.records(of: source, range: place.byte..<source.count)
        var records: [NotedRecord] = []
        while try reader.next() { records.append(NotedRecord(reader, behind: place)) }
        return records
    }

    private func tablePlan(_ profile: FileProfile, _ outline: FileOutline) throws -> TablePlan {
        let table = outline.largestTable
        var notes = outline.head[...]
        if !isWithinHead(table.start, outline), outline.recordCount > outline.head.count {
            notes = []
            var reader = try profile.records(of: source)
            while notes.count < 200, try reader.next() {
                if reader.record >= max(0, table.start - 12) { notes.append(NotedRecord(reader)) }
            }
        }
        return TablePlan(outline: outline, table: table, near: Array(notes), headerAffinity: headerAffinity)
    }

    /// Whether the records that are kept from the start of the file show the table's start.
    private func isWithinHead(_ start: Int, _ outline: FileOutline) -> Bool { start + 60 <= outline.head.count }
}
