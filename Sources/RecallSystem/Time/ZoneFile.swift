internal import Glibc

/// The time zones that the system keeps, as TZif files (RFC 9636).
package enum ZoneFile {
    /// Far above the largest zone, which has under 4,000 bytes.
    private static let limit = 256 * 1024

    /// The bytes of a zone such as `Europe/London`, from `TZDIR` or `/usr/share/zoneinfo`.
    package static func read(_ name: String, environment: [String: String] = Environment.current) throws(FileError)
        -> [UInt8]
    {
        guard isName(name) else {
            throw FileError(
                .badName, doing: "read the time zone", path: name, words: "that is not the name of a time zone")
        }
        let folder = environment["TZDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/usr/share/zoneinfo"
        let bytes = try WholeFile.read("\(folder)/\(name)", limit: limit, doing: "read the time zone")
        guard bytes.starts(with: Array("TZif".utf8)) else {
            throw FileError(
                .notWhole, doing: "read the time zone", path: name, words: "the file does not hold a time zone")
        }
        return bytes
    }

    /// Whether a name is made of zone words only: never a path that leads out of the folder.
    static func isName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return name.utf8.count <= 64
            && parts.allSatisfy { part in
                guard let first = part.first, isLetter(first) else { return false }
                return part.allSatisfy { byte in
                    isLetter(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
                        || byte == UInt8(ascii: "+")
                }
            }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }
}
