package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func addStop(_ entry: Stop, now: Instant) async throws(StoreError) -> Bool {
        try write { state in
            let isNew = try state.add(entry, by: actor, now: now)
            if isNew { try state.withdrawTasks(of: entry.practice, now: now) }
            return isNew
        }
    }

    package func endStops(
        practice: String?, phone: PhoneNumber?, patientID: String?, hashes: [String], reason: String, now: Instant
    ) async throws(StoreError) -> Int {
        try write { state in
            let key = patientID.map(PatientIdentity.key)
            let ended = state.stops.update(
                where: { row in
                    guard row.endedAt == nil else { return false }
                    let isNumber = phone != nil && row.stop.phone == phone
                    if practice == nil, isNumber, row.stop.patientID != nil { return true }
                    return row.stop.practice == practice && (isNumber || key != nil && row.stop.patientID == key)
                },
                { $0.endedAt = now })
            if ended > 0, let phone { state.resumeRecalls(on: phone, of: practice, now: now) }
            if ended > 0 { try state.note(actor, "unsuppress", "\(ended) entries: \(reason)", now: now) }
            let hashes = Set(hashes)
            let returned =
                state.forgottenPatients.remove(where: { hashes.contains($0.hash) }).count
                + state.forgottenNumbers.remove(where: { hashes.contains($0.hash) }).count
            state.forgottenPatients.remove { $0.belongsTo.map(hashes.contains) ?? false }
            if returned > 0 { try state.note(actor, "unsuppress", "\(returned) forgotten", now: now) }
            return ended + returned
        }
    }

    package func stopExports(practice: String) async throws(StoreError) -> [StopExport] {
        try read { state in
            let standing = Dictionary(
                grouping: state.stops.rows { $0.endedAt == nil }.compactMap(\.export), by: { $0 })
            return state.exports.rows { $0.export.practice == practice }.compactMap { row in
                standing[row.id].map { entries in
                    StopExport(
                        id: row.id, practice: practice, name: row.export.name, place: row.place,
                        entries: entries.count)
                }
            }.sorted { $0.id > $1.id }
        }
    }

    package func endStops(
        ofExport export: Int64, reason: String, now: Instant
    ) async throws(StoreError) -> EndedStops {
        try write { state in
            let standing = state.stops.rows { $0.endedAt == nil }
            let kept = standing.filter { gone in
                gone.export == export
                    && standing.contains { other in
                        other.export != export && other.stop.phone == gone.stop.phone
                            && other.stop.patientID == gone.stop.patientID
                            && (other.stop.practice == nil || other.stop.practice == gone.stop.practice)
                    }
            }
            let ended = state.stops.update(
                where: { $0.endedAt == nil && $0.export == export }, { $0.endedAt = now })
            if ended > 0 {
                try state.note(actor, "unsuppress", "\(ended) entries of export \(export): \(reason)", now: now)
            }
            return EndedStops(ended: ended, kept: kept.count)
        }
    }
}

extension MemoryState {
    /// Has the recalls go on that ended because a telephone was said to be the wrong one, now that a person has opened it.
    fileprivate mutating func resumeRecalls(on phone: PhoneNumber, of practice: String?, now: Instant) {
        let ended = Set(
            attempts.rows { $0.attempt.phone == phone && $0.attempt.outcome == .wrongNumber }.map(\.attempt.recall))
        recalls.update(
            where: { $0.isCurrent && ended.contains($0.id) && (practice == nil || $0.practice == practice) },
            { $0.setAsideAt = now })
    }

    /// Adds an entry; one of the same source that stands already is kept as it is.
    ///
    /// - Parameters:
    ///   - stop: Who is not to be called.
    ///   - export: The do-not-call list that brought it; nil where somebody else asked for it.
    ///   - actor: Who adds it.
    ///   - now: The moment.
    /// - Returns: Whether it is new.
    /// - Throws: `StoreError.refused` where it names neither a number nor a patient of a practice.
    mutating func add(
        _ stop: Stop, export: Int64? = nil, by actor: AuditActor = .recalld, now: Instant
    ) throws(StoreError) -> Bool {
        guard stop.phone != nil || stop.patientID != nil, stop.patientID == nil || stop.practice != nil else {
            throw .refused("a stop names a number or a patient of a practice")
        }
        let stands = stops.contains { row in
            row.endedAt == nil && row.stop.practice == stop.practice && row.stop.phone == stop.phone
                && row.stop.patientID == stop.patientID && row.stop.source == stop.source && row.export == export
        }
        guard !stands else { return false }
        try stops.insert(StopRow(stop: stop, export: export), newKey())
        // What recalld does by itself is noted by where it had it from.
        let source = actor == .recalld ? AuditActor(name: stop.source, place: nil) : actor
        try note(source, "suppress", stop.phone == nil ? "a patient" : "a number", now: now)
        return true
    }
}
