import Foundation
import RecallTestSupport
import Tabular
import Testing

/// The main job on the real binaries: exports dropped in, telephone calls, files in the outbox.
@Suite(.serialized) struct HarbourLaneTests {
    private static let files = ["harbour-lane-diary.csv", "do-not-call-list.csv", "harbour-lane-patients.csv"]

    @Test func `each callable patient is called once, in order, and the outbox agrees with what the telephone did`()
        async throws
    {
        try await RealPractice.use { practice in
            try await practice.startSimulator(["--speed", "300", "--seed", "5"])
            // First as a dry run by hand, so that the plan is known before anybody is called.
            for file in Self.files {
                let result = try practice.recalld(
                    "import", Fixtures.sample(file).path, "--practice", "harbour-lane")
                #expect(result.code == 0, "\(file): \(result.output)\(result.errors)")
            }
            // Just before midnight nobody is called, so the plan is asked until it has somebody.
            let callable = try await practice.eventually("patients may be called", seconds: 120) {
                let open = try practice.json("plan").filter { $0["gate"] is NSNull }
                return open.count > 100 ? open.compactMap { $0["patient_id"] as? String } : nil
            }
            try practice.startDaemon()
            let calls = try await practice.eventually("every callable patient is called", seconds: 120) {
                let calls = try practice.ledgerLines("accepted")
                return calls.count >= callable.count ? calls : nil
            }
            try await settle(practice)

            let rows = try outcomes(practice)
            let ended = try practice.ledgerLines("accepted")
            #expect(ended.count == calls.count, "nobody is called a second time")
            try checkOrder(calls, rows, callable)
            try check(rows, against: ended, practice)
            try checkFiles(practice)
            try checkPrivacy(practice)
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0)
        }
    }

    /// The plan's order is the order of the calls, as far as calls in progress at once allow.
    private func checkOrder(
        _ calls: [[String: Any]], _ rows: [String: [String: String]], _ callable: [String]
    ) throws {
        let called = calls.compactMap { rows[$0["attempt_id"] as? String ?? ""]?["patient_id"] }
        #expect(Set(called) == Set(callable))
        let places = Dictionary(uniqueKeysWithValues: callable.enumerated().map { ($1, $0) })
        for (turn, patient) in called.enumerated() {
            let place = try #require(places[patient])
            #expect(abs(place - turn) <= 20, "patient at place \(place) was called in turn \(turn)")
        }
    }

    private func check(
        _ rows: [String: [String: String]], against calls: [[String: Any]], _ practice: RealPractice
    ) throws {
        let bookings = try OutboxTable.rows(practice, "bookings").map { ($0["call_id"] ?? "", $0) }
        let byCall = Dictionary(grouping: bookings, by: \.0)
        #expect(rows.count == calls.count)
        for call in calls {
            let attempt = try #require(call["attempt_id"] as? String)
            let row = try #require(rows[attempt], "call without a row")
            let outcome = try #require(call["read_as"] as? String)
            #expect(row["outcome"] == outcome, "\(call["outcome"] ?? "") became \(row["outcome"] ?? "")")
            #expect(row["call_id"] == call["call_id"] as? String)
            let booked = byCall[row["call_id"] ?? "?"] ?? []
            #expect(booked.count == (row["outcome"] == "booked" ? 1 : 0))
            guard let booking = booked.first?.1, let slot = call["slot"] as? String,
                let request = (call["request"] as? [String: Any])?["request_data"] as? [String: Any],
                let words = request["slot_\(slot)"] as? String
            else { continue }
            let day = Int(booking["date"]?.prefix(2) ?? "")
            #expect(words.contains(" \(day ?? 0) "), "\(words) became \(booking["date"] ?? "")")
            #expect(words.contains(booking["start"] ?? "?"), "\(words) became \(booking["start"] ?? "")")
        }
    }

    /// Names count up without a gap, events stand in one file each, and every file is whole.
    private func checkFiles(_ practice: RealPractice) throws {
        let files = try practice.outboxFiles()
        let numbers = files.compactMap { Int($0.dropLast(4).suffix(6)) }
        #expect(numbers == Array(1...max(1, files.count)))
        var events: Set<String> = []
        for file in files {
            let data = try Data(contentsOf: practice.outbox.appending(path: file))
            #expect(data.prefix(3) == Data([0xEF, 0xBB, 0xBF]), "\(file)")
            #expect(data.suffix(2) == Data("\r\n".utf8), "\(file)")
            for row in try OutboxTable.rows(practice, file) {
                let event = try #require(row["event_id"])
                #expect(events.insert(event).inserted, "\(event) stands in two files")
            }
        }
        let first = try #require(files.first)
        let before = try Data(contentsOf: practice.outbox.appending(path: first))
        try FileManager.default.removeItem(at: practice.outbox.appending(path: first))
        #expect(try practice.recalld("reissue", first).code == 0)
        #expect(try Data(contentsOf: practice.outbox.appending(path: first)) == before)
    }

    /// Nothing that a person could be known by stands in what the daemon wrote, nor more than is needed in what Bland was
    /// told.
    private func checkPrivacy(_ practice: RealPractice) throws {
        let log = try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8).lowercased()
        #expect(log.contains("a call has come to its end"))
        let source = ArraySource([UInt8](try Data(contentsOf: Fixtures.sample("harbour-lane-patients.csv"))))
        let profile = try FormatDetector.profile(source)
        var rows = try profile.dataRows(of: source)
        let words = Set(log.split { !$0.isLetter && $0 != "'" && $0 != "-" }.map(String.init))
        var requests = ""
        for call in try practice.ledgerLines("accepted") {
            let request = try #require(call["request"] as? [String: Any])
            let told = (request["request_data"] as? [String: Any] ?? [:]).filter { !$0.key.hasPrefix("slot") }
            requests += told.values.map { "\($0)" }.joined(separator: "\n").lowercased() + "\n"
        }
        func column(_ name: String) -> Int { profile.header.firstIndex(of: name) ?? -1 }
        while try rows.next() {
            for name in ["Forename", "Surname"] {
                let value = rows.field(column(name)).lowercased()
                #expect(value.count < 4 || !words.contains(value), "a name of row \(rows.row) stands in the log")
            }
            for name in ["Mobile", "Home Phone"] {
                let digits = rows.field(column(name)).filter(\.isNumber).suffix(9)
                #expect(digits.count < 9 || !log.contains(digits), "a number of row \(rows.row) stands in the log")
            }
            for name in ["DOB", "Email", "Address 1", "Postcode"] {
                let value = rows.field(column(name)).lowercased()
                guard value.count >= 6 else { continue }
                #expect(!log.contains(value), "\(name) of row \(rows.row) stands in the log")
                #expect(!requests.contains(value), "Bland was told the \(name) of row \(rows.row)")
            }
            let notes = rows.field(column("Notes")).lowercased()
            #expect(notes.count < 8 || !requests.contains(notes), "Bland was told the notes of row \(rows.row)")
        }
        for condition in ["glaucoma", "diabet", "macular", "keratoconus", "cataract", "myopia", "hypertension"] {
            #expect(!requests.contains(condition))
            #expect(!log.contains(condition))
        }
        let years = try Regex("\\b(19|20)[0-9]{2}\\b")
        #expect(requests.firstMatch(of: years) == nil, "a year was told")
    }

    // MARK: Reading

    private func settle(_ practice: RealPractice) async throws {
        try await practice.eventually("every call has come to its end", seconds: 120) {
            let status = try practice.status()
            let recalls = status["recalls"] as? [String: Int] ?? [:]
            let rows = try outcomes(practice).count
            let calls = try practice.ledgerLines("accepted").count
            return recalls["dialling"] == 0 && recalls["in_call"] == 0 && rows == calls ? true : nil
        }
    }

    /// The outcome rows of all files, by attempt.
    private func outcomes(_ practice: RealPractice) throws -> [String: [String: String]] {
        let rows = try OutboxTable.rows(practice, "outcomes")
        return Dictionary(rows.map { ($0["attempt"] ?? "", $0) }, uniquingKeysWith: { $1 })
    }
}
