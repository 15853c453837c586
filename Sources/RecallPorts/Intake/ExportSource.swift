import RecallCore
package import Tabular

/// Where the exports of one practice come from: an inbox that files are dropped into, a file that is named by hand, an
/// interface whose answer is taken as a file.
///
/// An export waits, is looked at, is claimed, and comes to rest. From the claim on nobody else changes it, and `claimed`
/// tells of it after a restart until it rests. Its bytes are never altered and never deleted, and its name is data: no
/// path is made of it. `ExportSourceConformance` holds what an implementation must do.
package protocol ExportSource: Sendable {
    /// The exports that were claimed and have not come to rest, and that nobody writes any longer, the oldest first.
    func claimed() async throws(ExportSourceError) -> [ExportClaim]

    /// The exports that may be claimed, in the order in which they are to be taken: the last counts as the newest, and
    /// whom it leaves out is not called.
    func waiting() async throws(ExportSourceError) -> [WaitingExport]

    /// The bytes of an export that waits; nil while somebody writes it.
    func open(_ export: WaitingExport) async throws(ExportSourceError) -> (any ByteSource)?

    /// Takes an export out of the source.
    ///
    /// - Returns: the claim; nil where the export is no longer what it was when it was listed, or is gone. Where it was
    ///   taken out all the same, `claimed` tells of it once it is still.
    func claim(_ export: WaitingExport) async throws(ExportSourceError) -> ExportClaim?

    /// The bytes of a claimed export.
    func open(_ claim: ExportClaim) async throws(ExportSourceError) -> any ByteSource

    /// Puts a claimed export where it stays, its papers first, under its own name or the nearest free one.
    ///
    /// - Parameters:
    ///   - claim: the export.
    ///   - place: where to.
    ///   - papers: what is told to staff about an export of that name.
    /// - Returns: where it stands now, in words that lead staff to it.
    /// - Throws: `ExportSourceError`; the export goes on to be claimed then.
    func rest(
        _ claim: ExportClaim, at place: RestingPlace, papers: @Sendable (_ name: String) -> [ExportPaper]
    ) async throws(ExportSourceError) -> String

    /// The terms of an approved export with what somebody has left beside it: how it is to be read. Asked for once its bytes
    /// are known to be held for review.
    func completed(_ terms: ExportTerms, of name: String) async -> ExportTerms

    /// What stands in the source and cannot be listed, such as a folder without the right to read it: exports may stand
    /// behind it. As of the last look.
    func obstacles() async -> [ExportObstacle]

    /// The seconds until an export that is there already may be listed as waiting; nil where there is none.
    func secondsUntilNext() async -> Double?
}
