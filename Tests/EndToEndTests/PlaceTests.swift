import Foundation
import RecallTestSupport
import Testing

/// What is offered of a diary, and what becomes of a booking once newer diaries come, seen at the simulator's ledger.
@Suite struct PlaceTests {
    private static let head = "Slot ID,Date,Start,End,Practitioner,Room,Type,Status,Patient No"

    private static func row(
        _ id: String, _ days: Int, _ start: String, _ end: String, _ status: String = "Free", patient: String = "",
        room: String = "Room 1"
    ) -> String {
        "\(id),\(StormFiles.day(ahead: days)),\(start),\(end),Dr A Shah,\(room),Sight Test,\(status),\(patient)"
    }

    private static func diary(_ rows: String...) -> Data { Data(([head] + rows).joined(separator: "\r\n").utf8) }

    private static let patients = Data(
        """
        Patient No,Title,First Name,Surname,Date of Birth,Mobile,Last Sight Test,Recall Date\r
        41,Mrs,Ann,Waterhouse,04/05/1980,07700 900123,01/09/2024,01/09/2026\r

        """.utf8)

    private static func start(_ practice: RealPractice, outcome: String) async throws {
        try await practice.startSimulator(
            ["--speed", "100"] + practice.script(always: outcome))
        try practice.startDaemon()
    }

    /// Drops a file and waits until it is in the archive.
    private static func take(_ data: Data, as name: String, in practice: RealPractice) async throws {
        let before = try archived(practice)
        try practice.drop(data, as: name)
        try await practice.eventually("\(name) is imported") { try archived(practice) > before ? true : nil }
    }

    private static func archived(_ practice: RealPractice) throws -> Int {
        let archive = practice.share.appending(path: "archive").path
        guard let files = FileManager.default.enumerator(atPath: archive) else { return 0 }
        return files.compactMap { $0 as? String }.count { $0.hasSuffix(".csv") }
    }

    /// The cells of a column in all files of a kind.
    private static func column(_ name: String, _ kind: String, in practice: RealPractice) throws -> [String] {
        try practice.outboxFiles(kind).flatMap { file -> [String] in
            let text = try String(contentsOf: practice.outbox.appending(path: file), encoding: .utf8)
            let table = text.split(separator: "\r\n").map { line in
                line.split(separator: ",", omittingEmptySubsequences: false).map {
                    $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"\u{FEFF}"))
                }
            }
            guard let place = table.first?.firstIndex(of: name) else { return [] }
            return table.dropFirst().map { $0[place] }
        }
    }

    @Test func `a diary that gives names and no numbers keeps whom it has booked from being rung`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice, outcome: "no_answer")
            let head = "Date,Start,End,Practitioner,Room,Type,Status,Patient"
            let day = StormFiles.day(ahead: 9)
            let rows = [
                "\(day),10:00,10:25,Dr A Shah,Room 1,Sight Test,Booked,\"WATERHOUSE, Ann (Mrs)\"",
                "\(day),10:30,10:55,Dr A Shah,Room 1,Sight Test,Free,",
                "\(day),11:00,11:25,Dr A Shah,Room 1,Sight Test,Booked,Ben Okoro",
            ]
            try practice.drop(Data(([head] + rows).joined(separator: "\r\n").utf8), as: "diary.csv")
            try await practice.eventually("the diary is taken or held") {
                try Self.archived(practice) > 0 ? true : nil
            }
            try await Self.take(Self.patients, as: "patients.csv", in: practice)
            // Whom a diary names is looked up when it comes.
            try practice.drop(Data(([head] + rows + [""]).joined(separator: "\r\n").utf8), as: "diary-again.csv")
            try await practice.eventually("the patient has an appointment") {
                let line = try practice.json("plan").first { $0["patient_id"] as? String == "41" }
                return (line?["gate"] as? [String: Any])?["code"] as? String == "future_appointment" ? true : nil
            }
        }
    }

    @Test func `only the place of which the whole is free is offered`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice, outcome: "declined")
            let diary = Self.diary(
                Self.row("S1", 3, "10:00", "10:25"),
                Self.row("S2", 3, "09:45", "10:45", "Booked", patient: "99999", room: "Room 2"),
                Self.row("S3", 4, "00:00", "23:59"), Self.row("S5", 5, "11:00", "11:25"),
                Self.row("S5", 5, "11:00", "11:25", "Booked", patient: "99998"),
                Self.row("S6", 6, "02:00 PM", "02:25 PM"), Self.row("S7", 6, "25:00", "25:25"))
            try await Self.take(diary, as: "diary.csv", in: practice)
            try practice.drop(Self.patients, as: "patients.csv")
            let call = try await practice.eventually("a call is placed") { try practice.ledgerLines("accepted").first }
            let text = String(decoding: try JSONSerialization.data(withJSONObject: call), as: UTF8.self)
            #expect(text.contains("at 14:00 with Dr A Shah"), "\(text)")
            for time in ["at 10:00", "at 09:45", "at 00:00", "at 11:00", "at 02:00", "at 25:00"] {
                #expect(!text.contains(time), "\(time)")
            }
        }
    }

    @Test func `a second branch is asked about once, and a patient is offered places of the own one`() async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice, outcome: "declined")
            func diary(_ branch: String, _ more: String...) -> Data {
                let rows = [
                    Self.row("S1", 3, "10:00", "10:25") + ",Leeds", Self.row("S2", 4, "11:00", "11:25") + ",\(branch)",
                ]
                return Data(([Self.head + ",Branch"] + rows + more).joined(separator: "\r\n").utf8)
            }
            try practice.drop(diary("York"), as: "diary.csv")
            let paper = practice.share.appending(path: "review/diary.csv.review.txt")
            let words = try await practice.eventually("the diary is held") {
                FileManager.default.fileExists(atPath: paper.path)
                    ? try String(contentsOf: paper, encoding: .utf8) : nil
            }
            #expect(words.contains("\"Leeds\", \"York\" for the first time"), "\(words)")
            #expect(try practice.recalld("approve", "diary.csv").code == 0)
            try await practice.eventually("it is imported") { try Self.archived(practice) == 1 ? true : nil }
            try await Self.take(
                diary("YORK", Self.row("S3", 5, "12:00", "12:25") + ",York"), as: "diary-2.csv", in: practice)
            let patients = String(decoding: Self.patients, as: UTF8.self)
                .replacing("Recall Date\r\n", with: "Recall Date,Branch\r\n")
                .replacing("2026\r\n", with: "2026,York\r\n")
            try practice.drop(Data(patients.utf8), as: "patients.csv")
            let call = try await practice.eventually("a call is placed") { try practice.ledgerLines("accepted").first }
            let text = String(decoding: try JSONSerialization.data(withJSONObject: call), as: UTF8.self)
            #expect(text.contains("at 11:00") && text.contains("at 12:00") && !text.contains("at 10:00"), "\(text)")
        }
    }

    @Test(arguments: [("Cancelled", "cancelled"), ("DNA", "not_attended"), ("", "cancelled")])
    func `a booking that came to nothing is told, and its recall is open again`(
        _ word: String, _ status: String
    ) async throws {
        try await RealPractice.use { practice in
            try await Self.start(practice, outcome: "booked")
            let other = Self.row("S2", 4, "10:00", "10:25", "Booked", patient: "99")
            let free = Self.row("S1", 3, "10:00", "10:25")
            try await Self.take(Self.diary(free, other), as: "diary-1.csv", in: practice)
            try practice.drop(Self.patients, as: "patients.csv")
            func statuses() throws -> [String] { try Self.column("status", "bookings", in: practice) }
            try await practice.eventually("it is booked") { try statuses() == ["requested"] ? true : nil }
            let booked = Self.row("S1", 3, "10:00", "10:25", "Booked", patient: "0041")
            try await Self.take(Self.diary(booked, other), as: "diary-2.csv", in: practice)
            try await practice.eventually("it is confirmed") {
                try statuses() == ["requested", "confirmed"] ? true : nil
            }
            #expect(try practice.json("plan").first?["state"] as? String == "done")
            let ended =
                word.isEmpty
                ? Self.row("S3", 3, "11:00", "11:25") : Self.row("S1", 3, "10:00", "10:25", word, patient: "41")
            try await Self.take(Self.diary(ended, other), as: "diary-3.csv", in: practice)
            try await practice.eventually("it is told") {
                try statuses() == ["requested", "confirmed", status] ? true : nil
            }
            try await practice.eventually("there is a task") {
                try Self.column("patient_id", "tasks", in: practice) == ["41"] ? true : nil
            }
            let line = try #require(try practice.json("plan").first)
            #expect(line["state"] as? String == "waiting" || line["state"] as? String == "queued", "\(line)")
            #expect((line["gate"] as? [String: Any])?["code"] as? String == "attempt_spacing", "\(line)")
            #expect(try practice.ledgerLines("accepted").count == 1, "nobody is rung who has only just cancelled")
        }
    }
}
