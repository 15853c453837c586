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

    package init(
        kind: String, layout: String, fingerprint: String, safetyFields: [Field], columns: [ExportColumn] = []
    ) {
        self.kind = kind
        self.layout = layout
        self.fingerprint = fingerprint
        self.safetyFields = safetyFields
        self.columns = columns
    }

    package init(_ recognition: Recognition, _ kind: ExportKind) {
        self.init(
            kind: kind.rawValue, layout: recognition.layout.name, fingerprint: recognition.fingerprint,
            safetyFields: recognition.safetyFields,
            columns: recognition.columns.map {
                ExportColumn(column: $0.column, field: $0.field, header: $0.header)
            })
    }
}
