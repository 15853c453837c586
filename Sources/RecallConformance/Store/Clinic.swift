import Foundation
package import RecallCore
package import RecallPorts
import Testing

/// A practice with a store of its own, for one check, and what happens there.
package struct Clinic: Sendable {
    /// A Tuesday, ten in the morning in London.
    package static let now = Instant(iso: "2026-11-24T10:00:00Z") ?? Instant(milliseconds: 0)

    /// Computed once: it takes longer than everything that is asked of it.
    private static let holidays = BankHolidays()

    package var store: any Store
    package let zone: Zone
    package var rules: PracticeRules
    package var practice = "harbour-lane"
    /// Opens the same store once more.
    package private(set) var openStore: StoreOpener
    private let makeStore: StoreMaker

    /// The local date of `now`.
    package var today: Day { zone.day(of: Self.now) }

    /// Opens a store for the practice.
    ///
    /// - Parameter makeStore: Makes a store that nobody has used.
    /// - Throws: What it throws, or that the zone of London could not be read.
    package init(_ makeStore: @escaping StoreMaker) async throws {
        self.makeStore = makeStore
        openStore = try await makeStore()
        store = try await openStore()
        zone = try Zone(
            tzif: [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/London"))), name: "Europe/London")
        let phone = try #require(PhoneNumber(e164: "+441632960001"))
        rules = PracticeRules(id: practice, name: "Harbour Lane", nation: .england, phone: phone)
        // Its diary has a place every day.
        rules.calling.sunday = .usualSaturday
    }

    /// The clinic with a store that nobody has used; the one before is closed.
    ///
    /// - Throws: What closing, making or opening a store throws.
    package func withNewStore() async throws -> Clinic {
        try store.close()
        var clinic = self
        clinic.openStore = try await makeStore()
        clinic.store = try await clinic.openStore()
        return clinic
    }

    /// The clinic after a restart: the same store, opened anew.
    ///
    /// - Throws: What opening the store throws.
    package func reopened() async throws -> Clinic {
        var clinic = self
        clinic.store = try await openStore()
        return clinic
    }

    // MARK: Reading

    package func claim(
        _ name: String, id: String? = nil, bytes: String? = nil, at now: Instant = Clinic.now
    ) -> ClaimedExport {
        ClaimedExport(
            practice: practice, name: name, claim: id ?? "\(name)-\(UUID().uuidString)",
            sha256: bytes ?? UUID().uuidString,
            bytes: 100, firstSeenAt: now)
    }

    package static let patientsReading = ImportedReading(
        kind: "patients", layout: "test", fingerprint: "f", safetyFields: [.deceased, .doNotContact])

    package static let diaryReading = ImportedReading(
        kind: "slots", layout: "test", fingerprint: "d", safetyFields: [])

    /// A patient tested more than two years ago, so overdue on `now`.
    package static func patient(
        _ id: String, phone: String = "07700 900123", last: String = "Waterhouse", tested: String = "2024-09-01",
        first: String? = nil, born: String = "1980-05-04", row: Int = 0, notes: [Cell] = []
    ) throws -> ImportedPatient {
        let read = ReadRow(
            row: row, line: row + 2, cells: notes,
            dates: [
                .dateOfBirth: try #require(Day(iso: born)), .lastExamDate: try #require(Day(iso: tested)),
            ],
            phones: phone.isEmpty
                ? [] : [ReadPhone(column: 3, field: .mobilePhone, reading: PhoneReader.read(phone))],
            name: PersonName(title: "Mrs", first: first ?? forename(of: id), last: last))
        return ImportedPatient(patientID: id, read: read, facts: PatientFacts(row: read), cycle: tested)
    }

    /// A forename of a patient's own: two who share a telephone and a date of birth are two people.
    private static func forename(of id: String) -> String {
        let letters = id.unicodeScalars.filter { $0 != "1" }.map { UInt8(97 + $0.value % 26) }
        return "Ann" + String(decoding: letters, as: UTF8.self)
    }

    @discardableResult
    package func importPatients(
        _ patients: [ImportedPatient], bytes: String? = nil, at now: Instant = Clinic.now,
        reading: ImportedReading = patientsReading, store other: (any Store)? = nil
    ) async throws -> PatientImportResult {
        try await (other ?? store).importPatients(
            claim("patients.csv", bytes: bytes, at: now), reading: reading, now: now,
            merge: { earlier, later in
                var joined = later
                joined.facts.doNotContact = earlier.facts.doNotContact || later.facts.doNotContact
                return joined
            },
            isDealtWith: { _, _, _ in false },
            conflictTask: { Clinic.event("e_conflict_\($0)_\(now.seconds)", .tasks, patient: $0) },
            body: { importing in
                for patient in patients { try importing.add(patient) }
                return ImportCounts(rows: patients.count)
            })
    }

    /// A diary with free places of half an hour from 26 November on, one a day at half past ten.
    package func importDiary(
        free: Int, taken: Set<Int> = [], by patient: String = "someone", at now: Instant = Clinic.now
    ) async throws {
        let first = try #require(Day(iso: "2026-11-26"))
        let today = zone.day(of: now)
        let rows = (0..<free).map { number in
            Slot(
                key: "S\(number)", day: first.adding(days: number), start: 630, end: 660,
                practitioner: "Dr A Shah", room: "1", type: "Sight test",
                status: taken.contains(number) ? .booked : .free,
                patientID: taken.contains(number) ? patient : nil)
        }
        _ = try await store.importSlots(
            claim("diary.csv", at: now),
            reading: Self.diaryReading, now: now
        ) { slots in
            try slots.add(rows, today: today)
            return ImportCounts(rows: free)
        }
    }

    // MARK: Deciding

    package func context(at now: Instant = Clinic.now) -> @Sendable (PracticeLimits) -> GateContext {
        let hours = OpeningHours(rules: rules, zone: zone, holidays: Self.holidays, maxCallMinutes: 6)
        return { [rules, zone] limits in
            var context = GateContext(
                rules: rules, hours: hours, zone: zone, now: now, isPaused: limits.isPaused,
                isProviderStopped: limits.provider.word == .stopped, callsToday: limits.callsToday,
                callsPerDay: 100, spendToday: limits.spendToday, spendPerDay: 25, isInboxStuck: limits.isInboxStuck)
            context.isClockUnsure = limits.clockDoubt?.shutsGate(at: now) ?? false
            return context
        }
    }

    package func plan(at now: Instant = Clinic.now) async throws -> [PlanLine] {
        try await store.plan(practice: practice, today: zone.day(of: now), context: context(at: now))
    }

    package func line(_ patient: String, at now: Instant = Clinic.now) async throws -> PlanLine {
        try #require(try await plan(at: now).first { $0.patientID == patient }, "no line of the plan for \(patient)")
    }

    package func begin(
        _ recall: String, id: String = "a_\(UUID().uuidString)", at now: Instant = Clinic.now, maxConcurrent: Int = 5,
        store other: (any Store)? = nil
    ) async throws -> AttemptBeginning {
        try await (other ?? store).beginAttempt(
            recall: DueRecall(recall: recall, practice: practice), id: id, now: now, localTime: zone.local(now),
            maxConcurrent: maxConcurrent, maxCallMinutes: 6, slots: rules.slots, staleAfterDays: 14,
            context: context(at: now))
    }

    /// An attempt that has certainly begun.
    package func begun(patient: String, id: String, at now: Instant = Clinic.now) async throws -> CallSubject {
        guard case .begun(let subject) = try await begin(try await line(patient, at: now).recallID, id: id, at: now)
        else { throw Unexpected("the attempt \(id) was to begin") }
        return subject
    }

    // MARK: Ending

    package static func event(_ id: String, _ kind: EventKind = .outcomes, patient: String = "1") -> Event {
        Event(id: id, kind: kind, patientID: patient, name: PersonName(last: "W"), phone: nil, at: now)
    }

    package func settle(
        _ attempt: String, _ outcome: Outcome, from states: Set<AttemptState> = [.placing, .following, .unknown],
        events: [Event] = [], stops: [Stop] = [], booking: Appointment? = nil, at now: Instant = Clinic.now
    ) async throws -> Settlement? {
        try await store.finishAttempt(attempt: attempt, from: states, now: now) { _ in
            Settlement(outcome: outcome, stops: stops, booking: booking, events: events)
        }
    }

    package func outboxFile(_ kind: EventKind = .outcomes, at now: Instant = Clinic.now) async throws -> OutboxFile? {
        try await store.makeOutboxFile(practice: practice, kind: kind, now: now) { number, events in
            RenderedFile(
                name: "\(kind.rawValue)-\(number).csv",
                content: Data(events.map(\.id).joined(separator: "\n").utf8), replacedCharacters: 0)
        }
    }
}

extension SlotImport {
    /// Stores the rows of a diary with the appointments that they show.
    package func add(_ rows: [Slot], today: Day) throws {
        var appointments = DiaryAppointments()
        for row in rows {
            try add(row)
            appointments.note(row)
        }
        try remember(
            appointments.appointments, replacing: appointments.cover(today: today),
            forgetting: today.adding(days: -DiaryAppointments.daysRemembered))
    }
}
