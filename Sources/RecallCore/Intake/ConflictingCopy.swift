/// Whether a file's name says that it is a conflicting copy: a program that keeps folders alike has found two versions of
/// one file, and gives the one that it does not prefer a name of its own.
///
/// A plain number in brackets, as Windows gives to a file that was copied or saved twice, is none.
package enum ConflictingCopy {
    /// What is told of such a file.
    package static let reason =
        "Its name says that it is a conflicting copy: a program that keeps folders alike has found two versions of one file,"
        + " and this may be the older one. Look at both, and approve the one that is right."

    /// Whether it is one.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - known: Names of files that were imported before.
    /// - Returns: Whether a person has to look at it.
    package static func isOne(_ name: String, known: Set<String> = []) -> Bool {
        let words = name.lowercased().split { !$0.isLetter }
        // Dropbox and Nextcloud write `(conflicted copy 2026-11-28)`, Syncthing `.sync-conflict-20261128`, others `[Conflict]`.
        if words.contains(where: { word in beginnings.contains { word.hasPrefix($0) } }) { return true }
        guard !known.contains(name) else { return false }
        return originals(of: name).contains { isUsualMachine($0.machine) || known.contains($0.name) }
    }

    /// Whether it depends on the names that were imported before.
    package static func mayBeOne(_ name: String) -> Bool { !originals(of: name).isEmpty }

    private static let beginnings = ["conflict", "sfconflict", "konflikt", "conflit"]

    /// OneDrive puts a hyphen and the name of a computer behind the name of the file: each file that it may be a copy of,
    /// with the computer.
    private static func originals(of name: String) -> [(name: String, machine: Substring)] {
        let dot = name.lastIndex(of: ".") ?? name.endIndex
        let stem = name[..<dot]
        return stem.indices.filter { stem[$0] == "-" }.compactMap { hyphen in
            let machine = stem[stem.index(after: hyphen)...]
            guard isMachine(machine) else { return nil }
            return (String(stem[..<hyphen] + name[dot...]), machine)
        }
    }

    /// Whether it may be the name of a computer, as Windows writes it: at most 15 capitals, digits and hyphens.
    private static func isMachine(_ name: Substring) -> Bool {
        guard 4...15 ~= name.utf8.count, name.utf8.contains(where: { (65...90).contains($0) }) else { return false }
        return name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// Whether it is a name that Windows itself gives to a computer.
    private static func isUsualMachine(_ name: Substring) -> Bool {
        ["DESKTOP-", "LAPTOP-", "WIN-"].contains { name.hasPrefix($0) && name.utf8.count == 15 }
    }
}
