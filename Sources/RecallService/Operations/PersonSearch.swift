import RecallCore
import RecallSystem

/// Finds what a share still holds of a person, whatever the encoding of its files.
struct PersonSearch {
    /// What was found, by place in the shared folder.
    struct Findings: Equatable, Sendable {
        /// Files that name the person: by the number, with the name or a telephone beside it.
        var naming: [String] = []
        /// Files that hold the surname, a telephone or the number alone; somebody else may be meant.
        var perhaps: [String] = []
        /// Files and folders whose own name holds one of these.
        var named: [String] = []
        /// What could not be searched, and why.
        var unsearched: [Unsearched] = []
    }

    struct Unsearched: Equatable, Sendable {
        var place: String
        var why: String
    }

    private let words: PersonBytes
    /// The longest file that is searched.
    private let mostBytes: Int

    /// So much of a file is in memory at a time.
    private static let pieceOfFile = 1 << 20

    init(patientID: String, name: PersonName, numbers: [PhoneNumber], mostMiB: Int = 256) {
        words = PersonBytes(patientID: patientID, name: name, numbers: numbers)
        mostBytes = mostMiB << 20
    }

    /// Looks through the whole share but for the page, which is written anew. Whatever cannot be read is named, and the rest
    /// is searched.
    ///
    /// - Parameter shared: The shared folder.
    /// - Returns: What was found.
    /// - Throws: `FileError` where the folder itself cannot be read.
    func findings(in shared: SharedFolder) throws(FileError) -> Findings {
        var findings = Findings()
        let listing = try shared.list(.root) { $0 == PageWriter.fileName }
        findings.unsearched = listing.unread.map { Unsearched(place: $0.path, why: $0.words) }
        findings.unsearched += listing.others.map {
            Unsearched(place: "\($0)", why: "it is no plain file, and what it leads to was not looked at")
        }
        for path in listing.files.map(\.path) + listing.others where words.areNamed(in: path) {
            findings.named.append("\(path)")
        }
        for file in listing.files {
            do {
                switch try look(into: file, in: shared) {
                case .names: findings.naming.append("\(file.path)")
                case .perhaps: findings.perhaps.append("\(file.path)")
                case .nothing: break
                case .tooLarge:
                    findings.unsearched.append(
                        Unsearched(place: "\(file.path)", why: "it is larger than \(mostBytes >> 20) MiB"))
                }
            } catch {
                // It may have been moved on since the folder was read; the place that it has now is nobody's to guess.
                findings.unsearched.append(Unsearched(place: "\(file.path)", why: error.words))
            }
        }
        return findings
    }

    private enum Mention { case names, perhaps, nothing, tooLarge }

    private func look(into file: ListedFile, in shared: SharedFolder) throws(FileError) -> Mention {
        let source = try shared.open(file.path)
        guard source.count <= mostBytes else { return .tooLarge }
        var scan = PersonScan(words)
        var place = 0
        while place < source.count {
            let end = min(place + Self.pieceOfFile, source.count)
            scan.take(try source.read(place..<end), isLast: end == source.count)
            if scan.names { return .names }
            place = end
        }
        return scan.isPerhapsNamed ? .perhaps : .nothing
    }

    /// Whether bytes name the person: by the number, with the name or a telephone number beside it somewhere.
    func isNamed(in bytes: [UInt8]) -> Bool {
        var scan = PersonScan(words)
        scan.take(bytes, isLast: true)
        return scan.names
    }
}
