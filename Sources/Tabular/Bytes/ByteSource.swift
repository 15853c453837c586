/// A row of bytes that can be read at any place: a file, or an array.
package protocol ByteSource: Sendable {
    /// How many bytes there are.
    var count: Int { get }
    /// Puts the bytes of a range behind others; fewer where the source has become shorter meanwhile.
    func append(_ range: Range<Int>, to bytes: inout [UInt8]) throws
}

extension ByteSource {
    /// The bytes of a range; fewer where the source has become shorter meanwhile.
    package func read(_ range: Range<Int>) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try append(range, to: &bytes)
        return bytes
    }
}

/// A byte source over an array.
package struct ArraySource: ByteSource {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count }

    package func append(_ range: Range<Int>, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: self.bytes[range.clamped(to: 0..<self.bytes.count)])
    }
}
