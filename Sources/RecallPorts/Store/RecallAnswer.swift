import RecallCore

/// What became of a wish of staff about one recall.
package enum RecallAnswer: String, Sendable {
    case done
    /// There is no current recall of that id.
    case gone
    /// A call is in progress, or nobody knows yet what came of one.
    case unsettled
}
