package import RecallCore
package import Tabular

/// How an export would be read: its shape, and what its columns mean. Changes nothing.
package struct ExportReading: Sendable {
    package var profile: FileProfile
    /// Nil where the file cannot be used at all.
    package var recognition: Recognition?

    /// Why the file cannot be used, in one sentence; nil where it can.
    package var rejection: String? {
        if let rejection = profile.rejection { return rejection }
        guard let recognition, recognition.verdict == .reject else { return nil }
        return recognition.reasons.joined(separator: " ")
    }
}

/// An export whose shape and columns were looked at, and that no layout has been laid over.
struct ProfiledExport {
    fileprivate var profile: FileProfile
    fileprivate var recogniser: Recogniser?

    /// How it would be read where these layouts are known.
    func reading(_ layouts: [Layout]) -> ExportReading {
        ExportReading(
            profile: profile, recognition: profile.rejection == nil ? recogniser?.finish(layouts: layouts) : nil)
    }
}

/// Reads exports.
package struct ExportReader: Sendable {
    package var layouts: [Layout]
    package var today: Day
    package var maxRows: Int

    package init(layouts: [Layout], today: Day, maxRows: Int = 2_000_000) {
        self.layouts = layouts
        self.today = today
        self.maxRows = maxRows
    }

    /// Surveys a file and recognises its columns. `layout` is how a person said that it is to be read.
    ///
    /// - Throws: what the source throws while it is read.
    package func read(
        _ source: any ByteSource, name: String, given: FormatDetector.Given = FormatDetector.Given(),
        layout: Layout? = nil
    ) throws -> ExportReading {
        try look(source, name: name, given: given, layout: layout).reading(layouts)
    }

    /// Surveys a file and looks at its columns, before it is asked which layout it has.
    func look(
        _ source: any ByteSource, name: String, given: FormatDetector.Given = FormatDetector.Given(),
        layout: Layout? = nil,
        evidence: EncodingEvidence? = nil
    ) throws -> ProfiledExport {
        var columns = Columns(reader: self, source: source, name: name, layout: layout)
        var profile = try FormatDetector.profile(
            source, overriding: given, evidence: evidence, headerAffinity: HeaderVocabulary.affinity(of:),
            rows: &columns)
        if profile.rejection == nil, profile.rows > maxRows {
            profile.rejection =
                "The file has \(profile.rows) rows; at most \(maxRows) are read. Export fewer patients at once."
        }
        // An empty list would take the place of the last one, and every patient would be missing from it.
        if profile.rejection == nil, profile.rows == 0 {
            profile.rejection =
                "The file names its columns and has no rows. Export it again, and check the choice of patients."
        }
        return ProfiledExport(profile: profile, recogniser: columns.recogniser)
    }

    /// Hands the rows of a file that is surveyed to the recogniser.
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
