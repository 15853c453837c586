internal import CCrypto

/// HMAC-SHA-256 (RFC 2104): who has the key wrote the message.
package enum MessageAuthentication {
    /// The 32 bytes for a message.
    package static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        var count: UInt32 = 0
        let made = unsafe HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &bytes, &count)
        let isMade = unsafe made != nil
        precondition(isMade && count == 32, "OpenSSL gives no HMAC-SHA-256")
        return bytes
    }

    /// Whether a code, in hexadecimal digits of either case, belongs to a message. Takes as long for a wrong one as for
    /// the right one.
    package static func isValid(hexCode: String, for message: [UInt8], key: [UInt8]) -> Bool {
        let expected = Array(Digest.hexadecimal(code(for: message, key: key)).utf8)
        let given = Array(hexCode.lowercased().utf8)
        guard given.count == expected.count else { return false }
        return unsafe CRYPTO_memcmp(given, expected, expected.count) == 0
    }
}
