import RecallCore

/// What was decided about an export.
package enum ExportState: String, Sendable, Codable {
    case imported
    case duplicate
    case review
    case rejected
}
