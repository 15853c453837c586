import RecallCore
import RecallPorts

/// All that stores of one database remember.
struct MemoryState: Sendable {
    var exports = MemoryTable<Int64, ExportRow>()
    var patients = MemoryTable<Int64, PatientRow>()
    var recalls = MemoryTable<String, RecallRow>()
    var attempts = MemoryTable<String, AttemptRow>()
    /// The patients whose requests were refused since one was last accepted.
    var refusedRequests = MemoryTable<Int64, Int64>()
    var slots = MemoryTable<Int64, SlotRow>()
    /// The names of branches that imported diaries had.
    var branches = MemoryTable<BranchKey, BranchKey>()
    var reservations = MemoryTable<SlotKey, ReservationRow>()
    var bookings = MemoryTable<String, BookingRow>()
    var appointments = MemoryTable<AppointmentKey, AppointmentRow>()
    var stops = MemoryTable<Int64, StopRow>()
    var keptCalls = MemoryTable<Int64, KeptCallRow>()
    var forgottenPatients = MemoryTable<String, ForgottenPatientRow>()
    var forgottenNumbers = MemoryTable<String, ForgottenNumberRow>()
    var outboxFiles = MemoryTable<Int64, OutboxRow>()
    var summaries = MemoryTable<SummaryKey, SummaryRow>()
    var events = MemoryTable<String, EventRow>()
    var openings = MemoryTable<String, OpeningsRow>()
    var layouts = MemoryTable<LayoutKey, LayoutRow>()
    var claims = MemoryTable<String, NotedClaim>()
    var shares = MemoryTable<String, ShareRow>()
    var pauses = MemoryTable<String, PauseRow>()
    var providers = MemoryTable<Int, ProviderState>()
    var clocks = MemoryTable<Int, ClockRow>()
    var alerts = MemoryTable<AlertKey, Alert>()
    var audit = MemoryTable<Int64, AuditEntry>()
    /// The key of the hashes; empty before anybody was forgotten.
    var hashKey: [UInt8] = []
    private var lastKey: Int64 = 0

    /// A key that was never given before.
    mutating func newKey() -> Int64 {
        lastKey += 1
        return lastKey
    }

    /// The number of rows of each table.
    var counts: [TableCount] {
        let counts = [
            ("alert", alerts.count), ("appointment", appointments.count), ("attempt", attempts.count),
            ("audit", audit.count), ("booking", bookings.count), ("branch", branches.count), ("claim", claims.count),
            ("clock", clocks.count),
            ("event", events.count), ("export", exports.count),
            ("forgotten", forgottenPatients.count + forgottenNumbers.count), ("kept_call", keptCalls.count),
            ("learned_layout", layouts.count),
            ("opening", openings.rows().map(\.openings.count).reduce(0, +)), ("outbox_file", outboxFiles.count),
            ("patient", patients.count), ("pause", pauses.count), ("provider", providers.count),
            ("recall", recalls.count), ("refused_request", refusedRequests.count), ("share", shares.count),
            ("slot", slots.count),
            ("slot_reservation", reservations.count), ("stop", stops.count), ("summary", summaries.count),
        ]
        return counts.map { TableCount(table: $0.0, rows: $0.1) }
    }

    /// How many rows have been put in, changed or taken away.
    var changes: Int {
        let kept =
            exports.changes + patients.changes + recalls.changes + attempts.changes + slots.changes
            + reservations.changes + bookings.changes + appointments.changes + stops.changes
        let told = outboxFiles.changes + summaries.changes + events.changes + alerts.changes + audit.changes
        let known =
            keptCalls.changes + forgottenPatients.changes + forgottenNumbers.changes + openings.changes
            + layouts.changes + shares.changes + claims.changes + branches.changes
        return kept + told + known + pauses.changes + providers.changes + refusedRequests.changes + clocks.changes
    }

    mutating func note(_ actor: AuditActor, _ action: String, _ subject: String, now: Instant) throws(StoreError) {
        let id = Int64(audit.count + 1)
        try audit.insert(AuditEntry(id: id, at: now, actor: actor, action: action, subject: subject), id)
    }

    // MARK: Patients

    func patient(_ practice: String, _ patientID: String) -> PatientRow? {
        let key = PatientIdentity.key(patientID)
        return patients.rows { $0.practice == practice && $0.numberKey == key }.first
    }

    func currentRecall(of patient: Int64) -> RecallRow? {
        recalls.rows { $0.patient == patient && $0.isCurrent }.first
    }

    /// Takes patients away, with all that was made of them.
    mutating func removePatients(_ keys: Set<Int64>) {
        patients.remove { keys.contains($0.key) }
        refusedRequests.remove { keys.contains($0) }
        removeRecalls(Set(recalls.rows { keys.contains($0.patient) }.map(\.id)))
        events.remove { $0.patient.map(keys.contains) ?? false }
    }

    /// Takes recalls away, with their attempts and all that these brought.
    mutating func removeRecalls(_ ids: Set<String>) {
        recalls.remove { ids.contains($0.id) }
        let gone = Set(attempts.remove { ids.contains($0.attempt.recall) }.map(\.attempt.id))
        guard !gone.isEmpty else { return }
        reservations.remove { gone.contains($0.attempt) }
        bookings.remove { gone.contains($0.attempt) }
        events.remove { $0.attempt.map(gone.contains) ?? false }
    }

    // MARK: Events

    mutating func insert(
        _ event: Event, practice: String, patient: Int64?, attempt: String?, now: Instant
    ) throws(StoreError) {
        try events.insert(
            EventRow(event: event, practice: practice, patient: patient, attempt: attempt, createdAt: now), event.id)
    }

    /// Rows of events in the order in which they came about.
    func events(where condition: (EventRow) -> Bool) -> [EventRow] {
        // The sort is stable, so that those of one moment keep their order.
        events.rows(where: condition).sorted { $0.createdAt < $1.createdAt }
    }

    /// The event of a row with the file that it stands in.
    func filed(_ row: EventRow) -> FiledEvent {
        FiledEvent(row.event, file: row.file.flatMap { outboxFiles[$0]?.file.name })
    }
}
