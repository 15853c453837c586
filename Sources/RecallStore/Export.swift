package import RecallCore

/// A file that was claimed from an inbox and read once through.
package struct ClaimedExport: Equatable, Sendable {
    package var practice: String
    /// The file's name as it was dropped.
    package var name: String
    /// The name of the claim in the practice's private working space; one for each file.
    package var claim: String
    package var sha256: String
    package var bytes: Int
    package var firstSeenAt: Instant

    package init(
        practice: String, name: String, claim: String, sha256: String, bytes: Int, firstSeenAt: Instant
    ) {
        self.practice = practice
        self.name = name
        self.claim = claim
        self.sha256 = sha256
        self.bytes = bytes
        self.firstSeenAt = firstSeenAt
    }
}

/// What was decided about an export.
package enum ExportState: String, Sendable, Codable {
    case imported
    case duplicate
    case review
    case rejected
}

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
}

/// A decided export, as stored.
package struct StoredExport: Equatable, Sendable {
    package var id: Int64
    package var practice: String
    package var name: String
    package var claim: String
    package var state: ExportState
    package var kind: String?
    package var layout: String?
    package var rows: Int
    package var unusableRows: Int
    package var reason: String
    /// Where the file stands now, relative to the shared folder; nil until it has been moved.
    package var place: String?
    package var firstSeenAt: Instant
}
