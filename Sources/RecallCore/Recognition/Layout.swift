/// How one system arranges one kind of export: which header stands for which field.
package struct Layout: Equatable, Sendable, Codable {
    /// Where a layout comes from.
    package enum Source: String, Sendable, Codable {
        case builtIn = "built-in"
        case practice
        case learned
        case proposed
    }

    /// What an export of a layout says of those whom it does not hold.
    package enum Scope: String, Sendable, Codable, CaseIterable {
        /// It is the whole list: who is left out is not called.
        case whole
        /// It adds and renews, and says nothing of others.
        case delta
    }

    package var name: String
    /// The system, by the name of its file.
    package var family: String
    package var kind: ExportKind
    /// `documented labels` or `inferred`.
    package var provenance: String
    /// The field of each header, by `keys(of:)`; none where the column is to be used for nothing. A header that several
    /// columns share decides nothing, unless they are numbered.
    package var columns: [String: Field?]
    package var dateOrder: DateOrder?
    package var source: Source
    /// The fingerprint of the header that a person approved; nil for a layout that stands for every header like it.
    package var fingerprint: String?
    /// What it says of those whom an export does not hold; nil for the whole list.
    package var scope: Scope?
    /// The words of a status that are in no list and stop nobody, in small letters, by the key of their column; nil where
    /// nobody has said so. Those of other columns, and others of these, are judged by how many have them.
    package var ordinaryWords: [String: [String]]?

    package init(
        name: String, family: String, kind: ExportKind, provenance: String, columns: [String: Field?],
        dateOrder: DateOrder?, source: Source, fingerprint: String? = nil, scope: Scope? = nil,
        ordinaryWords: [String: [String]]? = nil
    ) {
        self.name = name
        self.family = family
        self.kind = kind
        self.provenance = provenance
        self.columns = columns
        self.dateOrder = dateOrder
        self.source = source
        self.fingerprint = fingerprint
        self.scope = scope
        self.ordinaryWords = ordinaryWords
    }

    /// What tells the header of one export from another: its normalised words, in their order.
    package static func fingerprint(of header: [String]) -> String {
        header.map(HeaderVocabulary.normalised).joined(separator: "|")
    }

    /// What each column is called in a layout: its header, or its number where it has none, told apart where several have
    /// the same.
    package static func keys(of header: [String]) -> [String] {
        var counts: [String: Int] = [:]
        return header.enumerated().map { index, text in
            let name = text.isEmpty ? "Column \(index + 1)" : String(text.map { $0.isNewline ? " " : $0 })
            counts[name, default: 0] += 1
            let count = counts[name] ?? 1
            return count == 1 ? name : "\(name) (\(count))"
        }
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

    /// What the layout says of each column of a header: a field, or none where it is used for nothing; nothing where it
    /// does not name the column, or names several like it as one.
    func fields(of header: [String]) -> [Int: Field?] {
        let keys = Self.keys(of: header)
        let isNumbered = keys.contains { columns[$0] != nil && $0.hasSuffix(")") && !header.contains($0) }
        let normalised = header.map(HeaderVocabulary.normalised)
        let known = Dictionary(
            columns.map { (HeaderVocabulary.normalised($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
        var found: [Int: Field?] = [:]
        for (index, key) in keys.enumerated() {
            let isUnique = normalised.count { $0 == normalised[index] } == 1
            if let field = columns[key], isUnique || isNumbered {
                found[index] = .some(field)
            } else if isUnique, !normalised[index].isEmpty, let field = known[normalised[index]] {
                found[index] = .some(field)
            }
        }
        return found
    }
}
