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

    /// Remembers how somebody has approved that exports with this header are read.
    func learn(_ recognition: Recognition, _ kind: ExportKind, by approver: AuditActor, now: Instant) async throws {
        // Without a header, nothing tells the next file from any other of as many columns.
        guard recognition.hasHeader else { return }
        let keys = Layout.keys(of: recognition.columns.map(\.header))
        let layout = Layout(
            name: "approved-\(kind.rawValue)", family: practice.id, kind: kind, provenance: "approved by staff",
            columns: Dictionary(zip(keys, recognition.columns.map(\.field)), uniquingKeysWith: { first, _ in first }),
            dateOrder: recognition.dateOrder, source: .learned,
            scope: recognition.layout.scope == .whole ? nil : recognition.layout.scope)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try await store.acting(as: approver).learnLayout(
            practice: practice.id, fingerprint: recognition.fingerprint,
            body: String(decoding: try encoder.encode(layout), as: UTF8.self), now: now)
    }
}
