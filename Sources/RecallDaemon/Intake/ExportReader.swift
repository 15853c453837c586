package import RecallCore
package import Tabular

/// How an export would be read: its shape, and what its columns mean. Changes nothing.
package struct ExportReading: Sendable {
    package var survey: Survey
    /// Nil where the file cannot be used at all.
    package var recognition: Recognition?

    /// Why the file cannot be used, in one sentence; nil where it can.
    package var rejection: String? {
        if let rejection = survey.rejection { return rejection }
        guard let recognition, recognition.verdict == .reject else { return nil }
        return recognition.reasons.joined(separator: " ")
    }
}

/// An export whose shape and columns were looked at, and that no layout has been laid over.
struct ExportLook {
    fileprivate var survey: Survey
    fileprivate var recogniser: Recogniser?

    /// How it would be read where these layouts are known.
    func reading(_ layouts: [Layout]) -> ExportReading {
        ExportReading(
            survey: survey, recognition: survey.rejection == nil ? recogniser?.finish(layouts: layouts) : nil)
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
        _ source: any ByteSource, name: String, given: Surveyor.Given = Surveyor.Given(), layout: Layout? = nil
    ) throws -> ExportReading {
        try look(source, name: name, given: given, layout: layout).reading(layouts)
    }

    /// Surveys a file and looks at its columns, before it is asked which layout it has.
    func look(
        _ source: any ByteSource, name: String, given: Surveyor.Given = Surveyor.Given(), layout: Layout? = nil,
        evidence: EncodingEvidence? = nil
    ) throws -> ExportLook {
        var columns = Columns(reader: self, source: source, name: name, layout: layout)
        var survey = try Surveyor.survey(
            source, overriding: given, evidence: evidence, headerAffinity: HeaderVocabulary.affinity(of:),
            rows: &columns)
        if survey.rejection == nil, survey.rows > maxRows {
            survey.rejection =
                "The file has \(survey.rows) rows; at most \(maxRows) are read. Export fewer patients at once."
        }
        // An empty list would take the place of the last one, and every patient would be missing from it.
        if survey.rejection == nil, survey.rows == 0 {
            survey.rejection =
                "The file names its columns and has no rows. Export it again, and check the choice of patients."
        }
        return ExportLook(survey: survey, recogniser: columns.recogniser)
    }

    /// Hands the rows of a file that is surveyed to the recogniser.
    private struct Columns: RowTaker {
        let reader: ExportReader
        let source: any ByteSource
        let name: String
        let layout: Layout?
        var recogniser: Recogniser?

        mutating func begin(_ survey: Survey) throws {
            recogniser = Recogniser(
                header: survey.headerRow == nil ? nil : survey.header, columns: survey.columns,
                given: layout, today: reader.today, fileName: name,
                titleLines: try titles(survey))
        }

        mutating func take(_ row: RecordReader) { recogniser?.add(row) }

        private func titles(_ survey: Survey) throws -> [String] {
            var titles: [String] = []
            var records = try survey.records(of: source)
            while titles.count < min(survey.preambleRows, 20), try records.next() {
                titles.append(records.strings().joined(separator: " "))
            }
            return titles
        }
    }
}
