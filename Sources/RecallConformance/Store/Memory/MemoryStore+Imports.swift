package import RecallCore
package import RecallPorts

/// Takes the patients of one export, inside its transaction.
final class MemoryPatientImport: PatientImport {
    var state: MemoryState
    private let export: Int64
    private let columns: [ExportColumn]
    let practice: String
    private let now: Instant
    private let merge: @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient
    let forgotten: Forgotten
    private(set) var count = 0
    private(set) var conflicts: Set<String> = []
    private var tally: ImportTally
    private var saidBefore: [Int64: SaidAgainstCalls] = [:]
    var change: ImportChange { tally.change }
    /// The patients of the practice, by their numbers as these are compared.
    var known: [String: Int64]

    fileprivate init(
        _ state: MemoryState, export: Int64, columns: [ExportColumn], practice: String, patientsBefore: Int,
        now: Instant,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient
    ) {
        self.state = state
        self.export = export
        self.columns = columns
        self.practice = practice
        self.now = now
        self.merge = merge
        forgotten = state.forgotten
        tally = ImportTally(patientsBefore: patientsBefore)
        known = Dictionary(
            state.patients.rows { $0.practice == practice }.map { ($0.numberKey, $0.key) }, uniquingKeysWith: { $1 })
    }

    func add(_ patient: ImportedPatient) throws {
        let row = known[PatientIdentity.key(patient.patientID)].flatMap { state.patients[$0] }
        let change = RegisterChange(lastSeenIn: row?.export, importing: export)
        if change.isAnotherPatient { count += 1 }
        guard let row else {
            tally.noteNew()
            return try insert(patient)
        }
        if change == .renewed, !row.hasConflict, PatientIdentity.isAnotherPerson(patient.facts, than: row.facts) {
            tally.note(patient.patientID, before: row.facts, after: patient.facts)
            return try hand(patient.patientID, from: row, to: patient)
        }
        var patient = patient
        if change == .repeated, let cycle = state.currentRecall(of: row.key)?.cycle {
            let earlier = ImportedPatient(
                patientID: row.patientID, read: row.read, facts: row.facts, cycle: cycle)
            if earlier.isInConflict(with: patient) { conflicts.insert(row.patientID) }
            patient = try merge(earlier, patient)
            patient.patientID = earlier.patientID
            patient = restated(patient, after: [], row: ReadRow(row: 0, line: 0), export: 0, kept: row.kept)
            endRelease(patient, row.key)
            tally.noteJoined(patient.patientID, after: patient.facts)
        } else {
            patient = restated(patient, after: row)
            tally.note(patient.patientID, before: row.facts, after: patient.facts)
        }
        try renew(patient, key: row.key)
    }

    func renew(_ patient: ImportedPatient, key: Int64) throws {
        let hasConflict = conflicts.contains(patient.patientID)
        state.patients.update(key) { row in
            row.earlierNumbers = PatientIdentity.earlierNumbers(
                row.earlierNumbers, before: row.facts, now: patient.facts)
            row.patientID = patient.patientID
            row.export = export
            row.hasConflict = hasConflict
            row.read = patient.read
            row.kept = patient.kept
            row.facts = patient.facts
        }
        try stepRecall(patient: key, cycle: patient.cycle)
    }

    /// The patient with what this export leaves standing of the one that held the record last.
    func restated(_ patient: ImportedPatient, after row: PatientRow) -> ImportedPatient {
        let patient = restated(
            patient, after: state.exports[row.export]?.reading?.columns ?? [], row: row.read, export: row.export,
            kept: row.kept)
        if row.facts.isHeldUntilReleased { saidBefore[row.key] = SaidAgainstCalls(row.read, kept: row.kept) }
        endRelease(patient, row.key)
        return patient
    }

    /// What staff have released is looked at once more where something was added to it.
    private func endRelease(_ patient: ImportedPatient, _ key: Int64) {
        guard patient.facts.isHeldUntilReleased,
            SaidAgainstCalls(patient.read, kept: patient.kept).adds(to: saidBefore[key]),
            let recall = state.currentRecall(of: key)
        else { return }
        state.recalls.update(recall.id) { $0.isReleased = false }
    }

    private func restated(
        _ patient: ImportedPatient, after columns: [ExportColumn], row: ReadRow, export: Int64, kept: [KeptCell]
    ) -> ImportedPatient {
        var statement = ExportStatement(columns: self.columns, after: columns)
        var memo = RowMemo()
        return patient.keeping(
            statement.kept(by: patient.read, earlier: row, of: export, kept: kept), memo: &memo)
    }

    func insert(_ patient: ImportedPatient, isAnotherPerson: Bool = false) throws {
        let key = state.newKey()
        known[PatientIdentity.key(patient.patientID)] = key
        var row = PatientRow(
            key: key, practice: practice, patientID: patient.patientID, export: export, hasConflict: false,
            read: patient.read, kept: [], facts: patient.facts)
        if isAnotherPerson { row.anotherPerson = .open }
        try state.patients.insert(row, key)
        try beginRecall(patient: key, cycle: patient.cycle, isHeld: false)
    }

    func stop(_ number: PhoneNumber, by entry: Forgotten.Number) throws {
        _ = try state.add(
            Stop(
                practice: entry.practice, phone: number, patientID: nil, reason: entry.reason, source: entry.source),
            now: now)
    }

    private func beginRecall(patient: Int64, cycle: String, isHeld: Bool) throws {
        let id = "r_\(state.newKey())"
        try state.recalls.insert(
            RecallRow(
                id: id, patient: patient, practice: practice, cycle: cycle, openedAt: now, isHeldByStaff: isHeld), id)
    }

    /// Begins, resumes, moves or ends the recalls of a patient as the export's cycle asks.
    private func stepRecall(patient: Int64, cycle: String) throws {
        let row = state.currentRecall(of: patient)
        let current = row.map { row in
            let attempts = state.attempts.rows { $0.attempt.recall == row.id && $0.counts }
            return RecallCycle.Current(
                cycle: row.cycle, isHeldByStaff: row.isHeldByStaff, isReleasedByStaff: row.isReleased,
                isCancelled: row.isCancelled, isUrgentTaskRaised: row.isUrgentTaskRaised,
                hasAttempts: !attempts.isEmpty, isBusy: attempts.contains(where: \.isLive))
        }
        let step = RecallCycle.step(to: cycle, current: current) {
            let earlier = state.recalls.rows { $0.patient == patient && $0.cycle == cycle && !$0.isCurrent }.last
            return earlier.map { RecallCycle.Earlier(id: $0.id, isHeldByStaff: $0.isHeldByStaff) }
        }
        switch step {
        case .keep: break
        case .move: if let row { state.recalls.update(row.id) { $0.cycle = cycle } }
        case .begin(let isHeld):
            endRecall(row)
            try beginRecall(patient: patient, cycle: cycle, isHeld: isHeld)
        case .resume(let earlier, let isHeld):
            endRecall(row)
            state.recalls.update(earlier) { row in
                row.isCurrent = true
                row.isHeldByStaff = isHeld
            }
        }
    }

    private func endRecall(_ row: RecallRow?) {
        guard let row else { return }
        state.recalls.update(row.id) { row in
            row.isCurrent = false
            row.nextAttemptAt = nil
        }
    }
}

/// Takes the entries of one do-not-call list, inside its transaction.
final class MemoryStopImport: StopImport {
    fileprivate var state: MemoryState
    private let export: Int64
    private let now: Instant
    private var tally: ListTally
    private(set) var count = 0

    var change: ListChange { tally.change }

    fileprivate init(_ state: MemoryState, export: Int64, practice: String, now: Instant) {
        self.state = state
        self.export = export
        self.now = now
        tally = ListTally(
            standing: StopList(
                state.stops.rows { $0.endedAt == nil && ($0.stop.practice ?? practice) == practice }.map(\.stop)))
        for row in state.patients.rows(where: { $0.practice == practice }) {
            tally.noteKnown(row.patientID, row.facts)
        }
    }

    func add(_ stop: Stop) throws {
        tally.note(stop)
        if try state.add(stop, export: export, now: now) { count += 1 }
    }
}

/// Takes the slots of one diary, inside its transaction.
final class MemorySlotImport: SlotImport {
    fileprivate var state: MemoryState
    private let export: Int64
    private let practice: String
    private let now: Instant
    let openBookings: [OpenBooking]
    let forgotten: Forgotten
    let branches: Set<String>
    private(set) var count = 0

    fileprivate init(_ state: MemoryState, export: Int64, practice: String, now: Instant) {
        self.state = state
        self.export = export
        self.practice = practice
        self.now = now
        branches = Set(state.branches.rows { $0.practice == practice }.map(\.name))
        openBookings = state.openBookings(practice, now: now)
        forgotten = state.forgotten
    }

    func patientNames() throws -> PatientNames {
        var names = PatientNames()
        for row in state.patients.rows(where: { $0.practice == practice && $0.formerKey == nil }) {
            names.note(row.patientID, row.facts.name)
        }
        return names
    }

    func add(_ slot: Slot) throws {
        var slot = slot
        // Whose place it is, the number tells.
        slot.name = PersonName()
        slot.patientID = slot.patientID.map(PatientIdentity.key)
        try state.slots.insert(SlotRow(practice: practice, slot: slot, export: export), state.newKey())
        count += 1
    }

    func settle(_ booking: OpenBooking, _ change: BookingChange) throws {
        let place = change.appointment
        let isHeld =
            BookingStatus.holdingPlace.contains(change.status)
            && state.bookings.contains { row in
                row.attempt != booking.attempt && row.practice == practice && row.appointment.slotID == place.slotID
                    && BookingStatus.holdingPlace.contains(row.status)
            }
        guard !isHeld else { return }
        let isChanged = state.bookings.update(booking.attempt, where: { $0.status == booking.status }) { row in
            row.status = change.status
            row.appointment = place
        }
        guard isChanged else { return }
        if let day = change.reopensOn, let recall = state.attempts[booking.attempt]?.attempt.recall {
            state.recalls.update(recall, where: \.isCurrent) { row in
                row.setAsideAt = now
                row.reopensOn = day
            }
        }
        for event in change.events {
            try state.insert(
                event, practice: practice, patient: state.bookings[booking.attempt]?.patient,
                attempt: booking.attempt, now: now)
        }
    }

    func remember(
        _ appointments: [KnownAppointment], replacing cover: DiaryCover?, forgetting before: Day
    ) throws {
        state.appointments.remove { row in
            row.practice == practice
                && (row.appointment.day < before || cover?.covers(row.appointment) ?? false)
        }
        for appointment in appointments where appointment.day >= before {
            let key = AppointmentKey(practice: practice, patientID: appointment.patientID, day: appointment.day)
            state.appointments.remove(where: { row in
                row.practice == practice && row.appointment.patientID == key.patientID
                    && row.appointment.day == key.day
            })
            try state.appointments.insert(AppointmentRow(practice: practice, appointment: appointment), key)
        }
    }
}

extension MemoryStore {
    package func export(claim: String) async throws(StoreError) -> StoredExport? {
        try read { state in state.exports.rows { $0.export.claim == claim }.first?.stored }
    }

    package func exports(practice: String, limit: Int) async throws(StoreError) -> [StoredExport] {
        try read { state in
            Array(state.newestExports { $0.export.practice == practice }.prefix(limit))
        }
    }

    package func isNewest(
        practice: String, kind: String, fingerprint: String, sha256: String
    ) async throws(StoreError) -> Bool {
        try read { state in
            state.newest(practice, kind: kind, fingerprint: fingerprint, sha256: sha256) != nil
        }
    }

    package func sayAgain(
        _ export: ClaimedExport, reading: ImportedReading, reason: String, now: Instant
    ) async throws(StoreError) -> Bool {
        try write { state in
            guard
                let newest = state.newest(
                    export.practice, kind: reading.kind, fingerprint: reading.fingerprint, sha256: export.sha256)
            else { return false }
            _ = try state.insert(export, .duplicate, reading: nil, rows: 0, reason: reason, now: now)
            state.exports.update(newest.id) { $0.saidAt = max($0.saidAt, export.firstSeenAt) }
            return true
        }
    }

    package func decide(
        _ export: ClaimedExport, state decision: ExportState, reading: ImportedReading?, rows: Int, reason: String,
        now: Instant
    ) async throws(StoreError) {
        try write { state in
            _ = try state.insert(export, decision, reading: reading, rows: rows, reason: reason, now: now)
        }
    }

    package func recordPlace(claim: String, place: String) async throws(StoreError) {
        try write { state in
            _ = state.exports.update(
                where: { $0.export.claim == claim && $0.place == nil }, { $0.place = place })
            state.claims.remove { $0.id == claim }
        }
    }

    package func safetyFields(practice: String, kind: String) async throws(StoreError) -> Set<Field> {
        try read { state in
            let newest = state.exports.rows {
                $0.export.practice == practice && $0.reading?.kind == kind && $0.state == .imported
            }.last
            return Set(newest?.reading?.safetyFields ?? [])
        }
    }

    package func patientsByTellingField(practice: String) async throws(StoreError) -> [Field: Int] {
        try read { state in
            state.patients.rows { $0.practice == practice }.reduce(into: [:]) { counts, row in
                for field in ExportStatement.fieldsThatTell(row.read.joined(row.kept)) {
                    counts[field, default: 0] += 1
                }
            }
        }
    }

    package func importPatients(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        merge: @escaping @Sendable (ImportedPatient, ImportedPatient) throws -> ImportedPatient,
        isDealtWith: @escaping @Sendable (Event, PatientFacts, Outcome?) -> Bool,
        conflictTask: @escaping @Sendable (String) throws -> Event,
        body: @escaping @Sendable (any PatientImport) throws -> ImportCounts
    ) async throws(StoreError) -> PatientImportResult {
        try write { state in
            let before = state
            let patientsBefore =
                reading.isPart
                ? 0
                : state.exports.rows {
                    $0.export.practice == export.practice && $0.reading?.kind == reading.kind && $0.state == .imported
                        && $0.reading?.fingerprint == reading.fingerprint && $0.reading?.isPart == false
                }.last?.patients ?? 0
            let id = try state.insert(export, .imported, reading: reading, rows: 0, reason: "", now: now)
            let known = Set(
                state.patients.rows { $0.practice == export.practice && $0.hasConflict }.map(\.numberKey))
            let patients = MemoryPatientImport(
                state, export: id, columns: reading.columns, practice: export.practice,
                patientsBefore: patientsBefore, now: now, merge: merge)
            var counts = try body(patients)
            guard counts.held.isEmpty else {
                state = before
                return PatientImportResult(counts: counts, conflicts: [])
            }
            state = patients.state
            counts.stored = patients.count
            for patientID in patients.conflicts.sorted() where !known.contains(PatientIdentity.key(patientID)) {
                try state.insert(
                    try conflictTask(patientID), practice: export.practice,
                    patient: state.patient(export.practice, patientID)?.key, attempt: nil, now: now)
            }
            state.endLines(of: id, now: now, isDealtWith)
            try state.withdrawTasks(of: export.practice, now: now)
            try state.note(
                counts.warning, as: AlertCode.exportWithoutRisk.rawValue, practice: export.practice, now: now)
            state.exports.update(id) { $0.patients = patients.count }
            state.finish(id, counts)
            return PatientImportResult(counts: counts, conflicts: patients.conflicts)
        }
    }

    package func importSlots(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any SlotImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try write { state in
            let practice = export.practice
            let before = state
            let id = try state.insert(export, .imported, reading: reading, rows: 0, reason: "", now: now)
            state.slots.remove { $0.practice == practice }
            let slots = MemorySlotImport(state, export: id, practice: practice, now: now)
            var counts = try body(slots)
            guard counts.held.isEmpty else {
                state = before
                return counts
            }
            state = slots.state
            let named = Set(state.slots.rows { $0.practice == practice }.map(\.slot.branch)).subtracting([""])
            for name in named.subtracting(slots.branches) {
                let branch = BranchKey(practice: practice, name: name)
                try state.branches.insert(branch, branch)
            }
            let free = Set(
                state.slots.rows {
                    $0.practice == practice && $0.slot.status == .free && !state.isNumberTaken($0)
                }.map(\.key))
            state.reservations.remove { $0.key.practice == practice && !free.contains($0.key) }
            counts.stored = slots.count
            state.finish(id, counts)
            return counts
        }
    }

    package func importStops(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable (any StopImport) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try write { state in
            let before = state
            let id = try state.insert(export, .imported, reading: reading, rows: 0, reason: "", now: now)
            let stops = MemoryStopImport(state, export: id, practice: export.practice, now: now)
            var counts = try body(stops)
            guard counts.held.isEmpty else {
                state = before
                return counts
            }
            state = stops.state
            if stops.count > 0 { try state.withdrawTasks(of: export.practice, now: now) }
            counts.stored = stops.count
            state.finish(id, counts)
            return counts
        }
    }

    package func importOpenings(
        _ export: ClaimedExport, reading: ImportedReading, now: Instant,
        body: @escaping @Sendable ((ImportedOpening) throws -> Void) throws -> ImportCounts
    ) async throws(StoreError) -> ImportCounts {
        try write { state in
            let id = try state.insert(export, .imported, reading: reading, rows: 0, reason: "", now: now)
            var openings: [ImportedOpening] = []
            var counts = try body { openings.append($0) }
            state.openings.remove(where: { $0.practice == export.practice })
            try state.openings.insert(OpeningsRow(practice: export.practice, openings: openings), export.practice)
            counts.stored = openings.count
            state.finish(id, counts)
            return counts
        }
    }

    package func unusableRows(claim: String) async throws(StoreError) -> [UnusableRow] {
        try read { state in state.exports.rows { $0.export.claim == claim }.first?.unusable ?? [] }
    }

    package func openings(practice: String) async throws(StoreError) -> [ImportedOpening] {
        try read { state in state.openings[practice]?.openings ?? [] }
    }

    package func learnedLayouts(practice: String) async throws(StoreError) -> [LearnedLayout] {
        try read { state in
            state.layouts.rows { $0.key.practice == practice }.map(\.layout)
                .sorted { $0.fingerprint < $1.fingerprint }
        }
    }

    package func forgetLayout(
        practice: String, fingerprint: String, now: Instant
    ) async throws(StoreError) -> Bool {
        try write { state in
            let key = LayoutKey(practice: practice, fingerprint: fingerprint)
            guard !state.layouts.remove(where: { $0.key == key }).isEmpty else { return false }
            try state.note(actor, "forget layout", "a layout of \(practice)", now: now)
            return true
        }
    }

    package func learnLayout(
        practice: String, fingerprint: String, body: String, now: Instant
    ) async throws(StoreError) {
        try write { state in
            let key = LayoutKey(practice: practice, fingerprint: fingerprint)
            let row = LayoutRow(key: key, body: body, approver: actor, learnedAt: now)
            if !state.layouts.update(key, { $0 = row }) { try state.layouts.insert(row, key) }
            try state.note(actor, "approve", "a layout of \(practice)", now: now)
        }
    }

    package func archivedExports(practice: String, before: Instant) async throws(StoreError) -> [ArchivedExport] {
        try read { state in
            state.exports.rows {
                $0.export.practice == practice && $0.decidedAt < before && $0.place?.hasPrefix("archive/") ?? false
            }.map {
                ArchivedExport(id: $0.id, place: $0.place ?? "", sha256: $0.export.sha256, bytes: $0.export.bytes)
            }
        }
    }

    package func forgetArchived(
        _ export: Int64, practice: String, wasThere: Bool, now: Instant
    ) async throws(StoreError) {
        try write { state in
            state.exports.update(export) { row in
                row.place = ""
                row.export.name = ""
            }
            let change = wasThere ? "" : ", which was no longer as it was put there"
            try state.note(
                AuditActor(name: "retention", place: nil), "aged out",
                "\(practice): archived export \(export)\(change)", now: now)
        }
    }
}

extension MemoryState {
    /// Stores an export. Its claim is its own, and the same bytes are imported once for a practice.
    fileprivate mutating func insert(
        _ export: ClaimedExport, _ state: ExportState, reading: ImportedReading?, rows: Int, reason: String,
        now: Instant
    ) throws(StoreError) -> Int64 {
        guard !exports.contains(where: { $0.export.claim == export.claim }) else {
            throw .refused("a claim is decided once")
        }
        if state == .imported, let reading {
            let newest = newest(
                export.practice, kind: reading.kind, fingerprint: reading.fingerprint, sha256: export.sha256)
            guard newest == nil else { throw .refused("the newest export is imported once") }
        }
        let id = newKey()
        try exports.insert(
            ExportRow(
                id: id, export: export, decidedAt: now, state: state, reading: reading, rows: rows, reason: reason,
                saidAt: export.firstSeenAt),
            id)
        return id
    }

    fileprivate mutating func finish(_ export: Int64, _ counts: ImportCounts) {
        exports.update(export) { row in
            row.rows = counts.rows
            row.unusableRows = counts.unusableRows
            row.unusable = counts.unusable
        }
    }

    /// The newest imported export of a kind, where it has these bytes and this header.
    fileprivate func newest(_ practice: String, kind: String, fingerprint: String, sha256: String) -> ExportRow? {
        let newest = exports.rows {
            $0.export.practice == practice && $0.reading?.kind == kind && $0.state == .imported
        }.last
        guard let newest, newest.reading?.fingerprint == fingerprint, newest.export.sha256 == sha256 else { return nil }
        return newest
    }

    /// The exports that `condition` holds for, newest first.
    func newestExports(where condition: (ExportRow) -> Bool) -> [StoredExport] {
        exports.rows(where: condition).reversed().sorted { $0.export.firstSeenAt > $1.export.firstSeenAt }
            .map(\.stored)
    }

    /// Ends the tasks and the changes of contact that an export shows to be dealt with.
    fileprivate mutating func endLines(
        of export: Int64, now: Instant, _ isDealtWith: (Event, PatientFacts, Outcome?) -> Bool
    ) {
        for row in events.rows(where: \.isOpen) {
            guard let patient = row.patient.flatMap({ patients[$0] }), patient.export == export,
                isDealtWith(row.event, patient.facts, row.attempt.flatMap { attempts[$0]?.attempt.outcome })
            else { continue }
            events.update(row.event.id) { $0.doneAt = now }
        }
    }

    /// The bookings of a practice that have not ended, the earliest first.
    fileprivate func openBookings(_ practice: String, now: Instant) -> [OpenBooking] {
        let oldest = now.adding(hours: -24 * DiaryReconciler.daysFollowed)
        return bookings.rows { $0.practice == practice }.compactMap { row -> OpenBooking? in
            let isCurrent = attempts[row.attempt].flatMap { recalls[$0.attempt.recall] }?.isCurrent ?? false
            let isFollowed = row.status == .confirmed && isCurrent && row.bookedAt >= oldest
            guard row.status == .requested || isFollowed, let patient = patients[row.patient],
                let export = exports[patient.export],
                let told = events.rows(where: { $0.attempt == row.attempt && $0.event.kind == .bookings }).first
            else { return nil }
            return OpenBooking(
                attempt: row.attempt, patientID: patient.patientID, name: patient.facts.name,
                appointment: row.appointment, told: told.event, status: row.status,
                recordSeenAt: export.saidAt)
        }.sorted { ($0.appointment.day, $0.appointment.start) < ($1.appointment.day, $1.appointment.start) }
    }
}
