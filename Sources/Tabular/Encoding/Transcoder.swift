/// Turns bytes of any encoding into UTF-8, in chunks cut at any place.
package struct Transcoder: Sendable {
    private let encoding: TextEncoding
    private let table: [UInt16]
    /// The first half of a UTF-16 unit that the chunk before ended in.
    private var halfUnit: UInt8?
    /// A high surrogate whose low one has not come yet.
    private var highSurrogate: UInt16?

    package init(_ encoding: TextEncoding) {
        self.encoding = encoding
        table = encoding.upperHalf ?? []
    }

    /// Appends the UTF-8 of a chunk, as far as its characters are whole.
    package mutating func append(_ chunk: some Sequence<UInt8>, to text: inout [UInt8]) {
        switch encoding {
        case .utf8:
            text.append(contentsOf: chunk)
        case .windows1252, .latin9, .macintosh, .ibm850:
            for byte in chunk {
                if byte < 0x80 { text.append(byte) } else { Self.put(UInt32(table[Int(byte) - 0x80]), &text) }
            }
        case .utf16LittleEndian, .utf16BigEndian:
            for byte in chunk {
                guard let first = halfUnit else {
                    halfUnit = byte
                    continue
                }
                halfUnit = nil
                let low = encoding == .utf16LittleEndian ? first : byte
                let high = encoding == .utf16LittleEndian ? byte : first
                put(unit: UInt16(high) << 8 | UInt16(low), &text)
            }
        }
    }

    /// Ends the text; half a character left over becomes U+FFFD.
    package mutating func finish(into text: inout [UInt8]) {
        if highSurrogate != nil || halfUnit != nil { Self.put(0xFFFD, &text) }
        highSurrogate = nil
        halfUnit = nil
    }

    private mutating func put(unit: UInt16, _ text: inout [UInt8]) {
        if let high = highSurrogate {
            highSurrogate = nil
            if 0xDC00...0xDFFF ~= unit {
                Self.put(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), &text)
                return
            }
            Self.put(0xFFFD, &text)
        }
        switch unit {
        case 0xD800...0xDBFF: highSurrogate = unit
        case 0xDC00...0xDFFF: Self.put(0xFFFD, &text)
        default: Self.put(UInt32(unit), &text)
        }
    }

    private static func put(_ scalar: UInt32, _ text: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            text.append(UInt8(scalar))
        case 0x80..<0x800:
            text.append(UInt8(0xC0 | scalar >> 6))
            text.append(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            text.append(UInt8(0xE0 | scalar >> 12))
            text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            text.append(UInt8(0x80 | scalar & 0x3F))
        default:
            text.append(UInt8(0xF0 | scalar >> 18))
            text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            text.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
