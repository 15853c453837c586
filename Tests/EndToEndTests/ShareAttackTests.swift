import Foundation
import Glibc
import RecallTestSupport
import Testing

/// Somebody who may write in the shared folder and has read the source, on the real binaries: the simulator's ledger says whom
/// the telephone rang.
@Suite struct ShareAttackTests {
    private static let header =
        "Patient No,Surname,Forename,Date of Birth,Mobile,Last Test Date,Recall Due,Do Not Contact,Deceased,Notes"

    /// Patients who are overdue: 300 and 301 may be called, 302 has died, 303 must not be contacted, 304 says so in a note. With
    /// `dead`, one more who has died, so that the bytes are others.
    private static func patients(dead: Int? = nil) -> String {
        let names = ["Whitfield", "Okafor", "Pettigrew", "Lindqvist", "Abernethy"]
        var rows = names.enumerated().map { index, name in
            "\(300 + index),\(name),Alan,1\(index)/04/1961,07700 \(900_300 + index),1\(index)/03/2024,1\(index)/03/2026,"
                + "\(index == 3 ? "Y" : "N"),\(index == 2 ? "Y" : "N"),\(index == 4 ? "Do not call" : "")"
        }
        if let dead { rows.append("\(dead),Marlow,Una,12/04/1950,07700 900\(dead),12/03/2024,12/03/2026,N,Y,") }
        return ([header] + rows).joined(separator: "\r\n") + "\r\n"
    }

    /// A layout of the real export's header that switches every stop off.
    private static let layout = """
        [patients]
        kind = "patients"
        date_order = "dmy"
        [patients.columns]
        "Patient No" = "patient_id"
        "Surname" = "last_name"
        "Forename" = "first_name"
        "Date of Birth" = "date_of_birth"
        "Mobile" = "mobile_phone"
        "Last Test Date" = "last_exam_date"
        "Recall Due" = "next_recall_date"
        "Do Not Contact" = ""
        "Deceased" = "gp_name"
        "Notes" = ""

        """

    private func put(_ text: String, _ path: String, _ practice: RealPractice) throws {
        let place = practice.share.appending(path: path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    private func names(_ folder: String, _ practice: RealPractice) -> Set<String> {
        Set((try? FileManager.default.subpathsOfDirectory(atPath: practice.share.appending(path: folder).path)) ?? [])
    }

    /// The numbers that the telephone rang.
    private func rung(_ practice: RealPractice) throws -> Set<String> {
        Set(try practice.ledgerLines("accepted").compactMap { $0["number"] as? String })
    }

    @Test func `nobody who is stopped is called, no stop is lifted and no hour is widened`() async throws {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "100"] + practice.script(always: "no_answer"))
            try practice.startDaemon()
            try await practice.shareIsReady()
            // A layout for the header that is to come, which was never held; names among the claimed; links and pipes.
            try put(Self.layout, "review/approved/list.csv.layout.toml", practice)
            try put(Self.patients(dead: 310), "review/approved/list.csv", practice)
            let depths = Array(repeating: "a", count: 60_000).joined(separator: ".") + "=1\n"
            try put(depths, "review/approved/deep.csv.layout.toml", practice)
            try put(Self.patients(dead: 311), "review/approved/deep.csv", practice)
            try put(
                Self.patients(dead: 312), ".recalld/claimed/-9223372036854775808-c_1-approved--evil.csv", practice
            )
            try put("99999999\n", ".recalld/newest-summary", practice)
            try put("Day,Open,Close\r\nMonday,00:00,24:00\r\nSunday,00:00,24:00\r\n", "inbox/settings.csv", practice)
            let link = practice.share.appending(path: "inbox/link.csv").path
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: practice.root.appending(path: "bland-api-key").path)
            #expect(unsafe mkfifo(practice.share.appending(path: "inbox/pipe.csv").path, 0o600) == 0)
            #expect(unsafe mkfifo(practice.share.appending(path: "review/pipe.csv.layout.toml").path, 0o600) == 0)
            try practice.drop(Data(Self.patients().utf8), as: "patients.csv")

            try await practice.eventually("those who may be called are called") {
                try rung(practice).isSuperset(of: ["+447700900300", "+447700900301"]) ? true : nil
            }
            // The same header once more, after every approval that the attacker could think of.
            for name in names("archive", practice).union(names("review", practice)) where name.hasSuffix(".csv") {
                let file = (name as NSString).lastPathComponent
                try put(Self.layout, "review/approved/again-\(file).layout.toml", practice)
                for folder in ["archive", "review"] {
                    let from = practice.share.appending(path: "\(folder)/\(name)").path
                    let to = practice.share.appending(path: "review/approved/again-\(file)").path
                    if FileManager.default.fileExists(atPath: from), !FileManager.default.fileExists(atPath: to) {
                        try FileManager.default.copyItem(atPath: from, toPath: to)
                    }
                }
            }
            try await practice.eventually("what was approved by nobody is dealt with") {
                names("review/approved", practice).contains { $0.hasSuffix(".csv") } ? nil : true
            }
            let plan = try practice.json("plan")
            for (patient, gate) in [("302", "deceased"), ("303", "do_not_contact"), ("304", "do_not_contact")] {
                let line = plan.first { $0["patient_id"] as? String == patient }
                #expect((line?["gate"] as? [String: Any])?["code"] as? String == gate, "\(patient)")
            }
            let stopped = Set([302, 303, 304, 310, 311, 312].map { "+447700900\($0)" })
            #expect(try rung(practice).isDisjoint(with: stopped))
            #expect(try practice.json("layouts").allSatisfy { ($0["unused"] as? [String])?.isEmpty ?? false })
            #expect(practice.isRunning("recalld"))
            // Nothing outside was read in or written to.
            let key = try String(contentsOf: practice.root.appending(path: "bland-api-key"), encoding: .utf8)
            #expect(key == "test-key\n")
            for folder in ["archive", "rejected", "review"] {
                for name in names(folder, practice) {
                    let file = practice.share.appending(path: "\(folder)/\(name)")
                    guard (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else {
                        continue
                    }
                    let data = try Data(contentsOf: file)
                    #expect(data.range(of: Data("test-key".utf8)) == nil, "\(name)")
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func `telephones in the columns of stops teach nobody to pass them over`(hasLayout: Bool) async throws {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "100"] + practice.script(always: "no_answer"))
            try practice.startDaemon()
            try await practice.shareIsReady()
            let rows = (0..<12).map { index in
                "\(700 + index),Marlow,Una,1\(index % 9)/04/1961,07700 900\(700 + index),13/03/2024,13/03/2026,"
                    + "07700 900\(720 + index),07700 900\(740 + index),07700 900\(760 + index)"
            }
            let name = "recall (conflicted copy).csv"
            let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
            try put(text, "inbox/\(name)", practice)
            try await practice.eventually("it is held") {
                let held = names("review", practice)
                return held.contains("\(name).review.txt") && held.contains(name) ? true : nil
            }
            if hasLayout { try put(Self.layout, "review/\(name).layout.toml", practice) }
            try FileManager.default.moveItem(
                at: practice.share.appending(path: "review/\(name)"),
                to: practice.share.appending(path: "review/approved/\(name)"))
            try await practice.eventually("the approval is dealt with") {
                names("review/approved", practice).contains { $0.hasSuffix(".csv") } ? nil : true
            }
            try practice.drop(Data(Self.patients().utf8), as: "patients.csv")
            try await practice.eventually("the real export is taken") {
                let plan = try practice.json("plan")
                return plan.contains { $0["patient_id"] as? String == "304" }
                    || names("review", practice).contains("patients.csv.review.txt") ? true : nil
            }
            let gates = try practice.json("plan").reduce(into: [String: String]()) { found, line in
                found[line["patient_id"] as? String ?? ""] = (line["gate"] as? [String: Any])?["code"] as? String
            }
            for (patient, gate) in [("302", "deceased"), ("303", "do_not_contact"), ("304", "do_not_contact")]
            where gates.keys.contains(patient) {
                #expect(gates[patient] == gate, "\(patient)")
            }
            let stopped = Set([302, 303, 304].map { "+447700900\($0)" })
            #expect(try rung(practice).isDisjoint(with: stopped))
        }
    }

    @Test(arguments: [true, false])
    func `moving a held file does not switch off the column for which it was held`(hasLayout: Bool) async throws {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "100"] + practice.script(always: "no_answer"))
            try practice.startDaemon()
            try await practice.shareIsReady()
            let rows = (0..<10).map { index in
                "\(700 + index),Marlow,Una,1\(index % 9)/04/1961,07700 900\(700 + index),13/03/2024,13/03/2026,"
                    + (index == 9 ? "N" : "Y")
            }
            let header = "Patient No,Surname,Forename,DOB,Mobile,Last Sight Test,Recall Date,AI Calls"
            let text = ([header] + rows).joined(separator: "\r\n") + "\r\n"
            try put(text, "inbox/list.csv", practice)
            func isHeld() -> Bool {
                let held = names("review", practice)
                return held.contains("list.csv.review.txt") && held.contains("list.csv")
            }
            try await practice.eventually("it is held") { isHeld() ? true : nil }
            if hasLayout {
                try FileManager.default.moveItem(
                    at: practice.share.appending(path: "review/list.csv.layout.toml"),
                    to: practice.share.appending(path: "review/approved/list.csv.layout.toml"))
            }
            try FileManager.default.moveItem(
                at: practice.share.appending(path: "review/list.csv"),
                to: practice.share.appending(path: "review/approved/list.csv"))
            try await practice.eventually("it is held on") {
                names("review/approved", practice).contains { $0.hasSuffix(".csv") } || !isHeld() ? nil : true
            }
            #expect(try practice.json("plan").isEmpty)
            #expect(try rung(practice).isEmpty)
        }
    }

    @Test func `a do-not-call list that cannot be taken holds up the calls until it is`() async throws {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "100"] + practice.script(always: "no_answer"))
            // A link where the archive should be: nothing that is accepted can come to rest.
            try FileManager.default.createSymbolicLink(
                atPath: practice.share.appending(path: "archive").path, withDestinationPath: "/nowhere")
            try put("Telephone\r\n07700 900300\r\n07700 900301\r\n", "inbox/do-not-call.csv", practice)
            try put(Self.patients(), "inbox/patients.csv", practice)
            try practice.startDaemon()
            try await practice.eventually("it is told") {
                let problems = try practice.status()["problems"] as? [[String: Any]] ?? []
                return problems.contains { ["share", "inbox_stuck"].contains($0["code"] as? String) } ? true : nil
            }
            #expect(try rung(practice).isEmpty)
            #expect(try practice.json("plan").allSatisfy { ($0["state"] as? String) != "in_call" })
            try FileManager.default.removeItem(at: practice.share.appending(path: "archive"))
            try await practice.eventually("both are taken") {
                names("archive", practice).filter { $0.hasSuffix(".csv") }.count == 2 ? true : nil
            }
            try await practice.eventually("the calls are open") {
                let problems = try practice.status()["problems"] as? [[String: Any]] ?? []
                return problems.contains { ["share", "inbox_stuck"].contains($0["code"] as? String) } ? nil : true
            }
            #expect(try rung(practice).isEmpty, "whoever may be called stands on the list")
        }
    }
}
