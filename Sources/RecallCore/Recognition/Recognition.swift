/// What an export was taken for, with the reasons.
package struct Recognition: Equatable, Sendable {
    /// The layout that an export was read by.
    package struct LayoutMatch: Equatable, Sendable {
        package var name: String
        package var source: Layout.Source
        /// 0 to 1.
        package var confidence: Double
        /// What it says of those whom the export does not hold.
        package var scope = Layout.Scope.whole
    }

    /// What one column was taken for.
    package struct Column: Equatable, Sendable {
        package var column: Int
        package var header: String
        package var field: Field?
        /// 0 to 1.
        package var confidence: Double
        /// Why, in plain words.
        package var evidence: String
        /// Up to three cells, as they stand in the file.
        package var samples: [String]
        /// The order of the column's dates; nil where it holds none, or nothing had to be decided.
        package var dateOrder: DateOrder?
        /// How the cells of a do-not-call list's column say who is registered; nil for every other column.
        package var verdict: ScreeningVerdict?
        /// Whether it may say who must not be called, and could not be understood.
        package var isDoubtedStop = false
        /// The words of a status, in small letters, that are in no list and that a person has approved: they stop nobody.
        package var ordinaryWords: Set<String> = []
        /// The words of a status, in small letters and by how often they stand, that are in no list and that somebody is to be
        /// asked about.
        package var unlistedWords: [String] = []
    }

    package var kind: ExportKind?
    package var layout: LayoutMatch
    package var columns: [Column]
    /// The order of most date columns.
    package var dateOrder: DateOrder?
    /// What a person has to settle before the file is taken, in plain words; empty where nothing is doubtful.
    package var doubts: [String]
    package var fingerprint: String
    /// Whether the file names the columns itself.
    package var hasHeader: Bool
    /// What a layout that a person wrote says against the cells, in plain words; empty where it agrees.
    package var contradictions: [String] = []

    /// The fields that mean safety and that have a column.
    ///
    /// A do-not-call list has none: one without verdicts stops everybody in it.
    package var safetyFields: [Field] {
        guard kind != .suppressions else { return [] }
        return Field.allCases.filter { field in field.isSafety && columns.contains { $0.field == field } }
    }

    /// Whether it is known what the file holds, and anything of it was understood.
    package var isRecognised: Bool { kind != nil && columns.contains { $0.field != nil } }

    /// The words of a status that are in no list, by the keys of the columns in a layout.
    package var unlistedWords: [String: [String]] {
        let keys = Layout.keys(of: columns.map(\.header))
        let unlisted = columns.filter { !$0.unlistedWords.isEmpty }
        return Dictionary(unlisted.map { (keys[$0.column], $0.unlistedWords) }, uniquingKeysWith: { first, _ in first })
    }

    /// Those of the words that were asked about which a person has approved; all of them where nothing is written. Words that
    /// were not asked about nobody has seen.
    ///
    /// - Parameter written: The layout that the person has approved the file with; nil where there is none.
    /// - Returns: The words, by the keys of the columns in a layout.
    package func approvedWords(written: Layout?) -> [String: [String]] {
        unlistedWords.reduce(into: [:]) { approved, asked in
            guard let written else {
                approved[asked.key] = asked.value
                return
            }
            let left = Set(written.ordinaryWords?[asked.key] ?? [])
            approved[asked.key] = asked.value.filter(left.contains)
        }
    }

    /// The reading by which those words stop nobody.
    package func approving(_ words: [String: [String]]) -> Recognition {
        var reading = self
        for (index, key) in Layout.keys(of: columns.map(\.header)).enumerated() {
            reading.columns[index].ordinaryWords.formUnion(words[key] ?? [])
        }
        return reading
    }

    /// Whether a field has a column.
    package func has(_ field: Field) -> Bool { columns.contains { $0.field == field } }
}
