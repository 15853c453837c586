import RecallCore
import RecallSystem

/// A file that was taken out of an inbox by renaming it into the private working space.
///
/// The name of its folder there says when the file was first seen and whether staff have approved it, so that a restart
/// needs nothing but the folder to go on.
struct Claim: Equatable, Sendable {
    /// `MILLISECONDS-ID` or `MILLISECONDS-ID-approved`.
    var folderName: String
    var fileName: String

    init(firstSeenAt: Instant, isApproved: Bool, fileName: String) {
        folderName =
            "\(firstSeenAt.milliseconds)-\(Identifier.make("c", at: firstSeenAt))\(isApproved ? "-approved" : "")"
        self.fileName = fileName
    }

    /// Nil for a path that is no claim.
    init?(path: FolderPath) {
        let parts = path.components.map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 4, let first = parts[2].split(separator: "-").first, Int64(first) != nil else {
            return nil
        }
        folderName = parts[2]
        fileName = parts[3]
    }

    var isApproved: Bool { folderName.hasSuffix("-approved") }

    var firstSeenAt: Instant {
        Instant(milliseconds: folderName.split(separator: "-").first.flatMap { Int64($0) } ?? 0)
    }

    var folder: FolderPath { PracticeFolders.claimed.appending(folderName) ?? .root }
    var path: FolderPath { folder.appending(fileName) ?? .root }
}
