/// A path below a shared folder: names only, so that it cannot lead out of it.
///
/// Kept as bytes, because a share may hold names that are not UTF-8 and whose files are exports all the same.
package struct FolderPath: Hashable, Sendable, CustomStringConvertible {
    package let components: [[UInt8]]

    /// The shared folder itself.
    package static let root = FolderPath(checked: [])

    private init(checked components: [[UInt8]]) { self.components = components }

    /// Reads `inbox/patients.csv`; nil for an absolute path and for one with an empty part, `.`, `..` or a NUL byte.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
        guard parts.allSatisfy(Self.isName) else { return nil }
        components = parts
    }

    /// The path of a name in this folder; nil where that is not one plain name.
    package func appending(_ name: String) -> FolderPath? { appending(Array(name.utf8)) }

    package func appending(_ name: [UInt8]) -> FolderPath? {
        Self.isName(name) ? FolderPath(checked: components + [name]) : nil
    }

    package func appending(_ path: FolderPath) -> FolderPath { FolderPath(checked: components + path.components) }

    /// The last name, with marks for what is not UTF-8; empty for the root.
    package var name: String { components.last.map { String(decoding: $0, as: UTF8.self) } ?? "" }

    package var folder: FolderPath { FolderPath(checked: Array(components.dropLast())) }

    package var description: String {
        components.isEmpty
            ? "." : components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
    }

    /// The path without the names that others have given, for the journal and reports: what stands there by recalld's own
    /// making keeps its name, and of a file its kind is told.
    package var shown: String {
        guard !components.isEmpty else { return "." }
        return components.enumerated().map { index, bytes in
            let name = String(decoding: bytes, as: UTF8.self)
            if Self.isOwn(name) || (index == 1 && components[0].elementsEqual("outbox".utf8) && Self.isOutbox(name)) {
                return name
            }
            let ending = Self.kinds.first { name.lowercased().hasSuffix($0) }
            return "‹name›\(ending ?? "")"
        }.joined(separator: "/")
    }

    private static let own: Set<String> = [
        "inbox", "outbox", "collected", "review", "approved", "rejected", "archive", ".recalld", "claimed", "tmp",
        "practice-mark", "status.html",
    ]
    private static let kinds = [
        ".review.txt", ".layout.toml", ".reason.txt", ".rows.csv", ".csv", ".txt", ".tsv", ".xls", ".xlsx", ".toml",
    ]

    /// A folder or file of recalld's, or a year or a month of the archive.
    private static func isOwn(_ name: String) -> Bool {
        own.contains(name) || ([2, 4].contains(name.utf8.count) && name.utf8.allSatisfy { 48...57 ~= $0 })
    }

    /// A file that recalld has written for the practice, by its kind and its end: `-20261124T100000-000012.csv`.
    private static func isOutbox(_ name: String) -> Bool {
        let isKind = ["outcomes-", "bookings-", "contact-updates-", "tasks-", "summary-"].contains {
            name.hasPrefix($0)
        }
        let form = name.utf8.suffix(27).map { 48...57 ~= $0 ? UInt8(ascii: "0") : $0 }
        return isKind && form.elementsEqual("-00000000T000000-000000.csv".utf8)
    }

    private static func isName(_ name: [UInt8]) -> Bool {
        !name.isEmpty && name.count <= 255 && name != [46] && name != [46, 46] && !name.contains(0)
            && !name.contains(UInt8(ascii: "/"))
    }
}
