import RecallCore
import RecallPorts
import RecallSystem

/// A file that was taken out of an inbox by renaming it into the private working space.
///
/// Its name there is one of recalld's own and says nothing. What is known of the file is in the store: whoever may write in
/// the shared folder could give a file there any name.
enum Claim {
    /// A new claim of a file.
    static func make(
        of fileName: String, firstSeenAt: Instant, approver: AuditActor?, isPart: Bool = false, practice: String
    ) -> NotedClaim {
        NotedClaim(
            id: Identifier.make("c", at: firstSeenAt), practice: practice, name: kept(fileName),
            firstSeenAt: firstSeenAt, approver: approver, isPart: isPart)
    }

    /// Where a claimed file stands until it rests.
    static func path(_ id: String) throws(FileError) -> FolderPath {
        guard let path = PracticeFolders.claimed.appending(id) else {
            throw FileError(unusableName: id, doing: "open")
        }
        return path
    }

    /// What a file is called whose own name cannot be kept.
    private static let otherName = "export"

    /// The most bytes that are kept of a name as it is; a number, and the ending of a paper, go behind it.
    private static let mostBytes = 150
    /// The most bytes of a longer name that are kept before its ending.
    private static let mostBytesOfStem = 130

    /// What is kept of the name that a file was dropped under.
    ///
    /// Counted by code points: a single character may have more bytes than any name. A name that a paper of recalld's could
    /// have gets another one, so that no paper is ever written over an export.
    static func kept(_ name: String) -> String {
        guard name.utf8.count > mostBytes else { return usable(name) }
        var head = String.UnicodeScalarView()
        var length = 0
        for scalar in name.unicodeScalars {
            length += UTF8.width(scalar)
            if length > mostBytesOfStem { break }
            head.append(scalar)
        }
        let ending = name.unicodeScalars.lastIndex(of: ".").map { String(name.unicodeScalars[$0...]) } ?? ""
        return usable(String(head) + (ending.utf8.count <= 15 ? ending : ""))
    }

    /// The name, or another where no file can have it, or a paper may.
    private static func usable(_ name: String) -> String {
        guard FolderPath.root.appending(name) != nil else { return otherName }
        guard PracticeFolders.isPaper(name) else { return name }
        return String(decoding: SharedFolder.marked(Array(name.utf8), otherName), as: UTF8.self)
    }
}
