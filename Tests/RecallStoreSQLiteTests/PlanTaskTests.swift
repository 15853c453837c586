import GRDB
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// The lines for staff that the plan brings: each once, however often the plan is made.
@Suite struct PlanTaskTests {
    /// Stores the plan of a moment; the reasons of the tasks that staff were told.
    private func tell(_ clinic: Clinic, at now: Instant) async throws -> [String] {
        let told = try await clinic.store.storeQueue(
            practice: clinic.practice, queue: PlannedQueue(try await clinic.plan(at: now)), now: now,
            task: { task, line, facts in
                task.event(
                    id: "e_\(line.patientID)_\(now.seconds)", about: line, name: facts.name, at: now, zone: clinic.zone)
            })
        let file = try await clinic.store.read { db in
            try String.fetchAll(
                db, sql: "SELECT body ->> '$.reason' FROM event WHERE kind = 'tasks' AND created_at = ?",
                arguments: [now])
        }
        #expect(file.count == told)
        return file
    }

    private static func urgent(_ id: String = "1", tested: String = "2024-09-01") throws -> ImportedPatient {
        var patient = try Clinic.patient(id, tested: tested)
        patient.facts.riskWord = .level(.urgent)
        return patient
    }

    @Test func `an urgent patient is told of once a recall`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Self.urgent(), try Clinic.patient("2", phone: "07700 900124")])
            #expect(try await tell(clinic, at: Clinic.now).count == 1)
            #expect(try await tell(clinic, at: Clinic.now.adding(hours: 1)).isEmpty)
            let tomorrow = Clinic.now.adding(hours: 24)
            try await clinic.importPatients([try Self.urgent()], at: tomorrow)
            #expect(try await tell(clinic, at: tomorrow).isEmpty, "the same recall, read again")
            let later = tomorrow.adding(hours: 1)
            try await clinic.importPatients([try Self.urgent(tested: "2024-10-01")], at: later)
            #expect(try await tell(clinic, at: later).count == 1, "a new sight test begins another recall")
        }
    }

    @Test func `a high risk whose calls the calendar overtook is told of once`() async throws {
        try await Clinic.open { clinic in
            var high = try Clinic.patient("1")
            high.facts.riskWord = .level(.high)
            var low = try Clinic.patient("2", phone: "07700 900124")
            low.facts.riskWord = .level(.low)
            let patients = [high, low]
            try await clinic.importPatients(patients)
            for (patient, attempt) in [("1", "a_1"), ("2", "a_2")] {
                _ = try await clinic.begun(patient: patient, id: attempt)
                _ = try await clinic.store.accept(attempt: attempt, callID: "call-\(attempt)", nextPollAt: Clinic.now)
                _ = try await clinic.settle(
                    attempt, .noAnswer, events: [Clinic.event("e_\(attempt)", patient: patient)])
            }
            #expect(try await tell(clinic, at: Clinic.now.adding(minutes: 5)).isEmpty, "it is tried again")

            let late = Clinic.now.adding(hours: 24 * 21).adding(minutes: 1)
            try await clinic.importPatients(patients, at: late)
            #expect(try await clinic.line("1", at: late).decision.gate?.code == .attemptLimit)
            let told = try await tell(clinic, at: late)
            #expect(told.count == 1)
            #expect(told.first?.hasPrefix("Could not be reached") == true)
            let stored = try await clinic.store.read { db in
                try String.fetchOne(
                    db, sql: "SELECT body ->> '$.callID' FROM event WHERE attempt = 'a_1' AND kind = 'tasks'")
            }
            #expect(stored == "call-a_1")
            #expect(try await tell(clinic, at: late.adding(hours: 1)).isEmpty)
        }
    }

    @Test func `a high risk whose last call has told staff is not told of again`() async throws {
        try await Clinic.open { clinic in
            var high = try Clinic.patient("1")
            high.facts.riskWord = .level(.high)
            try await clinic.importPatients([high])
            for number in 0..<3 {
                let now = Clinic.now.adding(hours: 24 * number)
                _ = try await clinic.begun(patient: "1", id: "a_\(number)", at: now)
                let task = number == 2 ? [Clinic.event("e_last", .tasks)] : []
                _ = try await clinic.settle("a_\(number)", .noAnswer, events: task, at: now)
            }
            let now = Clinic.now.adding(hours: 73)
            #expect(try await clinic.line("1", at: now).decision.gate?.code == .attemptLimit)
            #expect(try await tell(clinic, at: now).isEmpty)
        }
    }

    @Test func `two patients with one id and different birth dates are held, and told of once while they are`()
        async throws
    {
        try await Clinic.open { clinic in
            func take(_ births: [String], _ hours: Int) async throws -> Int {
                let patients = try births.enumerated().map { try Clinic.patient("9", born: $1, row: $0) }
                let now = Clinic.now.adding(hours: hours)
                try await clinic.importPatients(patients, at: now)
                return try await clinic.store.read { db in
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM event WHERE kind = 'tasks' AND created_at = ?", arguments: [now])
                        ?? 0
                }
            }
            let first = try await take(["1950-01-01", "1990-01-01"], 0)
            #expect(first == 1)
            #expect(try await clinic.line("9").decision.gate?.code == .held)
            #expect(try await take(["1950-01-01", "1990-01-01"], 1) == 0)
            #expect(try await clinic.line("9").decision.gate?.code == .held)
            #expect(try await take(["1950-01-01"], 2) == 0)
            #expect(try await clinic.line("9").decision.isOpen)
            #expect(try await take(["1990-01-01", "1950-01-01"], 3) == 1)
            #expect(try await take(["1950-01-01", "1950-01-01"], 4) == 0, "one patient in two rows")
        }
    }
}
