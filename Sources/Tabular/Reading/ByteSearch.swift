/// Looks at many bytes at a time.
enum ByteSearch {
    /// How many bytes one word of `find` stands for.
    static let blockLength = 64

    /// Four or five ASCII characters to look for, each as a vector that holds it sixteen times.
    ///
    /// A vector is compared with a vector in one instruction; with a single byte, in a loop (Swift 6.3).
    struct Wanted {
        private let first: SIMD16<UInt8>
        private let second: SIMD16<UInt8>
        private let third: SIMD16<UInt8>
        private let fourth: SIMD16<UInt8>
        private let fifth: SIMD16<UInt8>
        fileprivate let areFive: Bool

        init(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8, _ fifth: UInt8?) {
            self.first = SIMD16(repeating: first)
            self.second = SIMD16(repeating: second)
            self.third = SIMD16(repeating: third)
            self.fourth = SIMD16(repeating: fourth)
            self.fifth = SIMD16(repeating: fifth ?? first)
            areFive = fifth != nil
        }

        @inline(__always)
        fileprivate func stand(in block: SIMD16<UInt8>, areFive: Bool) -> SIMDMask<SIMD16<Int8>> {
            let four = (block .== first) .| (block .== second) .| (block .== third) .| (block .== fourth)
            return areFive ? four .| (block .== fifth) : four
        }
    }

    /// Finds out which bytes from a place on are wanted: one word for 64 of them, the lowest bit for the first.
    static func find(_ wanted: Wanted, in bytes: Span<UInt8>, from start: Int, into words: inout [UInt64]) {
        words.removeAll(keepingCapacity: true)
        words.append(addingCapacity: (bytes.count - start + blockLength - 1) / blockLength) { words in
            // Told apart here, where it costs nothing, and not at each block.
            if wanted.areFive {
                find(wanted, areFive: true, in: bytes, from: start, into: &words)
            } else {
                find(wanted, areFive: false, in: bytes, from: start, into: &words)
            }
        }
    }

    /// Calls for the place of each byte that is wanted, from the first to the last.
    static func forEach(_ wanted: Wanted, in bytes: Span<UInt8>, _ body: (Int) -> Void) {
        var words: [UInt64] = []
        find(wanted, in: bytes, from: 0, into: &words)
        for (number, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(number * blockLength + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    @inline(__always)
    private static func find(
        _ wanted: Wanted, areFive: Bool, in bytes: Span<UInt8>, from start: Int, into words: inout OutputSpan<UInt64>
    ) {
        var place = start
        while place &+ blockLength <= bytes.count {
            words.append(marks(in: bytes, at: place, of: wanted, areFive: areFive))
            place &+= blockLength
        }
        let rest = bytes.count - place
        guard rest > 0 else { return }
        var padded = InlineArray<64, UInt8>(repeating: 0)
        for index in 0..<rest { padded[index] = bytes[place + index] }
        words.append(marks(in: padded.span, at: 0, of: wanted, areFive: areFive) & (1 &<< UInt64(rest) &- 1))
    }

    /// Which of the 64 bytes from a place on are wanted; the block must end within them.
    @inline(__always)
    private static func marks(in bytes: Span<UInt8>, at start: Int, of wanted: Wanted, areFive: Bool) -> UInt64 {
        // Each byte of the sum takes one bit from the same byte of all eight words.
        var sum = SIMD2<UInt64>(0, 0)
        for part in 0..<4 {
            let bit = eightTimes(1 &<< UInt8(truncatingIfNeeded: part &* 2))
            let found = wanted.stand(in: block(of: bytes, at: start &+ part &* 16), areFive: areFive)
            sum |= words(found) & SIMD2(bit, bit)
        }
        return turned(sum[0] | sum[1] &<< 1)
    }

    /// The place of the first byte that is no printable ASCII character, tab or line end; the end where there is none.
    static func firstUnusual(in bytes: Span<UInt8>, from start: Int) -> Int {
        let end = bytes.count
        let (tab, lineFeed) = (SIMD16<UInt8>(repeating: 0x09), SIMD16<UInt8>(repeating: 0x0A))
        let (carriageReturn, blank) = (SIMD16<UInt8>(repeating: 0x0D), SIMD16<Int8>(repeating: 0x20))
        var index = start
        while index &+ 16 <= end {
            let block = block(of: bytes, at: index)
            // As signed numbers, bytes from 0x80 on are below the blank, as controls are.
            let signed = unsafe unsafeBitCast(block, to: SIMD16<Int8>.self)
            let unusual = (signed .< blank) .& (block .!= tab) .& (block .!= lineFeed) .& (block .!= carriageReturn)
            let words = words(unusual)
            if words[0] != 0 { return index &+ words[0].trailingZeroBitCount / 8 }
            if words[1] != 0 { return index &+ 8 &+ words[1].trailingZeroBitCount / 8 }
            index &+= 16
        }
        while index < end {
            let byte = bytes[index]
            if byte >= 0x80 || (byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09) { return index }
            index += 1
        }
        return end
    }

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
        // In bounds: whoever asks has counted the bytes. The checked load costs a third of the speed.
        return unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
    }

    /// All bits of each byte for which the mask holds, none of the others.
    @inline(__always)
    private static func words(_ mask: SIMDMask<SIMD16<Int8>>) -> SIMD2<UInt64> {
        // A mask of sixteen bytes and two words of eight have one size, and every pattern of bits is a value of both.
        unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    }
}
