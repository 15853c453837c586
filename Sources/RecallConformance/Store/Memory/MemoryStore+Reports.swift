package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func report(practice: String, today: Day) async throws(StoreError) -> PracticeReport {
        try read { state in
            func exports(_ kind: String?, _ decision: ExportState) -> [StoredExport] {
                let found = state.newestExports { row in
                    row.export.practice == practice && row.state == decision
                        && (kind == nil || row.reading?.kind == kind)
                }
                return Array(found.sorted { $0.saidAt > $1.saidAt }.prefix(100))
            }
            func lines(_ kind: EventKind, where condition: (EventRow) -> Bool) -> [EventRow] {
                state.events { $0.practice == practice && $0.event.kind == kind && condition($0) }
            }
            let patients = exports("patients", .imported)
            let diaries = exports("slots", .imported)
            let own = state.attempts.rows { $0.attempt.practice == practice }
            let calls = own.filter { $0.localDay == today && $0.counts }
                .sorted { $0.attempt.startedAt > $1.attempt.startedAt }.prefix(200)
            var outcomes: [Day: [Outcome: Int]] = [:]
            for row in own where row.localDay > today.adding(days: -28) {
                if let outcome = row.attempt.outcome { outcomes[row.localDay, default: [:]][outcome, default: 0] += 1 }
            }
            return PracticeReport(
                newestPatients: patients.first, newestDiary: diaries.first,
                patientsSeenAt: patients.map(\.saidAt), diariesSeenAt: diaries.map(\.saidAt),
                inReview: exports(nil, .review), rejected: exports(nil, .rejected),
                callsToday: calls.compactMap(state.callOfDay),
                openTasks: lines(.tasks, where: \.isOpen).map(\.event),
                openBookings: lines(.bookings) { row in
                    guard let booking = row.attempt.flatMap({ state.bookings[$0] }) else { return false }
                    return booking.status == .requested && booking.appointment.day >= today
                }.map(state.filed),
                openContactUpdates: lines(.contactUpdates, where: \.isOpen).map(state.filed),
                outcomes: outcomes, uncollected: state.uncollected(practice),
                unknown: own.count { $0.attempt.state == .unknown })
        }
    }

    package func counts(practice: String, today: Day) async throws(StoreError) -> PracticeCounts {
        try read { state in
            let attempts = state.attempts.rows { $0.attempt.practice == practice }
            let uncollected = state.uncollected(practice)
            var counts = PracticeCounts()
            counts.patients = state.patients.rows { $0.practice == practice }.count
            counts.callsToday = attempts.count { $0.localDay == today && $0.counts }
            counts.callsInProgress = attempts.count(where: \.isInProgress)
            counts.unknown = attempts.count { $0.attempt.state == .unknown }
            counts.openTasks =
                state.events.rows { $0.practice == practice && $0.event.kind == .tasks && $0.isOpen }.count
            counts.uncollected = uncollected.count
            counts.oldestUncollectedAt = uncollected.compactMap(\.writtenAt).min()
            counts.newestPatientsAt = state.exports.rows {
                $0.export.practice == practice && $0.reading?.kind == "patients" && $0.state == .imported
            }.map(\.saidAt).max()
            return counts
        }
    }

    package func tableCounts() async throws(StoreError) -> [TableCount] { try read(\.counts) }

    package func recordAudit(_ action: String, subject: String, now: Instant) async throws(StoreError) {
        try write { state in try state.note(actor, action, subject, now: now) }
    }

    package func audit() async throws(StoreError) -> [AuditEntry] { try read { state in state.audit.rows() } }

    // MARK: Shares

    package func knownShare(practice: String) async throws(StoreError) -> KnownShare? {
        try read { state in state.shares[practice]?.share }
    }

    package func practice(ofMark mark: String) async throws(StoreError) -> String? {
        try read { state in state.shares.rows { $0.share.mark == mark }.map(\.practice).min() }
    }

    package func remember(_ share: KnownShare, practice: String) async throws(StoreError) {
        try write { state in
            if !state.shares.update(practice, { $0.share = share }) {
                try state.shares.insert(ShareRow(practice: practice, share: share), practice)
            }
        }
    }

    package func forgetShare(practice: String, now: Instant) async throws(StoreError) {
        try write { state in
            state.shares.remove { $0.practice == practice }
            try state.note(actor, "practice moved", practice, now: now)
        }
    }
}

extension MemoryState {
    fileprivate func callOfDay(_ row: AttemptRow) -> CallOfDay? {
        guard let patient = patients[row.attempt.patient] else { return nil }
        return CallOfDay(
            startedAt: row.attempt.startedAt, patientID: patient.patientID, name: patient.facts.name,
            outcome: row.attempt.state == .unknown ? .unknown : row.attempt.outcome)
    }
}
