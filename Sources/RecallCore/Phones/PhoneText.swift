/// The text of a telephone cell, cleaned: what looks the same is the same, and what cannot be seen is gone.
enum PhoneText {
    /// Cleans a cell: compatibility forms, invisible characters, blanks, dashes, the wrappers of spreadsheets.
    static func cleaned(_ cell: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(cell.utf8.count)
        for scalar in cell.unicodeScalars {
            if scalar.value == 0x0A, scalars.last == "\n" { continue }
            append(scalar, to: &scalars)
        }
        return unwrapped(scalars[...])
    }

    /// The text with every scalar in its plain form, wrappers left on.
    static func plain(_ cell: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for scalar in cell.unicodeScalars { append(scalar, to: &scalars) }
        return scalars
    }

    private static func append(_ scalar: Unicode.Scalar, to scalars: inout [Unicode.Scalar]) {
        let value = scalar.value
        if value < 0x7F {
            switch value {
            case 0x20...0x7E: scalars.append(scalar)
            case 0x0A...0x0D: scalars.append("\n")
            case 0x09: scalars.append(" ")
            default: break
            }
            return
        }
        switch value {
        case 0x85, 0x2028, 0x2029: scalars.append("\n")
        case 0xFF01...0xFF5E: append(Unicode.Scalar(UInt8(value - 0xFEE0)), to: &scalars)
        case 0x2018, 0x2019, 0x201A, 0x201B, 0x02BC, 0x2032, 0x60, 0xB4, 0x2035: scalars.append("'")
        case 0x201C...0x201F, 0xAB, 0xBB, 0x2033: scalars.append("\"")
        case 0x2044, 0x2215, 0x29F8: scalars.append("/")
        case 0x207A, 0x208A, 0xFE62, 0xFB29: scalars.append("+")
        case 0x207D, 0x208D, 0xFE59: scalars.append("(")
        case 0x207E, 0x208E, 0xFE5A: scalars.append(")")
        case 0xB7, 0x2024, 0x2027, 0xFE52: scalars.append(".")
        case 0x2025, 0x2026: scalars.append(contentsOf: ". ".unicodeScalars)
        case 0xFE50: scalars.append(",")
        case 0xFE54: scalars.append(";")
        case 0xFE55: scalars.append(":")
        case 0xFE5F: scalars.append("#")
        case 0xFE60: scalars.append("&")
        case 0x2116: scalars.append(contentsOf: "No".unicodeScalars)
        case 0x2121: scalars.append(contentsOf: "TEL".unicodeScalars)
        case 0x207B, 0x208B, 0x2212, 0x2043, 0x02D7: scalars.append("-")
        case 0x2800, 0x2022: scalars.append(" ")
        default: appendByProperties(scalar, to: &scalars)
        }
    }

    private static func appendByProperties(_ scalar: Unicode.Scalar, to scalars: inout [Unicode.Scalar]) {
        let properties = scalar.properties
        switch properties.generalCategory {
        case .spaceSeparator: scalars.append(" ")
        case .format, .control, .surrogate, .privateUse, .unassigned: break
        case .dashPunctuation: scalars.append("-")
        default:
            if properties.isDefaultIgnorableCodePoint { return }
            if properties.isDash {
                scalars.append("-")
            } else if let value = properties.numericValue, properties.numericType != .numeric,
                let digit = UInt8(exactly: value), digit < 10
            {
                scalars.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
            } else {
                scalars.append(scalar)
            }
        }
    }

    private static func unwrapped(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        var rest = scalars
        while true {
            let before = rest.count
            while rest.first == " " || rest.first == "\n" { rest = rest.dropFirst() }
            while rest.last == " " || rest.last == "\n" { rest = rest.dropLast() }
            if rest.first == "=" || rest.first == "'" || rest.first == "\"" { rest = rest.dropFirst() }
            if rest.last == "\"" || rest.last == "'" { rest = rest.dropLast() }
            if rest.count == before { return Array(rest) }
        }
    }
}
