package import RecallCore

/// Where an export stays once it is decided.
package enum RestingPlace: Equatable, Sendable {
    /// Imported, or a duplicate; with the day on which it was.
    case archive(Day)
    /// Held for a person.
    case review
    /// Cannot be used.
    case rejected
}
