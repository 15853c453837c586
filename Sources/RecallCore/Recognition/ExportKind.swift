/// What an export holds.
package enum ExportKind: String, Sendable, Codable, CaseIterable {
    case patients
    /// Free and booked rows of a diary.
    case slots
    /// A do-not-call list.
    case suppressions
    /// Opening hours and practitioners.
    case settings
}
