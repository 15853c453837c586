/// The text of a date cell, cleaned: spreadsheet wrappers and invisible characters gone, every blank one blank, every
/// dash a hyphen, full-width characters plain, letters small.
struct DateText {
    let bytes: [UInt8]

    init(_ cell: String) { self.init(utf8: cell.utf8.span) }

    /// The text of a cell that is given in UTF-8.
    init(utf8 cell: Span<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(cell.count)
        for index in cell.indices {
            let byte = cell[index]
            guard byte < 0x80 else {
                bytes.removeAll(keepingCapacity: true)
                for scalar in CellText.string(cell).unicodeScalars { Self.append(scalar, to: &bytes) }
                break
            }
            Self.append(Unicode.Scalar(byte), to: &bytes)
        }
        self.bytes = Self.unwrapped(bytes)
    }

    private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
        let value = scalar.value
        switch value {
        case 0x41...0x5A:
            bytes.append(UInt8(value) | 0x20)
        case 0x21...0x7E:
            bytes.append(UInt8(value))
        case 0x20:
            if let last = bytes.last, last != 32 { bytes.append(32) }
        case 0xFF01...0xFF5E:
            if let plain = Unicode.Scalar(value - 0xFEE0) { append(plain, to: &bytes) }
        case 0x2018, 0x2019, 0x201B, 0x2032:
            bytes.append(UInt8(ascii: "'"))
        case 0x201C, 0x201D, 0x201F, 0x2033:
            bytes.append(UInt8(ascii: "\""))
        case 0x2024:
            bytes.append(UInt8(ascii: "."))
        case 0x2212, 0x2043, 0xFE63:
            bytes.append(UInt8(ascii: "-"))
        case 0x1D7CE...0x1D7FF:
            // Mathematical digits, five alphabets of ten.
            bytes.append(48 + UInt8((value - 0x1D7CE) % 10))
        case 0xB2, 0xB3:
            bytes.append(48 + UInt8(value - 0xB0))
        case 0xB9:
            bytes.append(49)
        case 0x2070, 0x2074...0x2079:
            bytes.append(48 + UInt8(value - 0x2070))
        case 0x2080...0x2089:
            bytes.append(48 + UInt8(value - 0x2080))
        default:
            let properties = scalar.properties
            if properties.isWhitespace || properties.generalCategory == .spaceSeparator {
                if let last = bytes.last, last != 32 { bytes.append(32) }
            } else if properties.generalCategory == .dashPunctuation {
                bytes.append(UInt8(ascii: "-"))
            } else if properties.isDefaultIgnorableCodePoint || properties.generalCategory == .control
                || properties.generalCategory == .format
            {
                break
            } else if (0x1D2C...0x1D6A).contains(value) || (0x24B6...0x24E9).contains(value)
                || properties.generalCategory == .modifierLetter || value == 0xAA || value == 0xBA
            {
                // Raised letters, as word processors set ordinals: 14ᵗʰ.
                bytes.append(contentsOf: raised[value].map { [$0] } ?? Array(Character(scalar).utf8))
            } else {
                bytes.append(contentsOf: Character(scalar).lowercased().utf8)
            }
        }
    }

    private static let raised: [UInt32: UInt8] = [
        0x02E2: UInt8(ascii: "s"), 0x1D57: UInt8(ascii: "t"), 0x207F: UInt8(ascii: "n"), 0x1D48: UInt8(ascii: "d"),
        0x02B3: UInt8(ascii: "r"), 0x02B0: UInt8(ascii: "h"),
    ]

    private static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
        if let first = bytes.first, let last = bytes.last, !isWrapper(first), !isWrapper(last) { return bytes }
        var rest = bytes[...]
        while true {
            while rest.first == 32 { rest.removeFirst() }
            while rest.last == 32 { rest.removeLast() }
            guard let first = rest.first else { return [] }
            if first == UInt8(ascii: "=") || first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
                rest.removeFirst()
            } else if let last = rest.last, last == UInt8(ascii: "\"") || last == UInt8(ascii: "'") {
                rest.removeLast()
            } else {
                return Array(rest)
            }
        }
    }

    private static func isWrapper(_ byte: UInt8) -> Bool {
        byte == 32 || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
    }

    /// Whether the cell says that there is no date: blank, only signs, or a word for nothing.
    var isFiller: Bool {
        func isCore(_ byte: UInt8) -> Bool {
            (48...57).contains(byte) || (97...122).contains(byte) || byte >= 128
        }
        // Nearly every cell has a digit beyond zero, which no word for nothing has.
        if bytes.contains(where: { (49...57).contains($0) }) { return false }
        let core = bytes.filter(isCore)
        if core.isEmpty { return true }
        if core.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            // 00/00/0000 in any spelling, but not a time of day by itself.
            return !bytes.contains(UInt8(ascii: ":")) || core.count >= 8
        }
        return Self.fillers.contains(String(decoding: core, as: UTF8.self))
    }

    /// Words for nothing, by their letters and digits alone.
    private static let fillers: Set<String> = [
        "na", "none", "nil", "null", "never", "tbc", "tba", "tbd", "unknown", "nk", "notknown", "notapplicable",
        "unk", "blank", "empty", "nodate", "nan", "nat", "x", "xx", "xxx", "notset", "notavailable", "value", "ref",
        "num", "name", "ddmmyyyy", "ddmmyy", "nonegiven", "notgiven", "notrecorded", "nev",
    ]
}
