import RecallCore

/// What became of the wish to forget a person.
package enum ForgetAnswer: Sendable {
    case done(Erasure)
    /// Nothing is known of such a person.
    case unknown
    /// A call is in progress, or nobody knows yet what came of it.
    case inCall
    /// A file with lines about the person is stored and not yet written.
    case waiting
}
