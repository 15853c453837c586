import Foundation
import Glibc
import RecallTestSupport
import Testing

/// Files, names and folders that gave trouble in the field, on the real binaries.
@Suite struct FieldFileTests {
    private static func patients(_ number: Int = 41) -> Data {
        Data(
            """
            Patient No,Title,First Name,Surname,Date of Birth,Mobile,Last Sight Test,Recall Date\r
            \(number),Mrs,Ann,Waterhouse,04/05/1980,07700 900\(100 + number),01/09/2024,01/09/2026\r

            """.utf8)
    }

    private static func start(_ practice: RealPractice, outcome: String, after shell: String? = nil) async throws {
        try await practice.startSimulator(
            ["--speed", "100"] + practice.script(always: outcome))
        try practice.startDaemon(after: shell)
        try await practice.shareIsReady()
    }

    private static func names(_ folder: String, _ practice: RealPractice) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: practice.share.appending(path: folder).path)) ?? []
    }

    private static func called(_ practice: RealPractice, _ count: Int) async throws {
        try await practice.eventually("\(count) are called") {
            try practice.ledgerLines("accepted").count == count ? true : nil
        }
    }

    @Test func `a name of 255 bytes and a file of sixty gigabytes are set aside, and the next file is read`()
        async throws
    {
        try await RealPractice.use { practice in
            try await Self.start(practice, outcome: "declined")
            let inbox = practice.share.appending(path: "inbox").path
            // By the system's own call: Foundation writes such a name in another form.
            let name = "\(inbox)/a" + String(repeating: "\u{301}", count: 127)
            let file = unsafe open(name, O_CREAT | O_WRONLY, 0o644)
            try #require(file >= 0)
            let bytes: [UInt8] = [0x50, 0x4B, 3, 4, 0, 0, 0, 0]
            #expect(unsafe write(file, bytes, bytes.count) == bytes.count)
            close(file)
            let sparse = unsafe open("\(inbox)/sparse.csv", O_CREAT | O_WRONLY, 0o644)
            try #require(sparse >= 0)
            #expect(ftruncate(sparse, 60 << 30) == 0)
            close(sparse)
            try practice.drop(Self.patients(), as: "patients.csv")
            try await Self.called(practice, 1)
            try await practice.eventually("both are set aside") {
                Self.names("rejected", practice).count { $0.hasSuffix(".reason.txt") } == 2 ? true : nil
            }
            #expect(Self.names("rejected", practice).allSatisfy { $0.utf8.count <= 200 })
            practice.signal("recalld", SIGKILL)
            _ = try await practice.waitForEnd("recalld")
            try practice.startDaemon()
            try practice.drop(Self.patients(42), as: "more.csv")
            try await Self.called(practice, 2)
            #expect(practice.isRunning("recalld"))
        }
    }

    @Test func `where no new files are told of they are looked for, and it is said`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(
                practice, outcome: "declined", after: "echo 0 > /proc/sys/user/max_inotify_instances")
            try practice.drop(Self.patients(), as: "patients.csv")
            try await Self.called(practice, 1)
            let problems = try practice.status()["problems"] as? [[String: Any]] ?? []
            let words = problems.compactMap { $0["message"] as? String }
            #expect(words.contains { $0.contains("does not tell of new files") }, "\(words)")
        }
    }

    @Test func `another folder in the place of the share gets no file, and nothing counts as collected`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice, outcome: "booked")
            try practice.drop(Self.patients(), as: "patients.csv")
            try await practice.eventually("the outcome is told") {
                try practice.outboxFiles("outcomes").count == 1 ? true : nil
            }
            let waiting = try practice.outboxFiles()
            let away = practice.root.appending(path: "moved")
            try FileManager.default.moveItem(at: practice.share, to: away)
            try FileManager.default.createDirectory(at: practice.share, withIntermediateDirectories: false)
            try await practice.eventually("staff are told") {
                let problems = try practice.status()["problems"] as? [[String: Any]] ?? []
                return problems.contains { ($0["code"] as? String)?.contains("folder") == true } ? true : nil
            }
            #expect(Self.names("", practice).isEmpty)
            try FileManager.default.removeItem(at: practice.share)
            try FileManager.default.moveItem(at: away, to: practice.share)
            try practice.drop(Self.patients(42), as: "more.csv")
            try await Self.called(practice, 2)
            #expect(try Set(practice.outboxFiles()).isSuperset(of: waiting))
            #expect(Self.names("outbox/collected", practice).isEmpty)
        }
    }

    @Test func `a booking of a diary full of formulas is harmless in every encoding`() async throws {
        try await RealPractice.use { practice in
            try FileManager.default.createDirectory(
                at: practice.root.appending(path: "templates.d"), withIntermediateDirectories: true)
            let standard = try String(
                contentsOf: Fixtures.root.appending(path: "Config/templates/standard.toml"), encoding: .utf8)
            try #require(standard.contains("encoding = \"utf-8-bom\""))
            try practice.write(
                "templates.d/standard.toml",
                standard.replacing("encoding = \"utf-8-bom\"", with: "encoding = \"windows-1252\""))
            try await Self.start(practice, outcome: "booked")
            let day = StormFiles.day(ahead: 3)
            let diary = """
                Slot ID,Date,Start,End,Practitioner,Room,Type,Status\r
                "=\u{301}cmd|' /C calc'!A0",\(day),10:00,10:25,\u{301}=1+1 Shah,\u{200B}@SUM(1),Sight Test,Free\r

                """
            try practice.drop(Data(diary.utf8), as: "diary.csv")
            try await practice.eventually("the diary is in the archive") {
                try FileManager.default.subpathsOfDirectory(atPath: practice.share.path).contains {
                    $0.hasPrefix("archive/") && $0.hasSuffix("diary.csv")
                } ? true : nil
            }
            try practice.drop(Self.patients(), as: "patients.csv")
            let file = try await practice.eventually("the booking is told") {
                try practice.outboxFiles("bookings").first
            }
            let bytes = [UInt8](try Data(contentsOf: practice.outbox.appending(path: file)))
            #expect(!bytes.starts(with: [0xEF, 0xBB, 0xBF]), "it is written as the template says")
            let cells = String(decoding: bytes, as: UTF8.self).split(whereSeparator: {
                ",\r\n".contains($0) || $0 == "\r\n"
            })
            .map { $0.unicodeScalars.drop { $0 == "\"" }.first }
            #expect(!cells.isEmpty && cells.allSatisfy { $0.map { !"=@+-".unicodeScalars.contains($0) } ?? true })
            #expect(String(decoding: bytes, as: UTF8.self).contains("calc"), "the place was booked")
        }
    }

    @Test func `numbers, dates and times that look like others are taken for what they are`() throws {
        func inspect(_ name: String) throws -> (code: Int32, fields: [String: String], verdict: String) {
            let result = try RealPractice.inspect(Fixtures.root.appending(path: "Tests/Fixtures/Field/\(name)"))
            let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any] ?? [:]
            var fields: [String: String] = [:]
            for column in object["fields"] as? [[String: Any]] ?? [] {
                if let field = column["field"] as? String { fields[field] = column["header"] as? String ?? "" }
            }
            return (result.code, fields, object["verdict"] as? String ?? "")
        }
        #expect(try inspect("number-names.csv").fields["patient_id"] == "MRN")
        let dates = try inspect("other-dates.csv")
        #expect(dates.code == 3 && dates.verdict == "review")
        for field in ["last_exam_date", "next_recall_date", "recall_interval_months"] {
            #expect(dates.fields[field] == nil, "\(dates.fields)")
        }
        for (name, start) in [("diary-instants.csv", "T13:30"), ("diary-instants-iso.csv", "T09:30")] {
            let result = try RealPractice.inspect(
                Fixtures.root.appending(path: "Tests/Fixtures/Field/\(name)"), as: "--rows")
            let rows = result.output.split(separator: "\n")
            #expect(rows.count == 3 && result.output.contains(start), "\(name): \(result.output)")
            #expect(rows.allSatisfy { $0.contains("\"problems\":[]") })
        }
    }
}
