import Logging
import RecallCore
import RecallPorts
import RecallSystem
import Tabular

/// Decides what counts of that which the shared folder says about an export.
///
/// Whoever may write in the folder can put any file into `review/approved/`, with any layout beside it. An approval counts
/// only for bytes that are held for review, and no layout from there switches off a column that stops calls: that takes a
/// person at the machine.
struct Authority: Sendable {
    let practice: PracticeContext
    let runtime: Runtime
    let source: any ExportSource
    let limits: FileVerdict.Limits
    let today: Day
    let layouts: KnownLayouts

    private static let pieceLength = 1 << 18

    /// The terms of an export as far as they hold for its bytes, with what stands beside it.
    ///
    /// - Parameters:
    ///   - terms: what its source says.
    ///   - name: what it is called.
    ///   - bytes: the export.
    /// - Returns: the terms; none but the scope where it is approved and not held.
    /// - Throws: `StoreError`, and what the bytes throw while they are read.
    func confirmed(_ terms: ExportTerms, of name: String, _ bytes: any ByteSource) async throws -> ExportTerms {
        guard terms.isApproved else { return terms }
        guard FileVerdict.rejection(bytes: bytes.count, limits: limits) == nil,
            try await runtime.store.isHeld(practice: practice.id, sha256: try Self.sha256(bytes))
        else {
            runtime.logger.notice(
                "an approval of a file that was not held is passed over", metadata: ["practice": "\(practice.id)"])
            return ExportTerms(scope: terms.scope)
        }
        return await source.completed(terms, of: Claim.kept(name))
    }

    /// The columns that would stop calls by their own reading and do not by the layout that stands beside the export, and
    /// without one those that may stop calls and are used for nothing.
    func stopsLost(
        by reading: Recognition?, _ claim: ExportClaim, _ bytes: any ByteSource
    ) async throws -> [LostStop] {
        guard claim.terms.isApproved, let reading else { return [] }
        guard let layout = claim.terms.layout else { return reading.stopsUnused }
        let reader = ExportReader(layouts: try await layouts.all(), today: today, limits: limits)
        guard let own = try reader.read(bytes, name: claim.name).recognition else { return [] }
        return own.stopsLost(in: reading, kind: layout.kind)
    }

    private static func sha256(_ bytes: any ByteSource) throws -> String {
        var digest = Digest()
        var place = 0
        while place < bytes.count {
            let end = min(place + pieceLength, bytes.count)
            digest.update(try bytes.read(place..<end))
            place = end
        }
        return Digest.hexadecimal(digest.finish())
    }
}

extension ExportTerms {
    /// What a person has said about the export, without what the folder may not say.
    func approval(withoutStops lost: [LostStop]) -> FileVerdict.Approval {
        guard isApproved else { return .none }
        return .given(problems: layoutProblems + (approver.place == .folder ? lost.map(\.asRefused) : []))
    }
}
