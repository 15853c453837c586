package import RecallSystem

/// The folders of a practice's share, by their names in the contract with its staff.
package enum PracticeFolders {
    package static let inbox = path("inbox")
    package static let outbox = path("outbox")
    package static let collected = path("outbox", "collected")
    package static let review = path("review")
    package static let approved = path("review", "approved")
    package static let rejected = path("rejected")
    package static let archive = path("archive")
    package static let working = path(".recalld")
    /// Files that were taken out of the inbox and are being read.
    package static let claimed = path(".recalld", "claimed")

    /// Makes what is missing; what is there stays as it is.
    package static func make(in shared: SharedFolder) throws(FileError) {
        for folder in [inbox, outbox, collected, review, approved, rejected, archive, claimed] {
            try shared.makeFolder(folder)
        }
    }

    /// Whether staff have put a file there that stops calls.
    package static func isPaused(_ shared: SharedFolder) throws(FileError) -> Bool {
        for name in ["PAUSE", "PAUSE.txt", "pause", "pause.txt", "Pause.txt", "PAUSE.TXT"] {
            if try shared.file(at: path(name)) != nil { return true }
        }
        return false
    }

    /// Names that are no exports: hidden files, and what Office, browsers and Windows leave behind.
    package static func isNoExport(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return name.hasPrefix(".") || name.hasPrefix("~$") || lowered == "thumbs.db" || lowered == "desktop.ini"
            || [".tmp", ".part", ".crdownload"].contains { lowered.hasSuffix($0) }
    }

    private static func path(_ names: String...) -> FolderPath {
        names.reduce(FolderPath.root) { $0.appending($1) ?? $0 }
    }
}
