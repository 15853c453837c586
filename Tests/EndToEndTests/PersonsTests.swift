import Foundation
import RecallTestSupport
import Testing

/// Who must not be called again is not called under another number, nor under the same number written otherwise.
@Suite struct PersonsTests {
    private static let header = "Patient No,Forename,Surname,DOB,Mobile,Last Sight Test,Recall Date"

    private static func list(_ rows: String...) -> Data { Data(([header] + rows).joined(separator: "\r\n").utf8) }

    private static func row(
        _ number: String, _ first: String, _ last: String, born: String = "05/05/1950", mobile: String = "07700 900123"
    ) -> String { "\(number),\(first),\(last),\(born),\(mobile),01/02/2024,01/02/2026" }

    private static func gate(_ practice: RealPractice, _ number: String) throws -> String? {
        let line = try practice.json("plan").first { $0["patient_id"] as? String == number }
        return (line?["gate"] as? [String: Any])?["code"] as? String
    }

    /// Starts with a list, and waits for the outcome of the one call that it brings.
    private static func callOnce(_ practice: RealPractice, _ first: Data, outcome: String) async throws {
        let storm = StormPractice(practice)
        try await storm.start(
            ["--speed", "100"] + practice.script(always: outcome), concurrent: 2)
        try practice.drop(first, as: "first.csv")
        try practice.startDaemon()
        try await practice.eventually("the call has its outcome") {
            try practice.outboxFiles("outcomes").isEmpty ? nil : true
        }
    }

    private static func drop(_ practice: RealPractice, _ data: Data, as name: String, number: String) async throws {
        try practice.drop(data, as: name)
        try await practice.eventually("the list is read") {
            try practice.json("plan").contains { $0["patient_id"] as? String == number } ? true : nil
        }
    }

    @Test func `a number without its zeros is the patient of whom a death was told`() async throws {
        try await RealPractice.use { practice in
            let field = Fixtures.root.appending(path: "Tests/Fixtures/Field")
            try await Self.callOnce(
                practice, try Data(contentsOf: field.appending(path: "same-person.csv")), outcome: "deceased_reported")
            try await Self.drop(
                practice, try Data(contentsOf: field.appending(path: "same-person-zeros-lost.csv")), as: "second.csv",
                number: "123")
            let lines = try practice.json("plan")
            #expect(lines.count == 1 && lines.first?["state"] as? String == "suppressed")
            for number in ["123", "00123"] {
                #expect(try practice.recalld("why", number).output.contains("Patient 123"))
            }
            // Somebody else who is called shows that calls are placed again by now.
            try await Self.drop(
                practice,
                Self.list(Self.row("123", "Eve", "Young"), Self.row("5", "Tom", "Old", mobile: "07700 900124")),
                as: "third.csv", number: "5")
            try await practice.eventually("the other one is called") {
                try practice.ledgerLines("accepted").count == 2 ? true : nil
            }
            #expect(try Self.gate(practice, "123") == "opted_out" || Self.gate(practice, "123") == "deceased")
        }
    }

    @Test func `a person who declined is not called under another number, and staff are asked to join the two`()
        async throws
    {
        try await RealPractice.use { practice in
            try await Self.callOnce(practice, Self.list(Self.row("7", "Eve", "Young")), outcome: "declined")
            try await Self.drop(practice, Self.list(Self.row("4711", "EVE", "YOUNG")), as: "second.csv", number: "4711")
            try await practice.eventually("staff are told") {
                try practice.json("tasks").contains { ($0["reason"] as? String)?.contains("join the two") == true }
                    ? true : nil
            }
            #expect(try Self.gate(practice, "4711") == "same_person")
            #expect(try practice.ledgerLines("accepted").count == 1)
        }
    }

    @Test func `a number of another person is held with a task, until a person releases it`() async throws {
        try await RealPractice.use { practice in
            try await Self.callOnce(practice, Self.list(Self.row("7", "Eve", "Young")), outcome: "declined")
            try await Self.drop(
                practice, Self.list(Self.row("007", "Tom", "Old", born: "01/02/1980", mobile: "07700 900124")),
                as: "second.csv", number: "007")
            try await practice.eventually("staff are told") {
                try practice.json("tasks").contains { ($0["reason"] as? String)?.contains("somebody else") == true }
                    ? true : nil
            }
            let line = try practice.json("plan").first { $0["patient_id"] as? String == "007" }
            #expect(line?["state"] as? String == "held")
            #expect(try practice.recalld("release", line?["recall"] as? String ?? "").code == 0)
            try await practice.eventually("the new one is called") {
                try practice.ledgerLines("accepted").count == 2 ? true : nil
            }
        }
    }

    @Test func `a wrong telephone is closed for everybody on it, and a corrected one brings the recall back`()
        async throws
    {
        try await RealPractice.use { practice in
            let wrong = Self.list(Self.row("7", "Eve", "Young"), Self.row("8", "Adam", "Young"))
            try await Self.callOnce(practice, wrong, outcome: "wrong_number")
            let states = try practice.json("plan").compactMap { ($0["gate"] as? [String: Any])?["code"] as? String }
            #expect(states == ["no_usable_number", "no_usable_number"])
            try await Self.drop(
                practice,
                Self.list(
                    Self.row("7", "Eve", "Young", mobile: "07700 900125"),
                    Self.row("8", "Adam", "Young", mobile: "07700 900126"),
                    Self.row("9", "Tom", "Old", mobile: "07700 900127")),
                as: "second.csv", number: "9")
            for number in ["7", "8"] {
                let line = try practice.json("plan").first { $0["patient_id"] as? String == number }
                #expect(["waiting", "queued", "dialling", "in_call", "done"].contains(line?["state"] as? String ?? ""))
                #expect(try Self.gate(practice, number) != "no_usable_number" || line?["attempts"] as? Int != 0)
            }
        }
    }

    @Test func `who was forgotten does not come back under another number`() async throws {
        try await RealPractice.use { practice in
            try await Self.callOnce(practice, Self.list(Self.row("7", "Eve", "Young")), outcome: "declined")
            try await practice.eventually("the person is forgotten") {
                try practice.recalld("forget", "007", "--yes").code == 0 ? true : nil
            }
            try await Self.drop(
                practice,
                Self.list(Self.row("4711", "Eve", "Young"), Self.row("5", "Tom", "Old", mobile: "07700 900124")),
                as: "second.csv", number: "5")
            #expect(try practice.json("plan").map { $0["patient_id"] as? String } == ["5"])
        }
    }
}
