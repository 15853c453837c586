package import RecallCore

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
    /// When what it says was last said: the same file may have come again since.
    package var saidAt: Instant

    package init(
        id: Int64, practice: String, name: String, claim: String, state: ExportState, kind: String? = nil,
        layout: String? = nil, rows: Int, unusableRows: Int, reason: String, place: String? = nil, firstSeenAt: Instant,
        saidAt: Instant? = nil
    ) {
        self.id = id
        self.practice = practice
        self.name = name
        self.claim = claim
        self.state = state
        self.kind = kind
        self.layout = layout
        self.rows = rows
        self.unusableRows = unusableRows
        self.reason = reason
        self.place = place
        self.firstSeenAt = firstSeenAt
        self.saidAt = saidAt ?? firstSeenAt
    }
}
