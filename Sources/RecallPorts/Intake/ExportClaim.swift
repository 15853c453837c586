package import RecallCore

/// An export that was taken out of its source and has not come to rest.
package struct ExportClaim: Equatable, Sendable {
    /// One for each export, the same after a restart; by it the store knows how far the export has come.
    package var id: String
    /// The name that it was left under, cut where it was too long to be kept whole.
    package var name: String
    package var firstSeenAt: Instant
    package var terms: ExportTerms

    package init(id: String, name: String, firstSeenAt: Instant, terms: ExportTerms = ExportTerms()) {
        self.id = id
        self.name = name
        self.firstSeenAt = firstSeenAt
        self.terms = terms
    }
}
