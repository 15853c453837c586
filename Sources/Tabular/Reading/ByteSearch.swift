/// Looks at bytes eight at a time, within words of 64 bits.
///
/// Comparisons of SIMD vectors are loops over single bytes in the standard library of Swift 6.3, and ten times as slow.
enum ByteSearch {
    /// How many bytes `marks` looks at.
    static let blockLength = 64

    private static let everyHighBit: UInt64 = 0x8080_8080_8080_8080
    private static let everyOtherBit: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// Which of the 64 bytes from a place on are one of five ASCII characters, the lowest bit for the first byte.
    ///
    /// The block must end within the bytes. The characters come as words that hold them eight times.
    @inline(__always)
    static func marks(
        in bytes: Span<UInt8>, at start: Int, of one: UInt64, _ two: UInt64, _ three: UInt64, _ four: UInt64,
        _ five: UInt64
    ) -> UInt64 {
        var bits: UInt64 = 0
        for part in 0..<8 {
            let word = word(of: bytes, at: start &+ part &* 8)
            let others =
                differs(word, one) & differs(word, two) & differs(word, three) & differs(word, four)
                & differs(word, five)
            bits |= packed(~others & everyHighBit) << UInt64(truncatingIfNeeded: part &* 8)
        }
        return bits
    }

    /// `marks` for a block that the end of the bytes cuts short.
    static func lastMarks(
        in bytes: Span<UInt8>, at start: Int, of one: UInt64, _ two: UInt64, _ three: UInt64, _ four: UInt64,
        _ five: UInt64
    ) -> UInt64 {
        let wanted = [one, two, three, four, five].map { UInt8($0 & 0xFF) }
        var bits: UInt64 = 0
        for index in start..<min(start + blockLength, bytes.count) where wanted.contains(bytes[index]) {
            bits |= 1 << UInt64(index - start)
        }
        return bits
    }

    /// A word that holds a byte eight times.
    static func eightTimes(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// The place of the first byte that is no printable ASCII character, tab or line end; the end where there is none.
    static func firstUnusual(in bytes: Span<UInt8>, from start: Int) -> Int {
        let end = bytes.count
        let (tab, lineFeed, carriageReturn) = (eightTimes(0x09), eightTimes(0x0A), eightTimes(0x0D))
        let blank = eightTimes(0x20)
        var index = start
        while index &+ 8 <= end {
            let word = word(of: bytes, at: index)
            // No byte borrows from its neighbour, since each has its high bit set before the subtraction.
            let controls = ~((word | everyHighBit) &- blank)
            let others = differs(word, tab) & differs(word, lineFeed) & differs(word, carriageReturn)
            if (word | controls & others) & everyHighBit != 0 { break }
            index &+= 8
        }
        while index < end {
            let byte = bytes[index]
            if byte >= 0x80 || (byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09) { return index }
            index += 1
        }
        return end
    }

    @inline(__always)
    private static func word(of bytes: Span<UInt8>, at index: Int) -> UInt64 {
        let raw = unsafe bytes.bytes
        // In bounds: callers pass places that are followed by eight bytes. The checked load costs a third of the speed.
        return unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
    }

    /// The high bit of each byte that is another one than its fellow in `wanted`; the other bits say nothing.
    @inline(__always)
    private static func differs(_ word: UInt64, _ wanted: UInt64) -> UInt64 {
        let difference = word ^ wanted
        return ((difference & everyOtherBit) &+ everyOtherBit) | difference
    }

    /// One bit for each high bit of eight bytes: the multiplication moves each to a place of its own in the highest byte.
    @inline(__always)
    private static func packed(_ highBits: UInt64) -> UInt64 {
        (highBits &* 0x0002_0408_1020_4081) >> 56
    }
}
