/// What the import of an export of patients came to.
package struct PatientImportResult: Equatable, Sendable {
    package var counts: ImportCounts
    /// The ids that people with different dates of birth have.
    package var conflicts: Set<String>

    package init(counts: ImportCounts, conflicts: Set<String>) {
        self.counts = counts
        self.conflicts = conflicts
    }
}
