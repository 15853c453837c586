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

    private static func isName(_ name: [UInt8]) -> Bool {
        !name.isEmpty && name.count <= 255 && name != [46] && name != [46, 46] && !name.contains(0)
            && !name.contains(UInt8(ascii: "/"))
    }
}
