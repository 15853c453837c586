import Foundation
import RecallCore
import RecallPorts

/// The layouts that a practice's exports are read by: those that staff have approved, its own, the shipped ones.
struct KnownLayouts: Sendable {
    let practice: PracticeContext
    let store: any Store

    /// All of them, those that staff have approved first.
    func all() async throws -> [Layout] {
        try await store.learnedLayouts(practice: practice.id).map { learned in
            var layout = try JSONDecoder().decode(Layout.self, from: Data(learned.body.utf8))
            layout.fingerprint = learned.fingerprint
            return layout
        } + practice.layouts
    }

    /// Remembers how somebody has approved that exports with this header are read; what a person at the machine has written
    /// as it stands, of all else only what switches no stop off.
    func learn(
        _ recognition: Recognition, _ kind: ExportKind, by approver: AuditActor, written: Layout?, now: Instant
    ) async throws {
        // Without a header, nothing tells the next file from any other of as many columns.
        guard recognition.hasHeader else { return }
        let isSaid = written != nil && approver.place != .folder
        guard let learnt = isSaid ? recognition.columns : recognition.columnsToLearn(as: kind) else { return }
        let keys = Layout.keys(of: recognition.columns.map(\.header))
        let fields = learnt.map { (keys[$0.column], $0.field) }
        let layout = Layout(
            name: "approved-\(kind.rawValue)", family: practice.id, kind: kind, provenance: "approved by staff",
            columns: Dictionary(fields, uniquingKeysWith: { first, _ in first }),
            dateOrder: recognition.dateOrder, source: .learned,
            scope: recognition.layout.scope == .whole ? nil : recognition.layout.scope,
            ordinaryWords: approver.place == .folder ? nil : recognition.approvedWords(written: written))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try await store.acting(as: approver).learnLayout(
            practice: practice.id, fingerprint: recognition.fingerprint,
            body: String(decoding: try encoder.encode(layout), as: UTF8.self), now: now)
    }
}
