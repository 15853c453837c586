import Foundation
import RecallCore
import RecallPorts
import RecallSystem
import Tabular

/// One file that a person names as a source of exports. What stands outside the practice's folder is copied and stays.
struct HandFile: ExportSource {
    /// The practice's folder, where it comes to rest.
    let folder: InboxFolder
    let path: String
    /// Its path in the folder, where it stands in `inbox/` or `review/`; nil where it stands elsewhere.
    let inside: FolderPath?
    /// Who wants it imported as it was read; nil where nobody has said so.
    let approver: AuditActor?
    /// Whether they say that it is a part of its list.
    let isPart: Bool
    /// The most bytes that are copied.
    let limit: Int
    let now: Instant

    init(
        _ path: String, home: String, folder: InboxFolder, approver: AuditActor?, isPart: Bool = false, limit: Int,
        now: Instant
    ) {
        let full = URL(filePath: path).standardizedFileURL.path
        let home = URL(filePath: home).standardizedFileURL.path
        let isInside = full.hasPrefix(home + "/inbox/") || full.hasPrefix(home + "/review/")
        self.path = full
        inside = isInside ? FolderPath(String(full.dropFirst(home.count + 1))) : nil
        self.folder = folder
        self.approver = approver
        self.isPart = isPart
        self.limit = limit
        self.now = now
    }

    private var name: String { (path as NSString).lastPathComponent }

    func claimed() async throws(ExportSourceError) -> [ExportClaim] { [] }

    func waiting() async throws(ExportSourceError) -> [WaitingExport] { [export] }

    private var export: WaitingExport {
        WaitingExport(
            id: path, name: name, firstSeenAt: now,
            terms: ExportTerms(approver: approver, isPart: isPart))
    }

    func completed(_ terms: ExportTerms, of name: String) async -> ExportTerms {
        await folder.completed(terms, of: name)
    }

    func secondsUntilNext() async -> Double? { nil }

    func open(_ export: WaitingExport) async throws(ExportSourceError) -> (any ByteSource)? {
        do throws(FileError) {
            if let inside { return try folder.shared.open(inside) }
            return try FileSource(path: path)
        } catch { throw ExportSourceError(error) }
    }

    func claim(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim? {
        try await take(export)
    }

    /// Claims the file that was named.
    func claim() async throws(ExportSourceError) -> ExportClaim { try await take(export) }

    private func take(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim {
        let claim = Claim.make(
            of: name, firstSeenAt: export.firstSeenAt, approver: approver, isPart: isPart,
            practice: folder.practice)
        try await folder.note(claim)
        do throws(FileError) {
            let place = try Claim.path(claim.id)
            if let inside {
                try folder.shared.move(inside, to: place)
            } else {
                try folder.shared.copyNew(try FileSource(path: path), to: place, limit: limit)
            }
        } catch { throw ExportSourceError(error) }
        return ExportClaim(id: claim.id, name: claim.name, firstSeenAt: claim.firstSeenAt, terms: export.terms)
    }

    func open(_ claim: ExportClaim) async throws(ExportSourceError) -> any ByteSource { try await folder.open(claim) }

    func rest(
        _ claim: ExportClaim, at place: RestingPlace, papers: @Sendable (String) -> [ExportPaper]
    ) async throws(ExportSourceError) -> String {
        try await folder.rest(claim, at: place, papers: papers)
    }
}
