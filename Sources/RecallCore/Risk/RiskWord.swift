/// What the practice's own risk column says.
package enum RiskWord: Equatable, Sendable {
    case level(RiskLevel)
    /// No level but a condition, `diabetic`.
    case condition(Subject)
    /// A word that nobody knows, digits too.
    case unknown

    /// Reads a cell that is not blank.
    package init(_ text: String) {
        let words = text.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" || $0 == "\u{A0}" || $0 == "\t" }
            .joined(separator: " ")
        switch words {
        case "urgent", "emergency", "immediate", "critical", "very high": self = .level(.urgent)
        case "high", "h", "high risk", "red", "r": self = .level(.high)
        case "medium", "med", "m", "moderate", "intermediate", "amber", "a": self = .level(.medium)
        case "low", "l", "low risk", "green", "g", "normal", "routine", "standard": self = .level(.low)
        case "diabetic": self = .condition(.diabetes)
        case "glaucoma": self = .condition(.glaucoma)
        case "glaucoma suspect": self = .condition(.glaucomaSuspect)
        case "myopia child": self = .condition(.myopiaManagement)
        case "contact lens": self = .condition(.contactLensWearer)
        default: self = .unknown
        }
    }
}
