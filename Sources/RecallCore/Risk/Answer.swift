/// What a cell that asks for yes or no says.
package enum Answer: Equatable, Sendable {
    case yes
    case no
    case unknown
    /// Words that are none of the others.
    case other

    /// Reads a cell; case and blanks at the ends do not matter.
    package init(_ text: some StringProtocol) {
        let trimmed = text.unicodeScalars.trimmingBlanks()
        switch String(trimmed).lowercased() {
        case "y", "yes", "true", "t", "1", "-1", "x", "on", "checked", "tick", "ticked", "✓", "✔": self = .yes
        case "n", "no", "false", "f", "0", "off", "unchecked", "none", "nil", "-": self = .no
        case "", "?", "u", "unknown", "not asked", "not recorded", "not known", "null", "#n/a", "n/k", "nk", "n/a":
            self = .unknown
        default: self = .other
        }
    }

    /// The answer to the opposite question.
    package var turned: Answer {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown, .other: self
        }
    }
}

extension BidirectionalCollection where Element == Unicode.Scalar {
    /// Without the blanks, variation selectors and line breaks at its ends.
    fileprivate func trimmingBlanks() -> String.UnicodeScalarView {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || scalar.value == 0xFE0E || scalar.value == 0xFE0F
        }
        var result = String.UnicodeScalarView()
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return result
        }
        result.append(contentsOf: self[first...last])
        return result
    }
}
