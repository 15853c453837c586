/// How one system arranges one kind of export: which header stands for which field.
package struct Layout: Equatable, Sendable, Codable {
    /// Where a layout comes from.
    package enum Source: String, Sendable, Codable {
        case builtIn = "built-in"
        case practice
        case learned
        case proposed
    }

    package var name: String
    /// The system, by the name of its file.
    package var family: String
    package var kind: ExportKind
    /// `documented labels` or `inferred`.
    package var provenance: String
    /// The field of each header; none where the column is to be used for nothing. A header that several columns share
    /// decides nothing.
    package var columns: [String: Field?]
    package var dateOrder: DateOrder?
    package var source: Source

    package init(
        name: String, family: String, kind: ExportKind, provenance: String, columns: [String: Field?],
        dateOrder: DateOrder?, source: Source
    ) {
        self.name = name
        self.family = family
        self.kind = kind
        self.provenance = provenance
        self.columns = columns
        self.dateOrder = dateOrder
        self.source = source
    }

    /// What tells the header of one export from another: its normalised words, in their order.
    package static func fingerprint(of header: [String]) -> String {
        header.map(HeaderVocabulary.normalised).joined(separator: "|")
    }

    /// How far a header is this layout's, 0 to 1: the share of its columns that the layout names, and of the layout's
    /// that it has.
    func likeness(to header: [String]) -> Double {
        let names = Set(header.map(HeaderVocabulary.normalised))
        let known = Set(columns.keys.map(HeaderVocabulary.normalised))
        guard !names.isEmpty, !known.isEmpty else { return 0 }
        let shared = Double(names.intersection(known).count)
        return shared / Double(max(names.count, known.count))
    }

    /// The fields by normalised header.
    var fields: [String: Field?] {
        Dictionary(
            columns.map { (HeaderVocabulary.normalised($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
