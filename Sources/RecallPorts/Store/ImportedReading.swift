package import RecallCore

/// What an export was taken for.
package struct ImportedReading: Equatable, Sendable {
    package var kind: String
    package var layout: String
    /// Exports with the same header of one practice: the newest of them is the truth about who is in it.
    package var fingerprint: String
    /// The fields of the columns that mean safety.
    package var safetyFields: [Field]

    package init(kind: String, layout: String, fingerprint: String, safetyFields: [Field]) {
        self.kind = kind
        self.layout = layout
        self.fingerprint = fingerprint
        self.safetyFields = safetyFields
    }

    package init(_ recognition: Recognition, _ kind: ExportKind) {
        self.init(
            kind: kind.rawValue, layout: recognition.layout.name, fingerprint: recognition.fingerprint,
            safetyFields: recognition.safetyFields)
    }
}
