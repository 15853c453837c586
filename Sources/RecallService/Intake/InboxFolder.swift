import RecallCore
import RecallPorts
import RecallSystem
import Synchronization
import Tabular

/// The folders of a practice's share as a source of exports: `inbox/`, and `review/approved/` for what staff have approved.
struct InboxFolder: ExportSource {
    /// What is known of the files there, from one look to the next.
    final class Memory: Sendable {
        fileprivate let watch = Mutex(InboxWatch())
    }

    let shared: SharedFolder
    let memory: Memory
    /// How long a file must have been as it is.
    let settleSeconds: Double
    let clock: @Sendable () -> Instant
    /// Seconds of a clock that is never set.
    let monotonicSeconds: @Sendable () -> Double

    /// Seconds after which a file that is still and was not taken is looked at again.
    private static let secondsUntilTriedAgain = 1.0

    // MARK: What waits

    func claimed() async throws(ExportSourceError) -> [ExportClaim] {
        try touching { () throws(FileError) in
            var claims: [ExportClaim] = []
            for file in try shared.list(PracticeFolders.claimed).files {
                guard let claim = Claim(name: file.name), try shared.probeWriter(file.path) != .writerOpen else {
                    continue
                }
                claims.append(try export(claim))
            }
            return claims
        }
    }

    func waiting() async throws(ExportSourceError) -> [WaitingExport] {
        try touching { () throws(FileError) in
            let inbox = try shared.list(PracticeFolders.inbox, skips: PracticeFolders.isNoExport)
            // Staff may move the papers along with the file.
            let approved = try shared.list(PracticeFolders.approved) {
                PracticeFolders.isNoExport($0) || ReviewPapers.isPaper($0)
            }
            let (now, monotonic) = (clock(), monotonicSeconds())
            let still = memory.watch.withLock { watch in
                watch.see(inbox.files + approved.files, now: now, monotonic: monotonic)
                return watch.still(for: settleSeconds, monotonic: monotonic)
            }
            var exports: [WaitingExport] = []
            for sight in still {
                let path = sight.file.path
                exports.append(
                    WaitingExport(
                        id: "\(path)", name: path.name, firstSeenAt: sight.firstSeenAt,
                        stillSeconds: monotonic - sight.stillSince,
                        terms: try terms(Claim.kept(path.name), isApproved: Self.isApproved(path))))
            }
            return exports
        }
    }

    func secondsUntilNext() async -> Double? {
        let monotonic = monotonicSeconds()
        return memory.watch.withLock {
            $0.secondsUntilStill(for: settleSeconds, again: Self.secondsUntilTriedAgain, monotonic: monotonic)
        }
    }

    func open(_ export: WaitingExport) async throws(ExportSourceError) -> (any ByteSource)? {
        guard let sight = sight(export) else { return nil }
        return try touching { () throws(FileError) in
            guard try shared.probeWriter(sight.file.path) != .writerOpen else { return nil }
            return try shared.open(sight.file.path)
        }
    }

    // MARK: Claims

    func claim(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim? {
        guard let sight = sight(export) else { return nil }
        return try touching { () throws(FileError) in
            let path = sight.file.path
            guard try shared.file(at: path) != nil else { return nil }
            let claim = Claim(
                firstSeenAt: sight.firstSeenAt, isApproved: export.terms.isApproved, fileName: path.name)
            try shared.move(path, to: claim.path)
            CrashPoint.reached(.fileClaimed)
            memory.watch.withLock { $0.forget(path) }
            guard try isStill(sight.file, claim) else { return nil }
            return ExportClaim(
                id: claim.name, name: claim.fileName, firstSeenAt: claim.firstSeenAt, terms: export.terms)
        }
    }

    func open(_ claim: ExportClaim) async throws(ExportSourceError) -> any ByteSource {
        try touching { () throws(FileError) in try shared.open(try path(claim)) }
    }

    /// Whether the claimed file is what was looked at: a writer that has it open goes on writing into it.
    private func isStill(_ seen: ListedFile, _ claim: Claim) throws(FileError) -> Bool {
        guard let file = try shared.file(at: claim.path), try shared.probeWriter(claim.path) != .writerOpen else {
            return false
        }
        return (file.size, file.modifiedNanoseconds, file.device, file.inode)
            == (seen.size, seen.modifiedNanoseconds, seen.device, seen.inode)
    }

    /// The claim of a file, with what staff have left beside it.
    func export(_ claim: Claim) throws(FileError) -> ExportClaim {
        ExportClaim(
            id: claim.name, name: claim.fileName, firstSeenAt: claim.firstSeenAt,
            terms: try terms(claim.fileName, isApproved: claim.isApproved))
    }

    /// What staff have said about a file of that name.
    func terms(_ name: String, isApproved: Bool) throws(FileError) -> ExportTerms {
        guard isApproved else { return ExportTerms() }
        let proposal = try Proposal(of: name, in: shared)
        return ExportTerms(
            isApproved: true, layout: proposal?.layout, layoutText: proposal?.text,
            layoutProblems: proposal?.problems ?? [])
    }

    private static func isApproved(_ path: FolderPath) -> Bool {
        path.components.starts(with: PracticeFolders.approved.components)
    }

    private func sight(_ export: WaitingExport) -> InboxWatch.Sight? {
        memory.watch.withLock { watch in watch.sights.values.first { "\($0.file.path)" == export.id } }
    }

    private func path(_ claim: ExportClaim) throws(FileError) -> FolderPath {
        guard let path = PracticeFolders.claimed.appending(claim.id) else {
            throw FileError(unusableName: claim.id, doing: "open")
        }
        return path
    }

    // MARK: Coming to rest

    func rest(
        _ claim: ExportClaim, at place: RestingPlace, papers: @Sendable (String) -> [ExportPaper]
    ) async throws(ExportSourceError) -> String {
        try touching { () throws(FileError) -> String in
            switch place {
            case .archive(let day): try archive(claim, day, papers(claim.name))
            case .review: try setAside(claim, PracticeFolders.review, papers)
            case .rejected: try setAside(claim, PracticeFolders.rejected, papers)
            }
        }
    }

    /// Into the archive of the month; the papers of a held file have done their work then.
    private func archive(_ claim: ExportClaim, _ day: Day, _ papers: [ExportPaper]) throws(FileError) -> String {
        try write(papers)
        CrashPoint.reached(.reportsWritten)
        let (year, month, _) = day.parts
        var folder = PracticeFolders.archive
        for name in [padded(year, 4), padded(month, 2)] {
            guard let next = folder.appending(name) else { throw FileError(unusableName: name, doing: "make") }
            folder = next
        }
        try shared.makeFolder(folder)
        let place = try shared.move(try path(claim), into: folder, as: claim.name)
        CrashPoint.reached(.fileMoved)
        if claim.terms.isApproved { try ReviewPapers.remove(of: claim.name, from: shared) }
        return "\(place)"
    }

    /// With its papers beside it, under a name that is free.
    private func setAside(
        _ claim: ExportClaim, _ folder: FolderPath, _ papers: (String) -> [ExportPaper]
    ) throws(FileError) -> String {
        var number = 1
        while true {
            let name = number == 1 ? claim.name : Self.numbered(claim.name, number)
            guard let place = folder.appending(name) else { throw FileError(unusableName: name, doing: "set aside") }
            number += 1
            if try shared.file(at: place) != nil { continue }
            try write(papers(name))
            CrashPoint.reached(.reportsWritten)
            do throws(FileError) {
                try shared.move(try path(claim), to: place)
            } catch {
                guard error.kind == .exists else { throw error }
                continue
            }
            CrashPoint.reached(.fileMoved)
            return "\(place)"
        }
    }

    private func write(_ papers: [ExportPaper]) throws(FileError) {
        for paper in papers {
            let folder =
                switch paper.folder {
                case .review: PracticeFolders.review
                case .rejected: PracticeFolders.rejected
                }
            guard let path = folder.appending(paper.name) else { continue }
            try shared.replace(path, paper.bytes)
        }
    }

    private static func numbered(_ name: String, _ number: Int) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name)-\(number)" }
        return "\(name[..<dot])-\(number)\(name[dot...])"
    }

    private func touching<Value>(_ body: () throws(FileError) -> Value) throws(ExportSourceError) -> Value {
        do throws(FileError) { return try body() } catch { throw ExportSourceError(error) }
    }
}

extension ExportSourceError {
    /// The trouble of a folder, or of one file in it.
    init(_ error: FileError) {
        self.init(error.isOfOneFile ? .export : .source, isDiskFull: error.kind == .diskFull, cause: error)
    }
}

extension FileError {
    /// Whether the next file may be read all the same.
    var isOfOneFile: Bool { [.badName, .notWhole, .tooLarge].contains(kind) }
}
