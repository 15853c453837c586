import Foundation
import RecallCore
import RecallPages
import RecallPorts
import Testing

@testable import RecallService

/// Newer exports close the loop: bookings are seen in the diary or not, and what staff have done needs no more doing.
@Suite struct LoopTests {
    private static let header =
        "Appt ID,Date,Time,End Time,Optometrist,Room,Appt Type,Status,Patient No,Patient Name\r\n"

    /// A diary of three days. Each row is `TIME STATUS PATIENT` of 26 November; other places are free.
    private static func diary(_ rows: [(id: String, time: String, patient: String, name: String)]) -> String {
        var lines = header
        for row in rows {
            let status = row.patient.isEmpty && row.name.isEmpty ? "Free" : "Booked"
            lines +=
                "\(row.id),26/11/2026,\(row.time),,Dr A Shah,Room 1,Sight test,\(status),\(row.patient),\(row.name)\r\n"
        }
        // Rows that let the columns be told and the last day be known.
        for (index, day) in ["27/11/2026", "28/11/2026", "30/11/2026"].enumerated() {
            lines += "S9\(index)0,\(day),09:00,09:30,Dr A Shah,Room 1,Sight test,Booked,88\(index)1,\"Poole, Ida\"\r\n"
            lines += "S9\(index)1,\(day),09:30,10:00,Dr A Shah,Room 1,,Free,,\r\n"
            lines += "S9\(index)2,\(day),10:00,10:30,Dr B Lee,Room 2,,Free,,\r\n"
        }
        return lines
    }

    private static let free = diary([("S1", "10:00", "", ""), ("S2", "10:30", "", ""), ("S3", "11:00", "", "")])

    /// The rows of the outbox's files of a kind, as they stand, without the header.
    private func rows(_ kind: String, _ bench: Bench) throws -> [String] {
        try bench.outbox().filter { $0.hasPrefix(kind) }.sorted { $0.suffix(10) < $1.suffix(10) }.flatMap { name in
            try String(contentsOfFile: "\(bench.share)/outbox/\(name)", encoding: .utf8)
                .split(separator: "\r\n").dropFirst().map(String.init)
        }
    }

    @Test func `a newer diary confirms a booking, shows a conflict, or shows that the place has gone`() async throws {
        try await Bench.open { bench in
            #expect(try await bench.take("patients.csv", Bench.patients).state == .imported)
            #expect(try await bench.take("diary.csv", Self.free).state == .imported)
            for (index, patient) in ["10023", "10024", "10025"].enumerated() {
                try await bench.call(
                    patient, attempt: "a_\(index)", booking: (slot: "S\(index + 1)", start: 600 + index * 30))
            }
            try await bench.flush()
            #expect(try rows("bookings", bench).count { $0.contains(",requested,") } == 3)
            #expect(try await bench.page().bookings.count == 3)

            // Nobody has entered anything yet: the same places are free, in other bytes.
            let later = Bench.now.adding(hours: 1)
            let again = try await bench.take("diary-2.csv", Self.free + "\r\n", at: later)
            #expect(again.state == .imported, "\(again.reason)")
            try await bench.flush(at: later)
            #expect(try rows("bookings", bench).count == 3)

            let evening = Bench.now.adding(hours: 5)
            let entered = Self.diary([
                ("N71", "10:00", "10023", "\"Waterhouse, Ann (Mrs)\""), ("S2", "10:30", "77001", "\"Orr, Max\""),
            ])
            #expect(try await bench.take("diary-3.csv", entered, at: evening).state == .imported)
            try await bench.flush(at: evening)
            let told = try rows("bookings", bench)
            #expect(told.count == 6)
            for (patient, status) in [("10023", "confirmed"), ("10024", "conflict"), ("10025", "expired")] {
                let mine = told.filter { $0.contains(",\(patient),") }
                #expect(mine.count == 2)
                #expect(mine.last?.contains(",\(status),24/11/2026,10:00,") == true, "\(patient) \(mine)")
                let ids = Set(mine.compactMap { $0.split(separator: ",").first })
                #expect(ids.count == 2, "a later row is a line of its own")
            }
            let tasks = try rows("tasks", bench)
            #expect(tasks.count == 2)
            #expect(tasks.allSatisfy { $0.contains(",today,") })
            #expect(try await bench.page(at: evening).bookings.isEmpty)
            #expect(try await bench.page(at: evening).tasks.count == 2)

            // What has been said once is not said again.
            #expect(try await bench.take("diary-4.csv", entered + "\r\n", at: evening).state == .imported)
            try await bench.flush(at: evening)
            #expect(try rows("bookings", bench).count == 6)
        }
    }

    @Test func `a booking whose time has passed unseen has expired, and a task asks what became of it`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            try await bench.take("diary.csv", Self.free)
            try await bench.call("10023", attempt: "a_0", booking: (slot: "S1", start: 600))
            let after = try #require(Instant(iso: "2026-11-26T10:00:00Z"))
            #expect(try await bench.take("diary-2.csv", Self.free + "\r\n", at: after).state == .imported)
            try await bench.flush(at: after)
            #expect(try rows("bookings", bench).last?.contains(",expired,") == true)
            #expect(try rows("tasks", bench).last?.contains(",soon,") == true)
        }
    }

    @Test func `a newer patients export ends the recall and the tasks of those who were seen or are booked`()
        async throws
    {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            func task(_ id: String, _ patient: String, level: RiskLevel?) -> Event {
                var event = Bench.event(id, .tasks, patient: patient)
                event.priority = .today
                event.riskLevel = level
                return event
            }
            try await bench.tell([
                task("e_1", "10023", level: .urgent), task("e_2", "10024", level: .urgent),
                task("e_3", "10025", level: .urgent), task("e_4", "10023", level: nil),
            ])
            #expect(try await bench.status().practices.first?.tasksOpen == 4)
            let before = try await plan(bench, at: Bench.now)
            #expect(before["10023"]?.decision.gate?.code == .dryRun)
            #expect(before["10024"]?.decision.gate?.code == .dryRun)

            let later = Bench.now.adding(hours: 30)
            let newer = Bench.patients.replacing(
                "01/09/2023,01/09/2025,,N\r\n10024", with: "25/11/2026,25/11/2028,,N\r\n10024"
            )
            .replacing("07700 900124,01/09/2023,01/09/2025,,N", with: "07700 900124,01/09/2023,01/09/2025,03/12/2026,N")
            #expect(try await bench.take("patients-2.csv", newer, at: later).state == .imported)
            let after = try await plan(bench, at: later)
            #expect(
                after["10023"]?.decision.gate?.code == .recentlySeen || after["10023"]?.decision.gate?.code == .notDue)
            #expect(
                after["10023"]?.recallID != before["10023"]?.recallID
                    || after["10023"]?.assessment.due?.parts.year == 2028)
            #expect(after["10024"]?.decision.gate?.code == .futureAppointment)
            #expect(after["10025"]?.decision.gate?.code == .dryRun)
            let open = try await bench.store.report(
                practice: bench.practice.id, today: bench.practice.zone.day(of: later)
            ).openTasks.map(\.id)
            #expect(open == ["e_3", "e_4"], "the urgent ones that were seen or are booked are done")
        }
    }

    @Test func `a change of contact is ours until an export shows it taken over`() async throws {
        try await Bench.open { bench in
            try await bench.take("patients.csv", Bench.patients)
            var new = Bench.event("e_new", .contactUpdates, patient: "10023")
            new.change = .phoneNew
            new.oldValue = "+447700900123"
            new.newValue = "+447700900777"
            var stop = Bench.event("e_stop", .contactUpdates, patient: "10024")
            stop.change = .optedOutRecalls
            try await bench.tell([new, stop])
            func open() async throws -> [String] {
                try await bench.store.report(practice: bench.practice.id, today: bench.practice.zone.day(of: Bench.now))
                    .openContactUpdates.map(\.event.id)
            }
            #expect(try await open() == ["e_new", "e_stop"])
            try await bench.take("patients-2.csv", Bench.patients + "\r\n")
            #expect(try await open() == ["e_new", "e_stop"])
            let newer = Bench.patients.replacing("07700 900123", with: "07700 900777")
            #expect(try await bench.take("patients-3.csv", newer).state == .imported)
            #expect(try await open() == ["e_stop"])
            let stopped = newer.replacing(
                "07700 900124,01/09/2023,01/09/2025,,N", with: "07700 900124,01/09/2023,01/09/2025,,Y")
            #expect(try await bench.take("patients-4.csv", stopped).state == .imported)
            #expect(try await open() == [])
        }
    }

    private func plan(_ bench: Bench, at now: Instant) async throws -> [String: PlanLine] {
        let lines = try await Planning.plan(
            bench.practice, settings: bench.configuration.settings, store: bench.store, at: now)
        return Dictionary(uniqueKeysWithValues: lines.map { ($0.patientID, $0) })
    }
}
