internal import CLinux
internal import Glibc
package import RecallCore

/// Names for attempts, events and the like, which sort by time and cannot be guessed.
package enum Identifier {
    /// Crockford's digits: no I, L, O or U, so that they can be read out on the telephone.
    private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// `prefix`, `_` and the 26 characters of a ULID: 48 bits of milliseconds, then 80 random bits.
    package static func make(_ prefix: String, at now: Instant = SystemClock.now) -> String {
        var value = UInt128(UInt64(clamping: now.milliseconds) & 0xFFFF_FFFF_FFFF) << 80
        for (place, byte) in randomBytes(10).enumerated() { value |= UInt128(byte) << (8 * UInt128(place)) }
        var text = Array(prefix.utf8)
        text.append(UInt8(ascii: "_"))
        for place in (0..<26).reversed() { text.append(digits[Int((value >> (5 * UInt128(place))) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Bytes from the kernel's generator.
    package static func randomBytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe getrandom(buffer.baseAddress.map { unsafe $0 + filled }, count - filled, 0)
            }
            // Without randomness names could meet, and a row would be taken for another; a signal is no reason to stop.
            precondition(got > 0 || errno == EINTR, "the system gives no random bytes")
            filled += max(got, 0)
        }
        return bytes
    }
}
