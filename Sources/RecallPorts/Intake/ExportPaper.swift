import RecallCore

/// What staff are told about an export, beside it.
package struct ExportPaper: Equatable, Sendable {
    /// Which of the staff's folders it is for.
    package enum Folder: Sendable {
        case review
        case rejected
    }

    package var folder: Folder
    package var name: String
    package var bytes: [UInt8]

    package init(folder: Folder, name: String, bytes: [UInt8]) {
        self.folder = folder
        self.name = name
        self.bytes = bytes
    }
}
