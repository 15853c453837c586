import RecallCore
import RecallSystem

/// What is known of the files in one inbox: since when each has been still.
///
/// Times come from a clock that never jumps, and count from when a state of a file was first seen, not from the time
/// that the file bears: Windows sets old times on new files.
struct InboxWatch {
    /// A file as it was last seen.
    struct Sight {
        var file: ListedFile
        /// What it is known by: its path byte for byte, since text tells some names of files not from others.
        var id: String
        var firstSeenAt: Instant
        /// Seconds of the monotonic clock at which the file was first seen as it is now.
        var stillSince: Double
    }

    private(set) var sights: [FolderPath: Sight] = [:]
    /// Where each file stands, by what it is known by: an inbox may hold tens of thousands.
    private var paths: [String: FolderPath] = [:]

    /// The file that is known by an id.
    func sight(id: String) -> Sight? { paths[id].flatMap { sights[$0] } }

    /// Takes a new listing: what changed begins anew, what is gone is forgotten.
    mutating func see(_ files: [ListedFile], now: Instant, monotonic: Double) {
        var seen: [FolderPath: Sight] = [:]
        for file in files {
            if var known = sights[file.path] {
                if known.file != file {
                    known.file = file
                    known.stillSince = monotonic
                }
                seen[file.path] = known
            } else {
                let id = file.path.components.map(Digest.hexadecimal).joined(separator: "/")
                seen[file.path] = Sight(file: file, id: id, firstSeenAt: now, stillSince: monotonic)
            }
        }
        sights = seen
        paths = Dictionary(seen.map { ($0.value.id, $0.key) }, uniquingKeysWith: { first, _ in first })
    }

    /// The files that have been still for `seconds`, oldest first.
    ///
    /// Of those first seen together, after a start say, the times that they bear decide: the export that is taken last
    /// counts as the newest, and whom it leaves out is not called.
    func still(for seconds: Double, monotonic: Double) -> [Sight] {
        sights.values.filter { monotonic - $0.stillSince >= seconds }
            .sorted {
                ($0.firstSeenAt, $0.file.modifiedNanoseconds, $0.file.path.description)
                    < ($1.firstSeenAt, $1.file.modifiedNanoseconds, $1.file.path.description)
            }
    }

    /// The seconds until the first of the files has been still for `seconds`, or until one is looked at `again` that has
    /// been still for longer and was not ready; nil where there are none.
    func secondsUntilStill(for seconds: Double, again: Double, monotonic: Double) -> Double? {
        sights.values.map { sight in
            let left = sight.stillSince + seconds - monotonic
            return left > 0 ? left : again
        }.min()
    }

    mutating func forget(_ path: FolderPath) {
        if let sight = sights.removeValue(forKey: path) { paths[sight.id] = nil }
    }
}
