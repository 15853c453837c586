/// What a free place in the diary is kept for, by the words of its appointment type.
///
/// Opticians' diaries keep places for contact lenses, for visual fields, for collecting spectacles and for urgent visitors.
/// A sight test booked into one of those would have to be moved.
package enum PlacePurpose: Sendable {
    case sightTest
    case contactLens
    /// The diary does not say, or says it in words that mean nothing here.
    case open
    case other

    package init(type: String) {
        let words = PlainWords(type)
        if words.hasAny(Self.contactLensWords) {
            self = .contactLens
        } else if words.hasAny(Self.otherWords) {
            self = .other
        } else if words.hasAny(Self.sightTestWords) {
            self = .sightTest
        } else {
            self = .open
        }
    }

    /// Whether a call about such a recall may offer the place.
    package func suits(_ recall: RecallType) -> Bool {
        switch self {
        case .open: true
        case .other: false
        case .sightTest: recall != .contactLensCheck
        case .contactLens: recall == .contactLensCheck
        }
    }

    private static let contactLensWords: Phrases = [
        "cl", "cls", "clac", "contact lens", "contact lenses", "contacts", "lens check", "aftercare", "lens",
    ]
    private static let otherWords: Phrases = [
        "field", "fields", "dispense", "dispensing", "collection", "collect", "repair", "repairs", "adjustment",
        "lunch",
        "break", "meeting", "training", "admin", "blocked", "closed", "holiday", "urgent", "emergency", "mecs", "cues",
        "triage", "visit", "domiciliary", "dom", "oct", "screening", "referral", "hearing", "frame", "frames", "teach",
        "myopia", "dry eye", "child", "children", "paediatric",
    ]
    private static let sightTestWords: Phrases = [
        "sight test", "st", "eye test", "eye exam", "eye examination", "exam", "examination", "ee", "test", "recall",
        "routine", "adult", "nhs", "private",
    ]
}
