/// What a cell that asks for yes or no says.
package enum Answer: Equatable, Sendable {
    case yes
    case no
    case unknown
    /// Words that are none of the others.
    case other

    /// Reads a cell; case and blanks at the ends do not matter.
    package init(_ text: some StringProtocol) {
        // Most cells are one letter.
        if text.utf8.count == 1, let byte = text.utf8.first {
            switch byte {
            case UInt8(ascii: "N"), UInt8(ascii: "n"):
                self = .no
                return
            case UInt8(ascii: "Y"), UInt8(ascii: "y"):
                self = .yes
                return
            default: break
            }
        }
        // The longest answer has 12 letters; blanks round it may double that.
        guard text.utf8.count <= 32 else {
            self = text.utf8.allSatisfy({ $0 <= 0x20 }) ? .unknown : .other
            return
        }
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
