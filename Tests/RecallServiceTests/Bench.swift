import Foundation
import Logging
import RecallConformance
import RecallCore
import RecallPages
import RecallPorts
import RecallSystem
import RecallTestSupport
import Testing

@testable import RecallService

/// A practice with its share, its database and the services' runtime in a temporary folder; nobody is dialled.
struct Bench: Sendable {
    /// A Tuesday, ten in the morning in London.
    static let now = Instant(iso: "2026-11-24T10:00:00Z") ?? Instant(milliseconds: 0)

    let root: String
    let configuration: LoadedConfiguration
    let store: any Store
    let practice: PracticeContext

    var share: String { practice.settings.folder }
    var state: String { configuration.settings.stateDirectory }

    /// Runs `body` with a new practice, and takes it away afterwards.
    ///
    /// - Parameters:
    ///   - extra: Lines for the practice's file.
    ///   - isInMemory: Whether the store is the one in memory, for rules of services that no disk has a part in.
    ///   - body: What is tried.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or what stands in the way of a practice.
    static func open<Value>(
        practice extra: String = "", isInMemory: Bool = false, _ body: (Bench) async throws -> Value
    ) async throws -> Value {
        let root = FileManager.default.temporaryDirectory.appending(path: "recalld-bench-\(UUID().uuidString)").path
        for folder in ["share", "state", "practices.d"] {
            try FileManager.default.createDirectory(
                atPath: "\(root)/\(folder)", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        }
        defer {
            do {
                try FileManager.default.removeItem(atPath: root)
            } catch {
                Issue.record("\(root) could not be removed: \(error)")
            }
        }
        try Data("state_directory = \"\(root)/state\"\n".utf8).write(to: URL(filePath: root + "/recalld.toml"))
        try Data(
            """
            name = "Harbour Lane Opticians"
            folder = "\(root)/share"
            phone = "+441632960001"
            \(extra)
            """.utf8
        ).write(to: URL(filePath: root + "/practices.d/harbour-lane.toml"))
        let configuration = try LoadedConfiguration.load(
            path: root + "/recalld.toml", environment: ["RECALLD_DATA": Fixtures.root.appending(path: "Config").path])
        let practice = try #require(configuration.practices.first)
        let store: any Store =
            isInMemory ? MemoryStore() : try StoreFile.open(configuration.settings.stateDirectory)
        try PracticeFolders.make(in: try SharedFolder(path: practice.settings.folder))
        let value = try await body(Bench(root: root, configuration: configuration, store: store, practice: practice))
        try store.close()
        return value
    }

    /// What the services share, at a moment of the test's own.
    func runtime(at now: Instant = Bench.now) -> Runtime {
        Runtime(
            setup: Runtime.Setup(configuration: configuration), store: store,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { now })
    }

    /// What somebody at the practice may do.
    func operations(as actor: AuditActor = AuditActor(name: "alice", place: .command), at now: Instant = Bench.now)
        -> Operations
    {
        Operations(configuration: configuration, store: store, actor: actor, clock: { now })
    }

    /// Imports an export by the way that `recalld import` goes.
    @discardableResult
    func take(_ name: String, _ text: String, at now: Instant = Bench.now) async throws -> HandImport {
        let path = "\(root)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return try await HandImport.take(path, practice: practice, configuration: configuration, store: store, now: now)
    }

    /// Stores lines of news and writes them into the outbox.
    func tell(_ events: [Event], at now: Instant = Bench.now) async throws {
        try await store.tell(events, practice: practice.id, now: now)
        try await flush(at: now)
    }

    /// Has the outbox written as the daemon does.
    func flush(at now: Instant = Bench.now) async throws {
        _ = try await OutboxWriter(runtime: runtime(at: now)).runOnce()
    }

    func status(at now: Instant = Bench.now) async throws -> StatusReport {
        try await StatusReport.make(
            configuration, store: store,
            running: RunningDaemon(process: 1, note: DaemonNote(since: now, isLive: configuration.settings.isLive)),
            now: now)
    }

    func page(at now: Instant = Bench.now) async throws -> PageContent {
        try await PageReport.content(practice, runtime: runtime(at: now))
    }

    /// The names in a folder of the share, in the order of the alphabet.
    func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(share)/\(folder)").sorted()
    }

    /// The files of the outbox.
    func outbox() throws -> [String] { try names("outbox").filter { $0.hasSuffix(".csv") } }

    static func event(_ id: String, _ kind: EventKind = .outcomes, patient: String = "1") -> Event {
        Event(
            id: id, kind: kind, patientID: patient, name: PersonName(title: "Mrs", first: "Ann", last: "Waterhouse"),
            phone: PhoneNumber(e164: "+447700900321"), at: now)
    }
}

extension Bench {
    /// Three patients who are overdue, in an export that is taken without a question.
    static let patients = """
        Patient No,Title,Forename,Surname,DOB,Mobile,Last Eye Test,Recall Due,Next Appointment,Do Not Contact\r
        10023,Mrs,Ann,Waterhouse,04/05/1980,07700 900123,01/09/2023,01/09/2025,,N\r
        10024,Mr,Tom,Lee,04/05/1981,07700 900124,01/09/2023,01/09/2025,,N\r
        10025,Mr,Ian,Poole,04/05/1982,07700 900125,01/09/2023,01/09/2025,,N\r

        """

    /// A call to a patient that has come to its end, with a booking of half an hour on 26 November where one is given.
    func call(
        _ patient: String, attempt: String, outcome: Outcome = .booked, booking: (slot: String, start: Int)? = nil,
        isSettled: Bool = true, at now: Instant = Bench.now
    ) async throws {
        var live = configuration.settings
        live.isLive = true
        let settings = live
        let lines = try await Planning.plan(practice, settings: settings, store: store, at: now)
        let line = try #require(lines.first { $0.patientID == patient })
        let beginning = try await store.beginAttempt(
            recall: DueRecall(recall: line.recallID, practice: practice.id), id: attempt, now: now,
            localTime: practice.zone.local(now), maxConcurrent: 5, maxCallMinutes: 6, slots: practice.rules.slots,
            staleAfterDays: 14, context: Planning.context(practice, settings: settings, now: now, isFilePaused: false))
        guard case .begun = beginning else {
            Issue.record("the attempt \(attempt) did not begin: \(beginning)")
            return
        }
        #expect(try await store.accept(attempt: attempt, callID: "call-\(attempt)", nextPollAt: now))
        guard isSettled else { return }
        let day = try #require(Day(iso: "2026-11-26"))
        let appointment = booking.map {
            Appointment(
                day: day, start: $0.start, end: $0.start + 30, practitioner: "Dr A Shah", type: "Sight test",
                room: "Room 1", slotID: $0.slot)
        }
        _ = try await store.finishAttempt(attempt: attempt, from: [.following], now: now) { subject in
            var event = Event(
                id: "e_\(attempt)", kind: appointment == nil ? .outcomes : .bookings, patientID: subject.patientID,
                name: subject.facts.name, phone: subject.attempt.phone, at: now, attempt: attempt,
                callID: "call-\(attempt)")
            event.outcome = outcome
            event.appointment = appointment
            event.bookingStatus = appointment.map { _ in .requested }
            return Settlement(outcome: outcome, booking: appointment, events: [event])
        }
    }
}
