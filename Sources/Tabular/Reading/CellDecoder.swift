/// Turns the bytes of a cell into text; in a file of mixed encodings, cell by cell.
struct CellDecoder: Sendable {
    private let encoding: TextEncoding
    /// The encoding of cells that are no valid UTF-8, in a file that has both.
    private let singleByte: TextEncoding?
    private let table: [UInt16]

    init(encoding: TextEncoding, mixedWith other: TextEncoding?) {
        if let other, (encoding == .utf8) != (other == .utf8) {
            self.encoding = .utf8
            singleByte = encoding == .utf8 ? other : encoding
        } else {
            self.encoding = encoding
            singleByte = nil
        }
        table = (singleByte ?? encoding).upperHalf ?? []
    }

    func decode(_ bytes: ArraySlice<UInt8>) -> String {
        if encoding == .utf8 {
            guard singleByte != nil else { return String(decoding: bytes, as: UTF8.self) }
            if let text = String(validating: bytes, as: UTF8.self) { return text }
        } else if bytes.allSatisfy({ $0 < 0x80 }) {
            return String(decoding: bytes, as: UTF8.self)
        }
        var text = String.UnicodeScalarView()
        for byte in bytes {
            if byte < 0x80 {
                text.append(Unicode.Scalar(byte))
            } else if let scalar = Unicode.Scalar(table[Int(byte) - 0x80]) {
                text.append(scalar)
            }
        }
        return String(text)
    }
}
