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
        if let known = try await store.knownShare(practice: practice.id), known.folder == practice.settings.folder,
            isBelow(known.volume, try shared.volume())
        {
            throw FileError(
                shareIsAway: practice.settings.folder,
                words:
                    "the share that it was on is not mounted at \(known.volume). Mount it; where the folder is to stay "
                    + "on this machine's own disk, run: recalld practice moved \(practice.id)")
        }
        return shared
    }

    /// Opens the folder, makes what is missing in it, and remembers where it stands.
    ///
    /// - Throws: as `open` does.
    package static func take(_ practice: PracticeContext, store: any Store) async throws -> SharedFolder {
        let shared = try await open(practice, store: store)
        try PracticeFolders.make(in: shared)
        let stands = KnownShare(folder: practice.settings.folder, volume: try shared.volume())
        if try await store.knownShare(practice: practice.id) != stands {
            try await store.remember(stands, practice: practice.id)
        }
        return shared
    }

    /// Whether one folder stands somewhere below another.
    private static func isBelow(_ path: String, _ top: String) -> Bool {
        path != top && path.hasPrefix(top.hasSuffix("/") ? top : top + "/")
    }
}
