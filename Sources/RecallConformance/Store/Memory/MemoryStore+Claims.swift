package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func noteClaim(_ claim: NotedClaim) async throws(StoreError) {
        try write { state in try state.claims.insert(claim, claim.id) }
    }

    package func notedClaims(practice: String) async throws(StoreError) -> [NotedClaim] {
        // The sort is stable, so that those of one moment keep their order.
        try read { state in
            state.claims.rows { $0.practice == practice }.sorted { $0.firstSeenAt < $1.firstSeenAt }
        }
    }

    package func forgetClaim(_ id: String) async throws(StoreError) {
        try write { state in _ = state.claims.remove { $0.id == id } }
    }

    package func isHeld(practice: String, sha256: String) async throws(StoreError) -> Bool {
        try read { state in
            state.exports.rows { $0.export.practice == practice && $0.export.sha256 == sha256 }
                .max { $0.id < $1.id }?.state == .review
        }
    }

    package func rejectHeld(
        place: String, newPlace: String, practice: String, now: Instant
    ) async throws(StoreError) -> Bool {
        try write { state in
            let held = state.exports.rows {
                $0.export.practice == practice && $0.place == place && $0.state == .review
            }.max { $0.id < $1.id }
            guard let held else { return false }
            state.exports.update(held.id) { row in
                row.state = .rejected
                row.place = newPlace
            }
            try state.note(actor, "reject", "a file of \(practice)", now: now)
            return true
        }
    }
}
