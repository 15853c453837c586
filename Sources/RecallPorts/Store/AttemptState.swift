import RecallCore

/// How far an attempt has come.
package enum AttemptState: String, Sendable, Codable {
    /// The intent is stored; the request may or may not have left.
    case placing
    /// Bland has the call.
    case following
    /// The answer was lost: somebody may have been called. Never sent again.
    case unknown
    /// It has an outcome.
    case settled
    /// It certainly reached nobody, and does not count.
    case notPlaced = "void"
}
