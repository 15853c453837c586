import Foundation
import RecallTestSupport
import Testing

/// Exports that are not simply taken: what is held, what is rejected, and what staff do about it.
@Suite struct ReviewTests {
    /// Patients of a system that nobody knows; `Line A` holds telephones, and does not say whose.
    private static func patients(
        _ header: String =
            "Patient No,Surname,Forename,Date of Birth,Line A,Last Test Date,Recall Due,Do Not Contact,Deceased",
        stop: Bool = true, first: Int = 100
    ) -> String {
        let names = ["Whitfield", "Okafor", "Pettigrew", "Lindqvist", "Abernethy", "Marlow", "Quigley", "Sandhu"]
        let rows = names.enumerated().map { index, name in
            "\(first + index),\(name),Alan,1\(index)/04/1961,07700 900\(first + index),1\(index)/03/2024,1\(index)/03/2026"
                + (stop ? ",\(index == 3 ? "Y" : "N"),N" : "")
        }
        return ([header] + rows).joined(separator: "\r\n") + "\r\n"
    }

    private static let sureHeader =
        "Patient No,Surname,Forename,Date of Birth,Mobile,Last Test Date,Recall Due,Do Not Contact,Deceased"

    private func take(_ text: String, as name: String, _ practice: RealPractice) throws -> RealPractice.Result {
        try practice.write(name, text)
        return try practice.recalld(
            "import", practice.root.appending(path: name).path, "--practice", "harbour-lane")
    }

    private func exists(_ path: String, _ practice: RealPractice) -> Bool {
        FileManager.default.fileExists(atPath: practice.share.appending(path: path).path)
    }

    private func text(_ path: String, _ practice: RealPractice) throws -> String {
        try String(contentsOf: practice.share.appending(path: path), encoding: .utf8)
    }

    /// Changes the word behind a column in the proposed layout, as staff would in Notepad.
    private func mend(_ name: String, _ line: String, to mended: String, _ practice: RealPractice) throws {
        let path = practice.share.appending(path: "review/\(name).layout.toml")
        let text = try String(contentsOf: path, encoding: .utf8)
        try #require(text.contains(line), "\(text)")
        try Data(text.replacing(line, with: mended).utf8).write(to: path)
    }

    @Test func `a file that only names its columns is rejected with a reason`() async throws {
        try await RealPractice.use { practice in
            let header = Self.sureHeader + "\r\n"
            try practice.write("header.csv", header)
            let inspect = try practice.recalld(
                "inspect", practice.root.appending(path: "header.csv").path, "--json", configured: false)
            #expect(inspect.code == 65)
            #expect(try take(header, as: "header.csv", practice).code == 65)
            #expect(exists("rejected/header.csv", practice))
            #expect(try text("rejected/header.csv.reason.txt", practice).contains("no rows"))
        }
    }

    @Test func `a file that does not name its columns waits for a person`() async throws {
        try await RealPractice.use { practice in
            let rows = Self.patients().split(separator: "\r\n").dropFirst().joined(separator: "\r\n") + "\r\n"
            #expect(try take(rows, as: "bare.csv", practice).code == 3)
            #expect(exists("review/bare.csv", practice))
            let words = try text("review/bare.csv.review.txt", practice)
            #expect(words.contains("does not name its columns"))
            #expect(words.contains("column 4: date_of_birth"))
            let layout = try text("review/bare.csv.layout.toml", practice)
            #expect(layout.contains("\"Column 5\" = \"mobile_phone\""))
        }
    }

    @Test func `an export that has lost its column of people not to contact is held`() async throws {
        try await RealPractice.use { practice in
            #expect(try take(Self.patients(Self.sureHeader), as: "first.csv", practice).code == 0)
            let lost = "Patient No,Surname,Forename,Date of Birth,Mobile,Last Test Date,Recall Due"
            let second = try take(Self.patients(lost, stop: false, first: 200), as: "second.csv", practice)
            #expect(second.code == 3, "\(second.output)")
            let words = try text("review/second.csv.review.txt", practice)
            #expect(words.contains("do_not_contact"))
            #expect(words.contains("deceased"))
            // A person may say that it is right; the same columns are taken from then on.
            #expect(try practice.recalld("approve", "second.csv").code == 0)
            let third = try take(Self.patients(lost, stop: false, first: 300), as: "third.csv", practice)
            #expect(third.code == 0, "\(third.output)")
        }
    }

    @Test func `what staff change in the proposed layout is how the file and those like it are read`() async throws {
        try await RealPractice.use { practice in
            let held = try take(Self.patients(), as: "new.csv", practice)
            #expect(held.code == 3, "\(held.output)")
            #expect(try practice.json("plan").isEmpty)
            let line = try #require(
                text("review/new.csv.layout.toml", practice).split(whereSeparator: \.isNewline)
                    .first { $0.hasPrefix("\"Line A\"") })
            try mend("new.csv", String(line), to: "\"Line A\" = \"home_phone\"", practice)
            let approved = try practice.recalld("approve", "new.csv")
            #expect(approved.code == 0, "\(approved.output)")
            #expect(!exists("review/new.csv.layout.toml", practice))
            #expect(!exists("review/new.csv.review.txt", practice))
            let phones = try practice.json("plan").compactMap { $0["phone"] as? String }
            #expect(phones.contains("+447700900100"))

            let next = try take(Self.patients(first: 200), as: "next.csv", practice)
            #expect(next.code == 0, "\(next.output)")
            let later = try practice.json("plan").compactMap { $0["phone"] as? String }
            #expect(later.contains("+447700900200"))
        }
    }

    @Test func `a column that staff take out is used for nothing`() async throws {
        try await RealPractice.use { practice in
            #expect(try take(Self.patients(), as: "new.csv", practice).code == 3)
            let line = try #require(
                text("review/new.csv.layout.toml", practice).split(whereSeparator: \.isNewline)
                    .first { $0.hasPrefix("\"Line A\"") })
            try mend("new.csv", String(line), to: "\"Line A\" = \"\"", practice)
            #expect(try practice.recalld("approve", "new.csv").code == 0)
            let plan = try practice.json("plan")
            #expect(plan.count == 8)
            #expect(plan.allSatisfy { $0["phone"] is NSNull })
        }
    }

    @Test func `a layout that cannot be read, or that the cells deny, is shown with its line, and nothing is lost`()
        async throws
    {
        try await RealPractice.use { practice in
            #expect(try take(Self.patients(), as: "new.csv", practice).code == 3)
            try mend("new.csv", "= \"last_name\"", to: "= \"surname\"", practice)
            let approved = try practice.recalld("approve", "new.csv")
            #expect(approved.code == 3)
            #expect(exists("review/new.csv", practice))
            #expect(try text("review/new.csv.review.txt", practice).contains("\"surname\" is no field"))
            #expect(try text("review/new.csv.layout.toml", practice).contains("= \"surname\""))

            try mend("new.csv", "= \"surname\"", to: "= \"date_of_birth\"", practice)
            #expect(try practice.recalld("approve", "new.csv").code == 3)
            #expect(try text("review/new.csv.review.txt", practice).contains("its cells are something else"))

            try mend("new.csv", "\"Surname\" = \"date_of_birth\"", to: "\"Surname\" = \"last_name\"", practice)
            #expect(try practice.recalld("approve", "new.csv").code == 0)
        }
    }

    @Test func `moving a held file with its papers into review/approved approves it as they say`() async throws {
        try await RealPractice.use { practice in
            try practice.configure(mode: "dry-run")
            try practice.startDaemon()
            try await practice.eventually("the inbox is there") { exists("inbox", practice) ? true : nil }
            try practice.drop(Data(Self.patients().utf8), as: "new.csv")
            try await practice.eventually("the file is held") {
                exists("review/new.csv", practice) && exists("review/approved", practice) ? true : nil
            }
            let line = try #require(
                text("review/new.csv.layout.toml", practice).split(whereSeparator: \.isNewline)
                    .first { $0.hasPrefix("\"Line A\"") })
            try mend("new.csv", String(line), to: "\"Line A\" = \"home_phone\"", practice)
            for name in ["new.csv.review.txt", "new.csv.layout.toml", "new.csv"] {
                try FileManager.default.moveItem(
                    at: practice.share.appending(path: "review/\(name)"),
                    to: practice.share.appending(path: "review/approved/\(name)"))
            }
            let plan = try await practice.eventually("the patients are known") {
                let plan = try practice.json("plan")
                return plan.isEmpty ? nil : plan
            }
            #expect(plan.contains { $0["phone"] as? String == "+447700900100" })
            try await practice.eventually("the papers are gone") {
                let left = try FileManager.default.contentsOfDirectory(
                    atPath: practice.share.appending(path: "review/approved").path)
                return left.isEmpty ? true : nil
            }
            #expect(!exists("rejected/new.csv.review.txt", practice))
        }
    }
}
