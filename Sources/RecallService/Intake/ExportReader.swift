package import RecallCore
package import Tabular

/// How an export would be read: its shape, and what its columns mean. Changes nothing.
package struct ExportReading: Sendable {
    package var profile: FileProfile
    /// Nil where the shape of the file alone says that it cannot be used.
    package var recognition: Recognition?
}

/// An export whose shape and columns were looked at, and that no layout has been laid over.
struct ProfiledExport {
    let profile: FileProfile
    fileprivate var recogniser: Recogniser?

    /// How it would be read where these layouts are known.
    func reading(_ layouts: [Layout], limits: FileVerdict.Limits) -> ExportReading {
        let isUsable = FileVerdict.rejection(of: profile, limits: limits) == nil
        return ExportReading(profile: profile, recognition: isUsable ? recogniser?.finish(layouts: layouts) : nil)
    }
}

/// An export that was read once through.
struct ScannedExport {
    let profiled: ProfiledExport
    /// In hexadecimal digits.
    let sha256: String
}

/// Reads exports.
package struct ExportReader: Sendable {
    package var layouts: [Layout]
    package var today: Day
    package var limits: FileVerdict.Limits

    package init(layouts: [Layout], today: Day, limits: FileVerdict.Limits = .standard) {
        self.layouts = layouts
        self.today = today
        self.limits = limits
    }

    /// Profiles a file and recognises its columns.
    ///
    /// - Parameters:
    ///   - source: the file.
    ///   - name: what it is called.
    ///   - given: what is known about its shape beforehand.
    ///   - layout: how a person said that it is to be read.
    /// - Returns: how it would be read.
    /// - Throws: what the source throws while it is read.
    package func read(
        _ source: any ByteSource, name: String, given: FormatDetector.Given = FormatDetector.Given(),
        layout: Layout? = nil
    ) throws -> ExportReading {
        try look(source, name: name, given: given, layout: layout).reading(layouts, limits: limits)
    }

    /// Reads a file once: its digest, its shape, and what its columns look like.
    ///
    /// It is profiled by the encoding of its start, and once more where its end shows that to be another.
    func scan(_ source: any ByteSource, name: String, layout: Layout? = nil) throws -> ScannedExport {
        let once = try OnePassSource(source)
        var profiled = try look(once, name: name, layout: layout, evidence: once.startEvidence)
        let (sha256, evidence) = try once.finish()
        if !evidence.bearsOut(once.startEvidence) {
            profiled = try look(source, name: name, layout: layout, evidence: evidence)
        }
        return ScannedExport(profiled: profiled, sha256: sha256)
    }

    /// Profiles a file and looks at its columns, before it is asked which layout it has.
    func look(
        _ source: any ByteSource, name: String, given: FormatDetector.Given = FormatDetector.Given(),
        layout: Layout? = nil,
        evidence: EncodingEvidence? = nil
    ) throws -> ProfiledExport {
        var columns = Columns(reader: self, source: source, name: name, layout: layout)
        let profile = try FormatDetector.profile(
            source, overriding: given, evidence: evidence, headerAffinity: HeaderVocabulary.affinity(of:),
            rows: &columns)
        return ProfiledExport(profile: profile, recogniser: columns.recogniser)
    }

    /// Hands the rows of a file that is profiled to the recogniser.
    private struct Columns: RowTaker {
        let reader: ExportReader
        let source: any ByteSource
        let name: String
        let layout: Layout?
        var recogniser: Recogniser?

        mutating func begin(_ profile: FileProfile) throws {
            recogniser = Recogniser(
                header: profile.headerRow == nil ? nil : profile.header, columns: profile.columns,
                given: layout, today: reader.today, fileName: name,
                titleLines: try titles(profile))
        }

        mutating func take(_ row: RecordReader) { recogniser?.add(row) }

        private func titles(_ profile: FileProfile) throws -> [String] {
            var titles: [String] = []
            var records = try profile.records(of: source)
            while titles.count < min(profile.preambleRows, 20), try records.next() {
                titles.append(records.strings().joined(separator: " "))
            }
            return titles
        }
    }
}
