package import RecallCore

/// Something that goes wrong outside recalld, told to staff until it is over.
package struct Alert: Equatable, Sendable {
    /// The practice, or "" where all are meant.
    package var practice: String
    package var code: String
    package var message: String
    package var since: Instant
    /// When a person said that they have seen it; nil while nobody has.
    package var acknowledgedAt: Instant?

    package init(
        practice: String, code: AlertCode, message: String, since: Instant, acknowledgedAt: Instant? = nil
    ) {
        self.init(
            practice: practice, code: code.rawValue, message: message, since: since, acknowledgedAt: acknowledgedAt)
    }

    /// An alert as it was stored, perhaps by another version, whose codes are others.
    package init(
        practice: String, code: String, message: String, since: Instant, acknowledgedAt: Instant? = nil
    ) {
        self.practice = practice
        self.code = code
        self.message = message
        self.since = since
        self.acknowledgedAt = acknowledgedAt
    }
}
