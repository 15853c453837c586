import Foundation
package import RecallCore
package import RecallPorts
import RecallSystem

/// The layouts that a practice's exports are read by because somebody has said so, as people are shown them.
package struct ShownLayout: Equatable, Sendable {
    /// Short, and the same as long as the header is.
    package var id: String
    /// What tells its header from others.
    package var fingerprint: String
    package var kind: String
    /// How many columns it has, and the headers of those that are used for nothing.
    package var columns: Int
    package var unused: [String]
    package var approver: AuditActor?
    package var learnedAt: Instant

    /// Who said so, in words.
    package var approvedBy: String {
        switch approver {
        case nil: "not noted"
        case .some(let actor) where actor.place == .folder: "moved on the share"
        case .some(let actor): actor.stored
        }
    }

    package var json: JSONValue {
        .object([
            ("id", .string(id)), ("kind", .string(kind)), ("columns", .integer(columns)),
            ("unused", .array(unused.map { .string($0) })), ("approved_by", .string(approvedBy)),
            ("approved_at", .moment(learnedAt)),
        ])
    }

    /// The same without the words of its header, which are the practice's own.
    var summary: JSONValue {
        .object([
            ("id", .string(id)), ("kind", .string(kind)), ("columns", .integer(columns)),
            ("unused", .integer(unused.count)), ("approved_by", .string(ShownText.line(approvedBy))),
            ("approved_at", .moment(learnedAt)),
        ])
    }

    /// The layouts of a practice, the newest first.
    package static func all(of practice: String, store: any Store) async throws -> [ShownLayout] {
        try await store.learnedLayouts(practice: practice).map(Self.init).sorted {
            ($1.learnedAt, $0.fingerprint) < ($0.learnedAt, $1.fingerprint)
        }
    }

    private init(_ learned: LearnedLayout) throws {
        let layout = try JSONDecoder().decode(Layout.self, from: Data(learned.body.utf8))
        id = String(Digest.hex(Array(learned.fingerprint.utf8)).prefix(8))
        fingerprint = learned.fingerprint
        kind = layout.kind.rawValue
        columns = layout.columns.count
        unused = layout.columns.filter { $0.value == nil }.map { ShownText.line($0.key, upTo: 60) }.sorted()
        approver = learned.approver
        learnedAt = learned.learnedAt
    }
}

extension Listings {
    /// The layouts that practices have learnt.
    package static func layouts(_ practices: [PracticeContext], store: any Store) async throws -> PrintedList {
        var rows: [(cells: [String], json: JSONValue)] = []
        for practice in practices {
            for layout in try await ShownLayout.all(of: practice.id, store: store) {
                let unused = layout.unused.isEmpty ? "none" : layout.unused.joined(separator: ", ")
                rows.append(
                    (
                        [
                            layout.id, practice.id, layout.kind, "\(layout.columns)", layout.approvedBy,
                            MomentWords.stamp(layout.learnedAt, practice.zone), unused,
                        ],
                        layout.json
                    ))
            }
        }
        return PrintedList(
            headings: ["LAYOUT", "PRACTICE", "KIND", "COLUMNS", "APPROVED BY", "WHEN", "USED FOR NOTHING"], rows: rows)
    }
}
