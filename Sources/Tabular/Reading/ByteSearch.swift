/// Looks for bytes sixteen at a time.
enum ByteSearch {
    /// The place of the first of four bytes at or behind a place; the end where none stands there.
    @inline(__always)
    static func first(
        in bytes: Span<UInt8>, from start: Int, of one: UInt8, _ two: UInt8, _ three: UInt8, _ four: UInt8
    ) -> Int {
        let end = bytes.count
        var index = start
        let raw = unsafe bytes.bytes
        while index + 16 <= end {
            // In bounds: the sixteen bytes from `index` end at or before `end`. The checked load costs a third of the
            // reader's speed.
            let block = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
            let hits = (block .== one) .| (block .== two) .| (block .== three) .| (block .== four)
            // A mask of sixteen bytes and two words of eight have one size, and every pattern of bits is a value of both.
            let words = unsafe unsafeBitCast(hits, to: SIMD2<UInt64>.self)
            if words[0] != 0 { return index + words[0].littleEndian.trailingZeroBitCount >> 3 }
            if words[1] != 0 { return index + 8 + words[1].littleEndian.trailingZeroBitCount >> 3 }
            index += 16
        }
        while index < end {
            let byte = bytes[index]
            if byte == one || byte == two || byte == three || byte == four { return index }
            index += 1
        }
        return end
    }

    /// The place of the first byte that is no printable ASCII character, tab or line end; the end where there is none.
    static func firstUnusual(in bytes: Span<UInt8>, from start: Int) -> Int {
        let end = bytes.count
        var index = start
        let raw = unsafe bytes.bytes
        while index + 16 <= end {
            // In bounds: the sixteen bytes from `index` end at or before `end`.
            let block = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
            let controls = (block .< 0x20) .& (block .!= 0x0A) .& (block .!= 0x0D) .& (block .!= 0x09)
            let hits = controls .| (block .>= 0x80)
            // A mask of sixteen bytes and two words of eight have one size, and every pattern of bits is a value of both.
            let words = unsafe unsafeBitCast(hits, to: SIMD2<UInt64>.self)
            if words[0] != 0 { return index + words[0].littleEndian.trailingZeroBitCount >> 3 }
            if words[1] != 0 { return index + 8 + words[1].littleEndian.trailingZeroBitCount >> 3 }
            index += 16
        }
        while index < end {
            let byte = bytes[index]
            if byte >= 0x80 || (byte < 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09) { return index }
            index += 1
        }
        return end
    }
}
