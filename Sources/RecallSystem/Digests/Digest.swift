internal import CCrypto

/// SHA-256, taken piece by piece.
@safe package struct Digest: ~Copyable {
    private let context: OpaquePointer

    package init() {
        guard let context = unsafe EVP_MD_CTX_new(), unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            // Out of memory, or an OpenSSL that was built without SHA-256: no export could be told from another.
            preconditionFailure("OpenSSL gives no SHA-256")
        }
        unsafe self.context = context
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: [UInt8]) {
        let code = unsafe EVP_DigestUpdate(context, bytes, bytes.count)
        precondition(code == 1, "SHA-256 failed")
    }

    /// The 32 bytes of the digest.
    package consuming func finish() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 32)
        let code = unsafe EVP_DigestFinal_ex(context, &bytes, nil)
        precondition(code == 1, "SHA-256 failed")
        return bytes
    }
}

extension Digest {
    /// The digest of some bytes in 64 small hexadecimal digits.
    package static func hex(_ bytes: [UInt8]) -> String {
        var digest = Digest()
        digest.update(bytes)
        return hexadecimal(digest.finish())
    }

    /// The digest of a whole file in 64 small hexadecimal digits, read in pieces.
    package static func hex(_ source: FileSource) throws(FileError) -> String {
        let piece = 256 * 1024
        var digest = Digest()
        var place = 0
        while place < source.count {
            let end = min(place + piece, source.count)
            digest.update(try source.read(place..<end))
            place = end
        }
        return hexadecimal(digest.finish())
    }

    /// The bytes that hexadecimal digits of either case stand for; nil where anything else is among them.
    package static func bytes(hexadecimal text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { UInt8(String(UnicodeScalar($0)), radix: 16) }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Bytes in small hexadecimal digits.
    package static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
