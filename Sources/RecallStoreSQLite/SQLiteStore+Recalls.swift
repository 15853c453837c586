import GRDB
package import RecallCore
package import RecallPorts

extension SQLiteStore {
    /// Has a recall tried again: the calls so far count towards no limit any more, and an end that they came to, or a
    /// cancellation, ends it no longer; nor does a request that the provider refused hold it. Every other gate stays as it is; stops and holds of staff above all.
    package func retry(recall: String, now: Instant) async throws(StoreError) -> RecallAnswer {
        try await write { db in
            let isUnsettled = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM attempt
                        WHERE recall = ? AND state IN ('placing', 'following', 'unknown'))
                    """, arguments: [recall])
            if isUnsettled ?? false { return .unsettled }
            try db.execute(
                sql: "UPDATE recall SET cancelled = 0, refused = 0, set_aside_at = ? WHERE id = ? AND is_current = 1",
                arguments: [now, recall])
            guard db.changesCount == 1 else { return .gone }
            try Self.audit(actor.stored, "retry", recall, now: now, db)
            return .done
        }
    }

    /// Ends a recall: it is not called until staff have it tried again, or the patient has a new one. A call in progress
    /// goes on.
    package func cancel(recall: String, now: Instant) async throws(StoreError) -> RecallAnswer {
        try await write { db in
            try db.execute(
                sql: "UPDATE recall SET cancelled = 1, next_attempt_at = NULL WHERE id = ? AND is_current = 1",
                arguments: [recall])
            guard db.changesCount == 1 else { return .gone }
            try Self.audit(actor.stored, "cancel", recall, now: now, db)
            return .done
        }
    }
}
