import Foundation
import GRDB
import RecallCore
import RecallStoreSQLite
import RecallTestSupport

/// Measures how fast decisions are made, on one core: the plan of 100,000 patients from their facts, and the next recall to
/// dial from a queue of 1,000,000, with the way in which SQLite finds it.
///
/// Run it as it ships: `swift run -c release deciding-benchmark`.
@main
enum DecidingBenchmark {
    static func main() async throws {
        try plan(of: 100_000)
        try await queue(of: 1_000_000)
    }

    /// A clinic day, ten in the morning.
    private static let now = Instant(seconds: 1_795_514_400)

    // MARK: Grading and gating

    private static func plan(of count: Int) throws {
        guard let phone = PhoneNumber(e164: "+441632960001") else { throw Alert.noNumber }
        let rules = PracticeRules(id: "bench", name: "Bench", nation: .england, phone: phone)
        let hours = OpeningHours(rules: rules, zone: .london, holidays: BankHolidays(), maxCallMinutes: 6)
        let context = GateContext(rules: rules, hours: hours, zone: .london, now: now)
        var random = SeededGenerator(seed: 2026)
        let patients = try (0..<count).map { try patient($0, &random) }
        let clock = ContinuousClock()
        var times: [Duration] = []
        var open = 0
        for _ in 0..<5 {
            var lines: [PlanLine] = []
            times.append(clock.measure { lines = Planner.plan(patients, context: context) })
            open = lines.count { $0.decision.isOpen }
        }
        print("plan: \(count) patients graded, gated and put in order, \(open) of them open")
        print("plan: \(milliseconds(times.sorted()[2])) ms (middle of \(times.count); the aim is 1000 ms)")
    }

    /// A patient as an export has them: a third with something clinical, some with a note.
    private static func patient(_ number: Int, _ random: inout SeededGenerator) throws -> PlanPatient {
        let today = now.seconds / 86_400
        let born = Day(number: today - Int.random(in: 1_500...33_000, using: &random))
        let tested = Day(number: today - Int.random(in: 100...2_500, using: &random))
        var cells: [Cell] = []
        func add(_ field: Field, _ header: String, _ words: [String]) {
            let text = words.randomElement(using: &random) ?? ""
            if !text.isEmpty { cells.append(Cell(column: cells.count, field: field, header: header, text: text)) }
        }
        add(.flagDiabetes, "Diabetic", ["N", "N", "N", "Y", ""])
        add(.flagGlaucoma, "Glaucoma", ["N", "N", "N", "N", "Y"])
        add(.flagFamilyHistoryGlaucoma, "FH Glaucoma", ["N", "N", "Y", ""])
        add(
            .flagOtherClinical, "Notes",
            ["", "", "", "no glaucoma, under HES", "mother has glaucoma", "drops: timolol"])
        let row = ReadRow(
            row: number, line: number + 2, cells: cells, dates: [.dateOfBirth: born, .lastExamDate: tested],
            name: PersonName(title: "Mrs", first: "Ann", last: "Ash\(number % 997)"))
        var facts = PatientFacts(row: row)
        guard let phone = PhoneNumber(e164: "+4474\(10_000_000 + number)") else { throw Alert.noNumber }
        facts.numbers = [phone]
        facts.hasReadNumber = true
        return PlanPatient(
            patientID: "\(number)", recallID: "r_\(number)", facts: facts, exportSeenAt: now.adding(hours: -20))
    }

    // MARK: The queue

    private static func queue(of count: Int) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "recalld-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                print("\(folder.path) could not be removed")
            }
        }
        let store = try SQLiteStore(path: folder.appending(path: "recalld.sqlite").path) { "\($0)_\(UUID().uuidString)" }
        let practices = ["north", "south", "east", "west"]
        let now = now
        try await store.write { db in
            for practice in practices {
                try db.execute(
                    sql: """
                        INSERT INTO export (practice, name, claim, sha256, bytes, first_seen_at, decided_at, state)
                        VALUES (?1, '', ?1, ?1, 0, 0, 0, 'imported')
                        """, arguments: [practice])
            }
            // The first nine tenths of the order wait for Monday or for their spacing; the rest may be tried at once.
            try db.execute(
                sql: """
                    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < ?1 - 1)
                    INSERT INTO patient (id, practice, patient_id, export, row, line, read, facts)
                    SELECT n + 1, (SELECT practice FROM export WHERE id = n % 4 + 1), n, n % 4 + 1, 0, 0, '', ''
                    FROM number
                    """, arguments: [count])
            try db.execute(
                sql: """
                    INSERT INTO recall (id, patient, practice, cycle, is_current, opened_at, queue_order, next_attempt_at)
                    SELECT 'r_' || id, id, practice, '', 1, 0, id / 4,
                        CASE WHEN id % 50 = 0 THEN NULL WHEN id < ?1 * 9 / 10 THEN ?2 + id % 2000 * 60000 ELSE 0 END
                    FROM patient
                    """, arguments: [count, now.adding(minutes: 1)])
            try db.execute(sql: "ANALYZE")
        }
        for line in try await store.queryPlans().queue { print("queue: \(line)") }
        let clock = ContinuousClock()
        var times: [Duration] = []
        var order = 0
        for _ in 0..<1_000 {
            let begin = clock.now
            let due = try await store.dueRecalls(practices: practices, now: now, limit: 1)
            times.append(clock.now - begin)
            order += due.count
        }
        times.sort()
        print("queue: the next of \(count) recalls found \(order) times")
        print(
            "queue: \(milliseconds(times[500])) ms in the middle, \(milliseconds(times[990])) ms at the 99th of 100 (the aim is 1 ms)"
        )
        try store.close()
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return String(format: "%.3f", Double(seconds) * 1e3 + Double(attoseconds) / 1e15)
    }

    private enum Alert: Error {
        case noNumber
    }
}
