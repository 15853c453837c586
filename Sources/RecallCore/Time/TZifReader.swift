/// Takes a TZif file apart (RFC 9636, section 3).
struct TZifReader {
    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The counts that stand in front of each block.
    struct Header {
        var version: UInt8
        var utIndicators: Int
        var standardIndicators: Int
        var leapSeconds: Int
        var changes: Int
        var types: Int
        var nameBytes: Int

        /// The length of the block in bytes, with times of so many bytes.
        func bodyLength(width: Int) -> Int {
            changes * width + changes + types * 6 + nameBytes + leapSeconds * (width + 4) + standardIndicators
                + utIndicators
        }
    }

    /// The changes of one block, and the offsets, in seconds.
    struct Body {
        var changes: [Int]
        var offsets: [Int]
        var earliest: Int
    }

    mutating func header() throws(ZoneError) -> Header {
        guard position + 44 <= bytes.count, Array(bytes[position..<position + 4]) == Array("TZif".utf8) else {
            throw position == 0 ? .notAZoneFile : .damaged
        }
        let version = bytes[position + 4]
        position += 20
        let header = Header(
            version: version, utIndicators: try number(4), standardIndicators: try number(4),
            leapSeconds: try number(4), changes: try number(4), types: try number(4), nameBytes: try number(4))
        // All counts are unsigned; read as signed, a huge one is negative.
        guard header.types > 0, header.changes >= 0, header.leapSeconds >= 0, header.nameBytes >= 0,
            header.utIndicators >= 0, header.standardIndicators >= 0
        else { throw .damaged }
        return header
    }

    mutating func skip(_ count: Int) throws(ZoneError) {
        guard count >= 0, count <= bytes.count - position else { throw .damaged }
        position += count
    }

    mutating func body(_ header: Header, width: Int) throws(ZoneError) -> Body {
        guard header.bodyLength(width: width) <= bytes.count - position else { throw .damaged }
        var changes: [Int] = []
        for _ in 0..<header.changes {
            let change = try number(width)
            if let last = changes.last, change <= last { throw .damaged }
            changes.append(change)
        }
        let types = bytes[position..<position + header.changes].map { Int($0) }
        position += header.changes
        var typeOffsets: [Int] = []
        for _ in 0..<header.types {
            let offset = try number(4)
            // RFC 9636: between 25 hours west and 26 hours east.
            guard (-89_999...93_599).contains(offset) else { throw .damaged }
            typeOffsets.append(offset)
            position += 2
        }
        guard types.allSatisfy({ $0 < typeOffsets.count }) else { throw .damaged }
        try skip(
            header.nameBytes + header.leapSeconds * (width + 4) + header.standardIndicators + header.utIndicators)
        return Body(changes: changes, offsets: types.map { typeOffsets[$0] }, earliest: typeOffsets[0])
    }

    /// The rule behind the second block, without its line breaks.
    mutating func footer() throws(ZoneError) -> [UInt8] {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\n"),
            let end = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "\n"))
        else { throw .damaged }
        return Array(bytes[(position + 1)..<end])
    }

    /// A signed number, most significant byte first.
    private mutating func number(_ width: Int) throws(ZoneError) -> Int {
        guard position + width <= bytes.count else { throw .damaged }
        var value: UInt64 = bytes[position] >= 128 ? .max : 0
        for byte in bytes[position..<position + width] { value = value << 8 | UInt64(byte) }
        position += width
        return Int(Int64(bitPattern: value))
    }
}
