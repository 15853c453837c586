package import RecallCore

/// An export that nobody has claimed.
package struct WaitingExport: Equatable, Sendable {
    /// What its source knows it by; says nothing to anybody else.
    package var id: String
    /// What whoever left it has called it.
    package var name: String
    package var firstSeenAt: Instant
    /// The seconds for which it has been as it is, where it may still grow; nil where it is whole by its nature.
    package var stillSeconds: Double?
    package var terms: ExportTerms

    package init(
        id: String, name: String, firstSeenAt: Instant, stillSeconds: Double? = nil, terms: ExportTerms = ExportTerms()
    ) {
        self.id = id
        self.name = name
        self.firstSeenAt = firstSeenAt
        self.stillSeconds = stillSeconds
        self.terms = terms
    }
}
