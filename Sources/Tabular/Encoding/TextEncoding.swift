/// How a file's bytes stand for characters.
package enum TextEncoding: String, Sendable, Codable, CaseIterable, Hashable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case latin9 = "iso-8859-15"
    case macintosh
    case ibm850
}

extension TextEncoding {
    /// Whether a character takes two bytes, so that commas and line ends cannot be looked for byte by byte.
    package var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// The characters of the bytes 0x80 to 0xFF; nil for the Unicode encodings.
    var upperHalf: [UInt16]? {
        switch self {
        case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
        case .windows1252: SingleByteTable.windows1252
        case .latin9: SingleByteTable.latin9
        case .macintosh: SingleByteTable.macintosh
        case .ibm850: SingleByteTable.ibm850
        }
    }

    /// The mark that may stand at the start of a file.
    package var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1252, .latin9, .macintosh, .ibm850: []
        }
    }

    /// The text that bytes stand for; what is no character becomes U+FFFD.
    package func decode(_ bytes: some Sequence<UInt8>) -> String {
        var transcoder = Transcoder(self)
        var text: [UInt8] = []
        transcoder.append(bytes, to: &text)
        transcoder.finish(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a text, with the nearest form of characters that the encoding lacks, and how many it lacked.
    package func encode(_ text: String) -> (bytes: [UInt8], replaced: Int) {
        var bytes: [UInt8] = []
        var replaced = 0
        switch self {
        case .utf8: bytes = Array(text.utf8)
        case .utf16LittleEndian: for unit in text.utf16 { bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        case .utf16BigEndian: for unit in text.utf16 { bytes += [UInt8(unit >> 8), UInt8(unit & 0xFF)] }
        case .windows1252, .latin9, .macintosh, .ibm850:
            let table = upperHalf ?? []
            for scalar in text.unicodeScalars {
                if scalar.isASCII {
                    bytes.append(UInt8(scalar.value))
                } else if let byte = table.firstIndex(where: { UInt32($0) == scalar.value }) {
                    bytes.append(UInt8(0x80 + byte))
                } else {
                    replaced += 1
                    bytes += nearest(scalar, table)
                }
            }
        }
        return (bytes, replaced)
    }

    private func nearest(_ scalar: Unicode.Scalar, _ table: [UInt16]) -> [UInt8] {
        for text in NearestForm.forms(of: scalar) {
            var bytes: [UInt8] = []
            for part in text.unicodeScalars {
                if part.isASCII {
                    bytes.append(UInt8(part.value))
                } else if let byte = table.firstIndex(where: { UInt32($0) == part.value }) {
                    bytes.append(UInt8(0x80 + byte))
                } else {
                    bytes = []
                    break
                }
            }
            if !bytes.isEmpty || text.isEmpty { return bytes }
        }
        return [UInt8(ascii: "?")]
    }
}
