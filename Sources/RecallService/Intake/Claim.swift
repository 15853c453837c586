import RecallCore
import RecallSystem

/// A file that was taken out of an inbox by renaming it into the private working space.
///
/// Its name there says when it was first seen, whether staff have approved it and what it was called, so that a restart
/// needs nothing but the folder to go on.
struct Claim: Equatable, Sendable {
    private static let separator = "--"

    let firstSeenAt: Instant
    let isApproved: Bool
    /// The name that the file was dropped under, cut where it was too long to be kept whole.
    let fileName: String
    /// The name in the working space: `MILLISECONDS-ID--NAME` or `MILLISECONDS-ID-approved--NAME`.
    let name: String

    init(firstSeenAt: Instant, isApproved: Bool, fileName: String) {
        self.firstSeenAt = firstSeenAt
        self.isApproved = isApproved
        self.fileName = Self.kept(fileName)
        let id = Identifier.make("c", at: firstSeenAt)
        name = "\(firstSeenAt.milliseconds)-\(id)\(isApproved ? "-approved" : "")\(Self.separator)\(self.fileName)"
    }

    /// Nil for a name that no claim bears.
    init?(name: String) {
        guard let cut = name.firstRange(of: Self.separator) else { return nil }
        let mark = name[..<cut.lowerBound]
        guard let digits = mark.split(separator: "-").first, let milliseconds = Int64(digits) else { return nil }
        firstSeenAt = Instant(milliseconds: milliseconds)
        isApproved = mark.hasSuffix("-approved")
        fileName = Self.usable(String(name[cut.upperBound...]))
        self.name = name
    }

    var path: FolderPath { PracticeFolders.claimed.appending(name) ?? .root }

    /// What a file is called whose own name cannot be kept.
    private static let otherName = "export"

    /// What is kept of the name that a file was dropped under.
    ///
    /// Names of files have 255 bytes at the most; the mark in front needs 56 of them, a number and an ending behind some.
    ///
    /// Counted by code points: a single character may have more bytes than any name.
    static func kept(_ name: String) -> String {
        guard name.utf8.count > 150 else { return usable(name) }
        var head = String.UnicodeScalarView()
        var length = 0
        for scalar in name.unicodeScalars {
            length += UTF8.width(scalar)
            if length > 130 { break }
            head.append(scalar)
        }
        let ending = name.unicodeScalars.lastIndex(of: ".").map { String(name.unicodeScalars[$0...]) } ?? ""
        return usable(String(head) + (ending.utf8.count <= 15 ? ending : ""))
    }

    /// The name, or another where no file can have it.
    private static func usable(_ name: String) -> String {
        FolderPath.root.appending(name) == nil ? otherName : name
    }
}
