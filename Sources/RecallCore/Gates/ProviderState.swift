/// How the provider stands to us.
package struct ProviderState: Equatable, Sendable {
    package enum Word: String, Sendable {
        case ok
        case unreachable
        case stopped
    }

    package var word: Word
    package var reason: String?
    package var since: Instant
    /// When the account was last asked about.
    package var askedAt: Instant

    package init(word: Word, reason: String? = nil, since: Instant, askedAt: Instant) {
        self.word = word
        self.reason = reason
        self.since = since
        self.askedAt = askedAt
    }
}
