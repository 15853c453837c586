package import RecallCore

/// What an export was taken for.
package struct ImportedReading: Equatable, Sendable {
    package var kind: String
    package var layout: String
    /// Exports with the same header of one practice: the newest of them is the truth about who is in it.
    package var fingerprint: String
    /// The fields of the columns that mean safety.
    package var safetyFields: [Field]
    /// What the export speaks of; of all else it is silent.
    package var columns: [ExportColumn]
    /// Whether it is a part of its list: it takes no export's place, and leaves nobody out.
    package var isPart: Bool

    package init(
        kind: String, layout: String, fingerprint: String, safetyFields: [Field], columns: [ExportColumn] = [],
        isPart: Bool = false
    ) {
        self.kind = kind
        self.layout = layout
        self.fingerprint = fingerprint
        self.safetyFields = safetyFields
        self.columns = columns
        self.isPart = isPart
    }

    package init(_ recognition: Recognition, _ kind: ExportKind) {
        self.init(
            kind: kind.rawValue, layout: recognition.layout.name, fingerprint: recognition.fingerprint,
            safetyFields: recognition.safetyFields,
            columns: recognition.columns.map {
                ExportColumn(column: $0.column, field: $0.field, header: $0.header)
            }, isPart: recognition.layout.scope == .delta)
    }
}
