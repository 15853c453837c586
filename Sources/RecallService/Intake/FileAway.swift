import RecallCore
import RecallPorts

/// Puts exports into the archive that are imported, or were before.
struct FileAway: Sendable {
    let practice: PracticeContext
    let runtime: Runtime
    let source: any ExportSource

    /// Puts an export away of which it is stored what it came to; rows that cannot be used are written out first.
    func put(
        _ claim: ExportClaim, state: ExportState, kind: String? = nil, counts: ImportCounts = ImportCounts(),
        paper: UnusableRowsPaper? = nil, today: Day
    ) async throws -> Importer.Result {
        let place = try await source.rest(claim, at: .archive(today)) { name in
            paper.map { [$0.paper(of: name)] } ?? []
        }
        try await runtime.store.recordPlace(claim: claim.id, place: place)
        CrashPoint.reached(.placeStored)
        await runtime.pageSignal.wake()
        return Importer.Result(
            state: state, kind: kind, rows: counts.rows, unusableRows: counts.unusableRows, stored: counts.stored,
            place: place, warning: counts.warning)
    }
}
