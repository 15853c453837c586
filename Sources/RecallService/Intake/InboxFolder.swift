import RecallCore
import RecallPorts
import RecallSystem
import Synchronization
import Tabular

/// The folders of a practice's share as a source of exports: `inbox/`, and `review/approved/` for what staff have approved.
///
/// What is known of a file between its claim and its rest is in the store, and not in names below `.recalld/`.
struct InboxFolder: ExportSource {
    /// What is known of the files there, from one look to the next.
    final class Memory: Sendable {
        fileprivate let watch = Mutex(InboxWatch())
        fileprivate let obstacles = Mutex<[ExportObstacle]>([])
    }

    let practice: String
    let shared: SharedFolder
    let claims: any ClaimStore
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
        let files = try touching { () throws(FileError) in try shared.list(PracticeFolders.claimed).files }
        let noted = try await noted()
        let known = Set(noted.map(\.id))
        for file in files where !known.contains(file.name) { giveBack(file) }
        let there = Set(files.map(\.name))
        var found: [ExportClaim] = []
        for claim in noted {
            guard there.contains(claim.id) else {
                try await storing { () throws(StoreError) in try await claims.forgetClaim(claim.id) }
                continue
            }
            // One that cannot be looked at is tried, so that its trouble is told.
            if let path = try? Claim.path(claim.id), (try? shared.probeWriter(path)) == .writerOpen { continue }
            found.append(Self.export(claim))
        }
        return found
    }

    /// Puts a file back into the inbox that nobody has claimed: somebody has made it there, or an earlier version. It is an
    /// export like any other then, first seen now and approved by nobody.
    private func giveBack(_ file: ListedFile) {
        let name = file.name.firstRange(of: "--").map { String(file.name[$0.upperBound...]) } ?? file.name
        // What cannot be moved stays where it is, and does nothing there.
        _ = try? shared.move(file.path, into: PracticeFolders.inbox, as: Claim.kept(name))
    }

    func waiting() async throws(ExportSourceError) -> [WaitingExport] {
        try touching { () throws(FileError) in
            let inbox = try shared.list(PracticeFolders.inbox, skips: PracticeFolders.isNoExport)
            // Staff may move the papers along with the file.
            let approved = try shared.list(PracticeFolders.approved) {
                PracticeFolders.isNoExport($0) || ReviewPapers.isPaper($0)
            }
            memory.obstacles.withLock { $0 = Self.obstacles(in: inbox) + Self.obstacles(in: approved) }
            let (now, monotonic) = (clock(), monotonicSeconds())
            let still = memory.watch.withLock { watch in
                watch.see(inbox.files + approved.files, now: now, monotonic: monotonic)
                return watch.still(for: settleSeconds, monotonic: monotonic)
            }
            return still.map { sight in
                WaitingExport(
                    id: sight.id, name: sight.file.path.name, firstSeenAt: sight.firstSeenAt,
                    stillSeconds: monotonic - sight.stillSince,
                    terms: ExportTerms(isApproved: Self.isApproved(sight.file.path)))
            }
        }
    }

    private static func obstacles(in listing: Listing) -> [ExportObstacle] {
        listing.others.map {
            ExportObstacle(name: "\($0)", words: "it is a link, a pipe or a device, and no file", hidesExports: false)
        }
            + listing.unread.map { ExportObstacle(name: $0.path, words: $0.words, hidesExports: true) }
    }

    func obstacles() async -> [ExportObstacle] { memory.obstacles.withLock { $0 } }

    func secondsUntilNext() async -> Double? {
        let monotonic = monotonicSeconds()
        return memory.watch.withLock {
            $0.secondsUntilStill(for: settleSeconds, again: Self.secondsUntilTriedAgain, monotonic: monotonic)
        }
    }

    func open(_ export: WaitingExport) async throws(ExportSourceError) -> (any ByteSource)? {
        guard let sight = sight(export) else { return nil }
        return try touchingOne { () throws(FileError) in
            guard try shared.probeWriter(sight.file.path) != .writerOpen else { return nil }
            return try shared.open(sight.file.path)
        }
    }

    // MARK: Claims

    func claim(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim? {
        guard let sight = sight(export) else { return nil }
        let path = sight.file.path
        guard try touchingOne({ () throws(FileError) in try shared.file(at: path) }) != nil else { return nil }
        let claim = Claim.make(
            of: path.name, firstSeenAt: sight.firstSeenAt,
            approver: export.terms.isApproved ? export.terms.approver : nil, practice: practice)
        try await note(claim)
        do {
            try touchingOne { () throws(FileError) in try shared.move(path, to: try Claim.path(claim.id)) }
        } catch {
            try await storing { () throws(StoreError) in try await claims.forgetClaim(claim.id) }
            throw error
        }
        CrashPoint.reached(.fileClaimed)
        memory.watch.withLock { $0.forget(path) }
        guard try touchingOne({ () throws(FileError) in try isStill(sight.file, claim) }) else { return nil }
        return ExportClaim(id: claim.id, name: claim.name, firstSeenAt: claim.firstSeenAt, terms: export.terms)
    }

    func open(_ claim: ExportClaim) async throws(ExportSourceError) -> any ByteSource {
        try touchingOne { () throws(FileError) in try shared.open(try Claim.path(claim.id)) }
    }

    /// Whether the claimed file is what was looked at: a writer that has it open goes on writing into it.
    private func isStill(_ seen: ListedFile, _ claim: NotedClaim) throws(FileError) -> Bool {
        let path = try Claim.path(claim.id)
        guard let file = try shared.file(at: path), try shared.probeWriter(path) != .writerOpen else {
            return false
        }
        return (file.size, file.modifiedNanoseconds, file.device, file.inode)
            == (seen.size, seen.modifiedNanoseconds, seen.device, seen.inode)
    }

    /// Notes a claim before the file is moved.
    func note(_ claim: NotedClaim) async throws(ExportSourceError) {
        try await storing { () throws(StoreError) in try await claims.noteClaim(claim) }
    }

    private func noted() async throws(ExportSourceError) -> [NotedClaim] {
        try await storing { () throws(StoreError) in try await claims.notedClaims(practice: practice) }
    }

    private static func export(_ claim: NotedClaim) -> ExportClaim {
        ExportClaim(
            id: claim.id, name: claim.name, firstSeenAt: claim.firstSeenAt,
            terms: ExportTerms(approver: claim.approver, isPart: claim.isPart))
    }

    func completed(_ terms: ExportTerms, of name: String) async -> ExportTerms {
        guard terms.isApproved, let proposal = Proposal(of: name, in: shared) else { return terms }
        var terms = terms
        terms.layout = proposal.layout
        terms.layoutText = proposal.text
        terms.layoutProblems = proposal.problems
        return terms
    }

    private static func isApproved(_ path: FolderPath) -> Bool {
        path.components.starts(with: PracticeFolders.approved.components)
    }

    private func sight(_ export: WaitingExport) -> InboxWatch.Sight? {
        memory.watch.withLock { $0.sight(id: export.id) }
    }

    // MARK: Coming to rest

    func rest(
        _ claim: ExportClaim, at place: RestingPlace, papers: @Sendable (String) -> [ExportPaper]
    ) async throws(ExportSourceError) -> String {
        try touchingOne { () throws(FileError) -> String in
            switch place {
            case .archive(let day): try archive(claim, day, papers(claim.name))
            case .review: try setAside(claim, PracticeFolders.review, papers)
            case .rejected: try setAside(claim, PracticeFolders.rejected, papers)
            }
        }
    }

    /// Into the archive of the month; the papers of a held file have done their work then.
    private func archive(_ claim: ExportClaim, _ day: Day, _ papers: [ExportPaper]) throws(FileError) -> String {
        for paper in papers { try write(paper, isElsewhere: true) }
        CrashPoint.reached(.reportsWritten)
        let (year, month, _) = day.parts
        var folder = PracticeFolders.archive
        for name in [padded(year, 4), padded(month, 2)] {
            guard let next = folder.appending(name) else { throw FileError(unusableName: name, doing: "make") }
            folder = next
        }
        try shared.makeFolder(folder)
        let place = try shared.move(try Claim.path(claim.id), into: folder, as: claim.name)
        CrashPoint.reached(.fileMoved)
        if claim.terms.isApproved { try ReviewPapers.remove(of: claim.name, from: shared) }
        return "\(place)"
    }

    /// Numbers that are tried behind a name before one is made that cannot be taken.
    private static let mostNumbers = 50

    /// With its papers beside it, under a name that is free for all of them.
    private func setAside(
        _ claim: ExportClaim, _ folder: FolderPath, _ papers: (String) -> [ExportPaper]
    ) throws(FileError) -> String {
        for number in 1...(Self.mostNumbers + 3) {
            let mark = number <= Self.mostNumbers ? "\(number)" : Identifier.make("n")
            let name = number == 1 ? claim.name : Self.marked(claim.name, mark)
            guard let place = folder.appending(name) else { throw FileError(unusableName: name, doing: "set aside") }
            guard try !isTaken(place) else { continue }
            guard try writeAll(papers(name)) else { continue }
            CrashPoint.reached(.reportsWritten)
            do throws(FileError) {
                try shared.move(try Claim.path(claim.id), to: place)
            } catch {
                guard error.kind == .exists else { throw error }
                continue
            }
            CrashPoint.reached(.fileMoved)
            return "\(place)"
        }
        throw FileError(unusableName: claim.name, doing: "set aside")
    }

    private func isTaken(_ place: FolderPath) throws(FileError) -> Bool {
        guard try shared.isReplaceable(place) else { return true }
        return try shared.file(at: place) != nil
    }

    /// Writes papers; false where the name of one is taken by something that is no file.
    private func writeAll(_ papers: [ExportPaper]) throws(FileError) -> Bool {
        for paper in papers where try !write(paper) { return false }
        return true
    }

    /// Writes a paper.
    ///
    /// - Parameters:
    ///   - paper: what is told.
    ///   - isElsewhere: whether it may have another name where its own is taken by something that is no file.
    /// - Returns: whether it was written.
    /// - Throws: what the system says.
    @discardableResult
    private func write(_ paper: ExportPaper, isElsewhere: Bool = false) throws(FileError) -> Bool {
        let folder =
            switch paper.folder {
            case .review: PracticeFolders.review
            case .rejected: PracticeFolders.rejected
            }
        guard var path = folder.appending(paper.name) else { return false }
        if try !shared.isReplaceable(path) {
            let other = Self.marked(paper.name, Identifier.make("n"))
            guard isElsewhere, let free = folder.appending(other) else { return false }
            path = free
        }
        try shared.replace(path, paper.bytes)
        return true
    }

    private static func marked(_ name: String, _ mark: String) -> String {
        String(decoding: SharedFolder.marked(Array(name.utf8), mark), as: UTF8.self)
    }

    // MARK: Errors

    /// Does something of which the whole folder depends.
    private func touching<Value>(_ body: () throws(FileError) -> Value) throws(ExportSourceError) -> Value {
        do throws(FileError) {
            return try body()
        } catch { throw ExportSourceError(.source, isDiskFull: error.kind == .diskFull, cause: error) }
    }

    /// Does something with one file, whose trouble is its own.
    private func touchingOne<Value>(_ body: () throws(FileError) -> Value) throws(ExportSourceError) -> Value {
        do throws(FileError) { return try body() } catch { throw ExportSourceError(error) }
    }

    private func storing<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async throws(ExportSourceError) -> Value {
        do throws(StoreError) {
            return try await body()
        } catch { throw ExportSourceError(.source, isDiskFull: error == .full, cause: error) }
    }
}

extension ExportSourceError {
    /// The trouble of one file, or of all where it is the disk's or the process's.
    init(_ error: FileError) {
        self.init(error.isOfAllFiles ? .source : .export, isDiskFull: error.kind == .diskFull, cause: error)
    }
}
