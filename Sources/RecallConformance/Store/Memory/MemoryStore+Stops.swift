package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func addStop(_ entry: Stop, now: Instant) async throws(StoreError) -> Bool {
        try write { state in try state.add(entry, by: actor, now: now) }
    }

    package func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, hashes: [String], reason: String, now: Instant
    ) async throws(StoreError) -> Int {
        try write { state in
            let ended = state.stops.update(
                where: { row in
                    row.endedAt == nil && row.stop.practice == practice
                        && (phone != nil && row.stop.phone == phone
                            || patientID != nil && row.stop.patientID == patientID)
                },
                { $0.endedAt = now })
            if ended > 0 { try state.note(actor, "unsuppress", "\(ended) entries: \(reason)", now: now) }
            let hashes = Set(hashes)
            let returned =
                state.forgottenPatients.remove(where: hashes.contains).count
                + state.forgottenNumbers.remove(where: { hashes.contains($0.hash) }).count
            if returned > 0 { try state.note(actor, "unsuppress", "\(returned) forgotten", now: now) }
            return ended + returned
        }
    }
}

extension MemoryState {
    /// Adds an entry; one that stands already is kept as it is.
    ///
    /// - Returns: Whether it is new.
    /// - Throws: `StoreError.refused` where it names neither a number nor a patient of a practice.
    mutating func add(_ stop: Stop, by actor: AuditActor = .recalld, now: Instant) throws(StoreError) -> Bool {
        guard stop.phone != nil || stop.patientID != nil, stop.patientID == nil || stop.practice != nil else {
            throw .refused("a stop names a number or a patient of a practice")
        }
        let stands = stops.contains { row in
            row.endedAt == nil && row.stop.practice == stop.practice && row.stop.phone == stop.phone
                && row.stop.patientID == stop.patientID
        }
        guard !stands else { return false }
        try stops.insert(StopRow(stop: stop), newKey())
        // What recalld does by itself is noted by where it had it from.
        let source = actor == .recalld ? AuditActor(name: stop.source, place: nil) : actor
        try note(source, "suppress", stop.phone == nil ? "a patient" : "a number", now: now)
        return true
    }
}
