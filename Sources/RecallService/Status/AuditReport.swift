import RecallCore
package import RecallPorts

/// The audit as `audit` prints it.
package enum AuditReport {
    package static func list(_ store: any Store) async throws(StoreError) -> PrintedList {
        PrintedList(
            headings: ["WHEN", "WHO", "WHAT", "OF WHAT"],
            rows: try await store.audit().map { entry in
                (
                    [
                        entry.at.description, AuditActor(name: entry.actor, place: entry.place).stored, entry.action,
                        entry.subject,
                    ],
                    .object([
                        ("id", .integer(Int(entry.id))), ("at", .string(entry.at.description)),
                        ("actor", .string(entry.actor)), ("place", .text(entry.place?.rawValue)),
                        ("action", .string(entry.action)), ("subject", .string(entry.subject)),
                    ])
                )
            })
    }
}
