import RecallCore
package import RecallPorts
package import RecallSystem

/// The shared folder of a practice, as long as it is the one that recalld has worked in.
///
/// Where a share is not mounted, an empty folder of the machine's own stands at its path. Results that were written there
/// would be seen by nobody, and those that are missing there would pass for collected; so nothing is done with it.
package enum PracticeShare {
    /// Opens the folder.
    ///
    /// - Throws: `FileError`, also where the share is not mounted that the folder was on; `StoreError`.
    package static func open(_ practice: PracticeContext, store: any Store) async throws -> SharedFolder {
        let shared = try SharedFolder(path: practice.settings.folder)
        guard let known = try await store.knownShare(practice: practice.id) else { return shared }
        if known.folder == practice.settings.folder, isBelow(known.volume, try shared.volume()) {
            throw FileError(
                shareIsAway: practice.settings.folder,
                words:
                    "the share that it was on is not mounted at \(known.volume). Mount it; where the folder is to stay "
                    + "on this machine's own disk, run: recalld practice moved \(practice.id)")
        }
        if let mark = known.mark, try Self.mark(in: shared) != mark {
            throw FileError(
                shareIsAway: practice.settings.folder,
                words:
                    "it is not the folder that recalld has worked in, for the practice's mark is not in it (\(markPath)). Put "
                    + "the right folder back; where this one is to be used from now on, run: recalld practice moved \(practice.id)"
            )
        }
        return shared
    }

    // MARK: The mark

    private static let markPath = PracticeFolders.working.appending("practice-mark") ?? PracticeFolders.working
    private static let mostBytesOfMark = 64

    /// The mark that stands in a folder; nil where there is none that recalld could have made.
    private static func mark(in shared: SharedFolder) throws(FileError) -> String? {
        guard try shared.isReplaceable(markPath), try shared.file(at: markPath) != nil else { return nil }
        do throws(FileError) {
            let bytes = try shared.read(markPath, limit: mostBytesOfMark).filter { $0 > 0x20 }
            let isMark = !bytes.isEmpty && bytes.allSatisfy { 0x21...0x7E ~= $0 }
            return isMark ? String(decoding: bytes, as: UTF8.self) : nil
        } catch {
            guard error.kind == .tooLarge || error.kind == .missing else { throw error }
            return nil
        }
    }

    /// The mark of a folder that is used for the first time, or since staff have said that it is the one. Written before
    /// it is stored: a mark that nobody knows does no harm, and one that is known and missing would stop the practice.
    private static func makeMark(
        in shared: SharedFolder, for practice: PracticeContext, store: any Store
    ) async throws -> String {
        if let mark = try mark(in: shared) {
            // That of an installation before this one is taken over; that of another practice never is.
            if let owner = try await store.practice(ofMark: mark), owner != practice.id {
                throw refusal(practice, "it is the folder of the practice \(owner), or a copy of it")
            }
            return mark
        }
        let mark = Identifier.make("m")
        try shared.replace(markPath, Array("\(mark)\n".utf8))
        return mark
    }

    /// Opens the folder, makes what is missing in it, and remembers where it stands.
    ///
    /// - Throws: as `open` does.
    package static func take(_ practice: PracticeContext, store: any Store) async throws -> SharedFolder {
        let shared = try await open(practice, store: store)
        try PracticeFolders.make(in: shared)
        let known = try await store.knownShare(practice: practice.id)
        let mark: String
        if let given = known?.mark {
            mark = given
        } else {
            mark = try await makeMark(in: shared, for: practice, store: store)
        }
        let stands = KnownShare(folder: practice.settings.folder, volume: try shared.volume(), mark: mark)
        if known != stands {
            try await store.remember(stands, practice: practice.id)
        }
        return shared
    }

    /// Has the folder at the practice's path used from now on, wherever it stands: its own, moved, or one that no practice
    /// has worked in.
    ///
    /// - Parameters:
    ///   - practice: The practice.
    ///   - store: The store.
    ///   - now: The moment.
    /// - Throws: `FileError` where the folder cannot be read or bears a mark that is not the practice's own, and nothing was
    ///   changed; `StoreError`.
    static func moved(_ practice: PracticeContext, store: any Store, now: Instant) async throws {
        let shared = try SharedFolder(path: practice.settings.folder)
        let found = try mark(in: shared)
        let own = try await store.knownShare(practice: practice.id)?.mark
        if let found, found != own {
            if let owner = try await store.practice(ofMark: found) {
                throw refusal(practice, "it is the folder of the practice \(owner), or a copy of it")
            }
            // Without a mark of its own, as after a restored database, that of an earlier installation is taken over.
            guard own == nil else { throw refusal(practice, "the mark in it (\(markPath)) is not this practice's") }
        }
        try await store.forgetShare(practice: practice.id, now: now)
        guard let found, found == own else { return }
        // It keeps its mark, so that no other folder slips into its place until it is taken again.
        let stands = KnownShare(folder: practice.settings.folder, volume: try shared.volume(), mark: found)
        try await store.remember(stands, practice: practice.id)
    }

    private static func refusal(_ practice: PracticeContext, _ reason: String) -> FileError {
        let folder = practice.settings.folder
        return FileError(
            shareIsAway: folder,
            words:
                "\(reason). Name the practice's own folder in \(practice.settings.file); where this copy is to be the "
                + "folder of \(practice.id) from now on, take away \(folder)/\(markPath) and what stands in its inbox, outbox "
                + "and review, then run: recalld practice moved \(practice.id)")
    }

    /// Whether one folder stands somewhere below another.
    private static func isBelow(_ path: String, _ top: String) -> Bool {
        path != top && path.hasPrefix(top.hasSuffix("/") ? top : top + "/")
    }
}
