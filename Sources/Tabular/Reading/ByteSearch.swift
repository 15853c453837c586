/// Looks at many bytes at a time.
enum ByteSearch {
    /// How many bytes `marks` looks at.
    static let blockLength = 64

    /// Five ASCII characters to look for, each as a vector that holds it sixteen times.
    ///
    /// A vector is compared with a vector in one instruction; with a single byte, in a loop (Swift 6.3).
    struct Wanted {
        let bytes: [UInt8]
        private let first: SIMD16<UInt8>
        private let second: SIMD16<UInt8>
        private let third: SIMD16<UInt8>
        private let fourth: SIMD16<UInt8>
        private let fifth: SIMD16<UInt8>

        init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8, _ fifth: UInt8) {
            bytes = [first, second, third, fourth, fifth]
            self.first = SIMD16(repeating: first)
            self.second = SIMD16(repeating: second)
            self.third = SIMD16(repeating: third)
            self.fourth = SIMD16(repeating: fourth)
            self.fifth = SIMD16(repeating: fifth)
        }

        /// All bits of each byte that is wanted, none of the others.
        @inline(__always)
        fileprivate func found(in block: SIMD16<UInt8>) -> SIMD2<UInt64> {
            words(block .== first) | words(block .== second) | words(block .== third) | words(block .== fourth)
                | words(block .== fifth)
        }

        @inline(__always)
        private func words(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
            // A mask of sixteen bytes and two words of eight have one size, and every pattern of bits is a value of both.
            unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
        }
    }

    /// Which of the 64 bytes from a place on are wanted, the lowest bit for the first byte; the block must end within them.
    @inline(__always)
    static func marks(in bytes: Span<UInt8>, at start: Int, of wanted: Wanted) -> UInt64 {
        // Each byte of the sum takes one bit from the same byte of all eight words.
        var sum = SIMD2<UInt64>(0, 0)
        for part in 0..<4 {
            let bit = eightTimes(1 &<< UInt8(truncatingIfNeeded: part &* 2))
            sum |= wanted.found(in: block(of: bytes, at: start &+ part &* 16)) & SIMD2(bit, bit)
        }
        return turned(sum[0] | sum[1] &<< 1)
    }

    /// `marks` for a block that the end of the bytes cuts short.
    static func lastMarks(in bytes: Span<UInt8>, at start: Int, of wanted: Wanted) -> UInt64 {
        var bits: UInt64 = 0
        for index in start..<min(start + blockLength, bytes.count) where wanted.bytes.contains(bytes[index]) {
            bits |= 1 << UInt64(index - start)
        }
        return bits
    }

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

    private static let everyHighBit: UInt64 = 0x8080_8080_8080_8080
    private static let everyOtherBit: UInt64 = 0x7F7F_7F7F_7F7F_7F7F

    /// A word that holds a byte eight times.
    private static func eightTimes(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Turns the eight bytes of a word as a square of bits is turned: bit 3 of byte 5 becomes bit 5 of byte 3.
    @inline(__always)
    private static func turned(_ word: UInt64) -> UInt64 {
        var word = word
        var moved = (word ^ (word &>> 7)) & 0x00AA_00AA_00AA_00AA
        word ^= moved ^ (moved &<< 7)
        moved = (word ^ (word &>> 14)) & 0x0000_CCCC_0000_CCCC
        word ^= moved ^ (moved &<< 14)
        moved = (word ^ (word &>> 28)) & 0x0000_0000_F0F0_F0F0
        return word ^ moved ^ (moved &<< 28)
    }

    @inline(__always)
    private static func block(of bytes: Span<UInt8>, at index: Int) -> SIMD16<UInt8> {
        let raw = unsafe bytes.bytes
        // In bounds: `marks` is asked for blocks of 64 bytes only. The checked load costs a third of the speed.
        return unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
    }

    @inline(__always)
    private static func word(of bytes: Span<UInt8>, at index: Int) -> UInt64 {
        let raw = unsafe bytes.bytes
        // In bounds: the place is followed by eight bytes.
        return unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
    }

    /// The high bit of each byte that is another one than its fellow in `wanted`; the other bits say nothing.
    @inline(__always)
    private static func differs(_ word: UInt64, _ wanted: UInt64) -> UInt64 {
        let difference = word ^ wanted
        return ((difference & everyOtherBit) &+ everyOtherBit) | difference
    }
}
