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

    func decode(_ bytes: Span<UInt8>) -> String {
        if encoding == .utf8 {
            guard singleByte != nil else { return Self.text(bytes) }
            if let text = unsafe bytes.withUnsafeBufferPointer({ unsafe String(validating: $0, as: UTF8.self) }) {
                return text
            }
        } else if Self.isASCII(bytes) {
            return Self.text(bytes)
        }
        var text = String.UnicodeScalarView()
        for index in bytes.indices {
            let byte = bytes[index]
            if byte < 0x80 {
                text.append(Unicode.Scalar(byte))
            } else if let scalar = Unicode.Scalar(table[Int(byte) - 0x80]) {
                text.append(scalar)
            }
        }
        return String(text)
    }

    private static func text(_ bytes: Span<UInt8>) -> String {
        // The bytes are lent for the call, and what is no UTF-8 in them is mended, not trusted.
        unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        var all: UInt8 = 0
        for index in bytes.indices { all |= bytes[index] }
        return all < 0x80
    }
}
