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

    /// Whether staff have put something there that stops calls: whatever it is, and whatever an editor made of its name.
    package static func isPaused(_ shared: SharedFolder) throws(FileError) -> Bool {
        try shared.names(in: .root).contains(where: isPause)
    }

    /// Whether a name is `pause` in any case, alone or before a full stop.
    static func isPause(_ name: [UInt8]) -> Bool {
        let stem = lowered(name).prefix { $0 != UInt8(ascii: ".") }
        let end = stem.lastIndex { $0 != UInt8(ascii: " ") }
        return end.map { Array(stem[...$0]) } == Array("pause".utf8)
    }

    /// Names that are no exports: hidden files, and what Office, browsers and Windows leave behind. By bytes: a full stop
    /// under an accent is one character, and hides the file all the same.
    package static func isNoExport(_ name: String) -> Bool {
        let bytes = lowered(Array(name.utf8))
        return bytes.starts(with: ".".utf8) || bytes.starts(with: "~$".utf8) || bytes == Array("thumbs.db".utf8)
            || bytes == Array("desktop.ini".utf8) || [".tmp", ".part", ".crdownload"].contains { ends(bytes, $0) }
    }

    /// Whether a name is one that a paper of recalld's may have.
    static func isPaper(_ name: String) -> Bool {
        let bytes = lowered(Array(name.utf8))
        return [".review.txt", ".layout.toml", ".reason.txt", ".rows.csv"].contains { ends(bytes, $0) }
    }

    private static func ends(_ name: [UInt8], _ ending: String) -> Bool {
        name.reversed().starts(with: ending.utf8.reversed())
    }

    /// Small letters for the capitals of ASCII.
    private static func lowered(_ name: [UInt8]) -> [UInt8] {
        name.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
    }

    private static func path(_ names: String...) -> FolderPath {
        names.reduce(FolderPath.root) { $0.appending($1) ?? $0 }
    }
}
