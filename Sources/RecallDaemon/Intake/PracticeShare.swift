package import RecallStore
package import RecallSystem

/// The shared folder of a practice, as long as it is the one that recalld has worked in.
///
/// Where a share is not mounted, an empty folder of the machine's own stands at its path. Results that were written there
/// would be seen by nobody, and those that are missing there would pass for collected; so nothing is done with it.
package enum PracticeShare {
    /// Opens the folder.
    ///
    /// - Throws: `FileError`, also where the share is not mounted that the folder was on; `StoreError`.
    package static func open(_ desk: PracticeDesk, store: Store) async throws -> SharedFolder {
        let shared = try SharedFolder(path: desk.practice.folder)
        if let known = try await store.knownShare(practice: desk.id), known.folder == desk.practice.folder,
            isBelow(known.volume, try shared.volume())
        {
            throw FileError(
                shareIsAway: desk.practice.folder,
                words:
                    "the share that it was on is not mounted at \(known.volume). Mount it; where the folder is to stay "
                    + "on this machine's own disk, run: recalld practice moved \(desk.id)")
        }
        return shared
    }

    /// Opens the folder, makes what is missing in it, and remembers where it stands.
    ///
    /// - Throws: as `open` does.
    package static func take(_ desk: PracticeDesk, store: Store) async throws -> SharedFolder {
        let shared = try await open(desk, store: store)
        try PracticeFolders.make(in: shared)
        let stands = KnownShare(folder: desk.practice.folder, volume: try shared.volume())
        if try await store.knownShare(practice: desk.id) != stands {
            try await store.remember(stands, practice: desk.id)
        }
        return shared
    }

    /// Whether one folder stands somewhere below another.
    private static func isBelow(_ path: String, _ top: String) -> Bool {
        path != top && path.hasPrefix(top.hasSuffix("/") ? top : top + "/")
    }
}
