/// A row of bytes that can be read at any place: a file, or an array.
package protocol ByteSource: Sendable {
    /// How many bytes there are.
    var count: Int { get }
    /// The bytes of a range; fewer where the source has become shorter meanwhile.
    func read(_ range: Range<Int>) throws -> [UInt8]
}

/// A byte source over an array.
package struct ArraySource: ByteSource {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var count: Int { bytes.count }

    package func read(_ range: Range<Int>) throws -> [UInt8] {
        Array(bytes[range.clamped(to: 0..<bytes.count)])
    }
}
