import Foundation
import RecallTestSupport
import Testing

/// What goes wrong around recalld, on the real binaries: files, configurations, the account, answers that are lost.
@Suite struct BadInputTests {
    /// Files that cannot be used, and a word of the reason that stands beside each.
    private static let unusable: [(name: String, data: Data, reason: String)] = [
        ("recall.xlsx", Data([0x50, 0x4B, 3, 4, 0, 0, 0, 0]) + Data("xl/workbook.xml".utf8), "Excel"),
        ("recall.xls", Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), "Excel"),
        ("recall.pdf", Data("%PDF-1.7\n1 0 obj\n".utf8), "PDF"),
        ("report.csv", Data("<!DOCTYPE html>\r\n<table><tr><td>Patient</td></tr></table>".utf8), "web page"),
        ("blank.csv", Data("\r\n \r\n".utf8), "empty"),
        ("scan.csv", Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D]), "not text"),
        ("columns-only.csv", Data("Patient No,Title,Forename,Surname,DOB,Mobile\r\n".utf8), "no rows"),
    ]

    @Test func `a file that cannot be used is rejected with its reason, and what follows it is imported`() async throws
    {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            try practice.configure(mode: "dry-run")
            try practice.startDaemon()
            for file in Self.unusable { try practice.drop(file.data, as: file.name) }
            let good = StormFiles.patients(0..<3, withUnusableRow: true)
            try practice.drop(good, as: "patients.csv")
            try await practice.eventually("the inbox is empty") {
                try storm.files(in: "inbox").isEmpty && storm.files(in: ".recalld/claimed").isEmpty ? true : nil
            }
            let rejected = Dictionary(uniqueKeysWithValues: try storm.files(in: "rejected").map { ($0.name, $0.data) })
            for file in Self.unusable {
                #expect(rejected[file.name] == file.data, "\(file.name) is not in rejected/ byte for byte")
                let reason = String(decoding: rejected["\(file.name).reason.txt"] ?? Data(), as: UTF8.self)
                #expect(reason.contains(file.reason), "\(file.name): \(reason)")
            }
            #expect(try practice.status()["rejected"] as? Int == Self.unusable.count)

            // The row that cannot be used stands as it stood in the file, with a reason behind it.
            let rows = String(decoding: rejected["patients.csv.rows.csv"] ?? Data(), as: UTF8.self)
                .split(whereSeparator: \.isNewline).map(String.init)
            let lines = String(decoding: good, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            #expect(rows.count == 2)
            #expect(rows.first == lines[0] + ",reason")
            #expect(rows.last?.hasPrefix(lines[4] + ",") == true && rows.last != lines[4] + ",")
            #expect(try practice.json("plan").count == 3)

            // The same bytes again are kept and not run again.
            try practice.drop(good, as: "patients.csv")
            try await practice.eventually("the second copy is in the archive") {
                try storm.files(in: "archive").count { $0.data == good } == 2 ? true : nil
            }
            #expect(try practice.json("plan").count == 3)
            #expect(practice.isRunning("recalld"))
        }
    }

    @Test func `a file without a byte is given ten minutes to be written, and holds up no other`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try practice.configure(mode: "dry-run")
            let clock = try MovedClock(in: practice.root)
            try practice.startDaemon(environment: clock.environment)
            try await practice.shareIsReady()
            func pass(minutes: Double) async throws {
                try clock.pass(minutes: minutes)
                // What comes after it and is taken tells that the daemon has looked.
                let name = "list-\(minutes).csv"
                try practice.drop(Data("Telephone\r\n07700 900\(Int(minutes) + 100)\r\n".utf8), as: name)
                try await practice.eventually("what follows is taken", seconds: 60) {
                    try storm.files(in: "archive").contains { $0.name == name } ? true : nil
                }
            }
            func isLate() throws -> Bool {
                // Names of files stand in what `status` tells people, and not in its JSON.
                try practice.recalld("status").output.contains("nothing.csv")
            }
            for name in ["nothing.csv", "written-late.csv"] { try practice.drop(Data(), as: name) }
            try await pass(minutes: 0)
            #expect(try !isLate())
            try await pass(minutes: 8)
            #expect(try Set(storm.files(in: "inbox").map(\.name)) == ["nothing.csv", "written-late.csv"])
            try await practice.eventually("staff are told") { try isLate() ? true : nil }
            let late = practice.share.appending(path: "inbox/written-late.csv")
            try Data("Telephone\r\n07700 900300\r\n".utf8).write(to: late)
            try await practice.eventually("what was written in time is taken") {
                try storm.files(in: "archive").contains { $0.name == "written-late.csv" } ? true : nil
            }
            try await pass(minutes: 3)
            try await practice.eventually("the empty one is rejected with its reason") {
                try storm.files(in: "rejected").first { $0.name == "nothing.csv.reason.txt" }
            }
            #expect(try storm.files(in: "inbox").isEmpty)
            #expect(try storm.files(in: "rejected").contains { $0.name == "nothing.csv" && $0.data.isEmpty })
            #expect(try !isLate())
        }
    }

    @Test func `a held export is approved by moving it, approved by command, or rejected by command`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            try practice.configure(mode: "dry-run")
            try practice.startDaemon()
            let riddles = (1...3).map { (name: "riddle-\($0).csv", data: StormFiles.riddle($0)) }
            for riddle in riddles { try practice.drop(riddle.data, as: riddle.name) }
            let review = practice.share.appending(path: "review")
            try await practice.eventually("all are held with their papers") {
                let names = Set(try storm.files(in: "review").map(\.name))
                let wanted = riddles.flatMap { [$0.name, "\($0.name).review.txt", "\($0.name).layout.toml"] }
                return names.isSuperset(of: wanted) ? true : nil
            }
            try await practice.eventually("the status says so") {
                try practice.status()["review_waiting"] as? Int == 3 ? true : nil
            }
            #expect(try practice.recalld("status").code == 3)
            #expect(try practice.json("plan").isEmpty, "nobody is planned from a file that nobody has approved")

            try FileManager.default.moveItem(
                at: review.appending(path: riddles[0].name),
                to: review.appending(path: "approved/\(riddles[0].name)"))
            try await practice.eventually("the moved one is imported") {
                try practice.json("plan").count == 6 ? true : nil
            }
            let approved = try practice.recalld("approve", riddles[1].name)
            #expect(approved.code == 0, "\(approved.output)\(approved.errors)")
            let refused = try practice.recalld("reject", review.appending(path: riddles[2].name).path)
            #expect(refused.code == 0, "\(refused.output)\(refused.errors)")
            #expect(try practice.recalld("approve", "no-such-file.csv").code != 0)
            try await practice.eventually("two are in the archive") {
                let archived = try storm.files(in: "archive").map(\.data)
                return archived.count == 2 && riddles.prefix(2).allSatisfy { archived.contains($0.data) } ? true : nil
            }
            #expect(try storm.files(in: "rejected").contains { $0.data == riddles[2].data })
            try await practice.eventually("no paper is left behind") {
                try storm.files(in: "review").isEmpty ? true : nil
            }
            #expect(try practice.status()["review_waiting"] as? Int == 0)
        }
    }

    @Test func `a PAUSE file stops calls, and calls go on when it is taken away`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            let pause = practice.share.appending(path: "PAUSE.txt")
            try Data().write(to: pause)
            try practice.startDaemon()
            try practice.drop(StormFiles.patients(0..<3), as: "patients.csv")
            try await practice.eventually("the plan says that it is paused") {
                let gates = try practice.json("plan").map { ($0["gate"] as? [String: Any])?["code"] as? String }
                return gates == ["paused", "paused", "paused"] ? true : nil
            }
            #expect(try practice.status()["paused"] as? Bool == true)
            #expect(try practice.ledgerLines("accepted").isEmpty)
            try FileManager.default.removeItem(at: pause)
            try await practice.eventually("all are called") {
                try practice.ledgerLines("accepted").count == 3 ? true : nil
            }
            try await storm.comeToRest(seconds: 60)
        }
    }

    @Test func `a wrong configuration is refused at SIGHUP, and a right one is taken`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            let live = try String(contentsOf: practice.configuration, encoding: .utf8)
            try practice.write("recalld.toml", live.replacing("mode = \"live\"", with: "mode = \"dry-run\""))
            try practice.startDaemon()
            try practice.drop(StormFiles.patients(0..<3), as: "patients.csv")
            try await practice.eventually("the plan says that nobody is called") {
                let gates = try practice.json("plan").map { ($0["gate"] as? [String: Any])?["code"] as? String }
                return gates == ["dry_run", "dry_run", "dry_run"] ? true : nil
            }
            try await practice.eventually("the daemon is ready") {
                try log(practice).contains("recalld is ready") ? true : nil
            }

            try practice.write("recalld.toml", live.replacing("poll_seconds", with: "poll_secnds"))
            practice.signal("recalld", SIGHUP)
            try await practice.eventually("the wrong configuration is refused") {
                try log(practice).contains("the old one stays") ? true : nil
            }
            let words = try log(practice)
            #expect(words.contains("recalld.toml:") && words.contains("poll_secnds") && words.contains("poll_seconds"))
            #expect(try practice.recalld("status").code == 78)
            #expect(practice.isRunning("recalld"))
            #expect(try practice.ledgerLines("accepted").isEmpty, "the wrong file is live, and nothing of it counts")

            try practice.write("recalld.toml", live)
            practice.signal("recalld", SIGHUP)
            try await practice.eventually("all are called") {
                try practice.ledgerLines("accepted").count == 3 ? true : nil
            }
            try await storm.comeToRest(seconds: 60)
            #expect(try practice.json("status").first?["mode"] as? String == "live")
        }
    }

    @Test func `a wrong file of any kind is refused at SIGHUP with its line, and what was set before stays`()
        async throws
    {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            try FileManager.default.createDirectory(
                at: practice.root.appending(path: "layouts.d"), withIntermediateDirectories: true)
            try practice.startDaemon()
            try await practice.eventually("the daemon is ready") {
                try log(practice).contains("recalld is ready") ? true : nil
            }
            let refusals = { try log(practice).components(separatedBy: "the old one stays").count - 1 }
            for (file, wrong, words) in [
                ("recalld.toml", "mode = \"live\"\n[limits]\ncalls_per_day = \"many\"\n", "recalld.toml:3:"),
                ("recalld.toml", "mode = \"live\n", "recalld.toml:1:"),
                ("practices.d/harbour-lane.toml", "[calling]\nweekdays = \"9 till 5\"\n", "harbour-lane.toml:2:"),
                ("practices.d/second.toml", "name = \"Second\"\n", "second.toml"),
                ("layouts.d/own.toml", "[own]\nkind = \"patient\"\n", "own.toml:2:"),
                ("risk.toml", "nonsense = 1\n", "risk.toml:1:"),
            ] {
                let path = practice.root.appending(path: file)
                let good = try? Data(contentsOf: path)
                let before = try refusals()
                try practice.write(file, wrong)
                practice.signal("recalld", SIGHUP)
                try await practice.eventually("\(file) is refused") { try refusals() > before ? true : nil }
                let told = try log(practice).components(separatedBy: "the old one stays").last ?? ""
                #expect(told.contains(words), "\(file): \(told)")
                #expect(practice.isRunning("recalld"))
                if let good { try good.write(to: path) } else { try FileManager.default.removeItem(at: path) }
            }
            #expect(
                try practice.status()["problems"].map { "\($0)" }?.contains("configuration") == true, "staff are told")
            // What was set before is in force: the practice is live, and its calls are placed.
            try practice.drop(StormFiles.patients(0..<3), as: "patients.csv")
            try await practice.eventually("all are called") {
                try practice.ledgerLines("accepted").count == 3 ? true : nil
            }
            practice.signal("recalld", SIGHUP)
            try await practice.eventually("the right configuration is read, and nobody is told any longer") {
                let problems = try practice.status()["problems"] as? [[String: Any]] ?? []
                return problems.contains { $0["code"] as? String == "configuration" } ? nil : true
            }
        }
    }

    @Test func `a key that Bland does not take stops dialling without using up attempts, until it is put right`()
        async throws
    {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            try practice.write("bland-api-key", "another-key\n")
            try practice.startDaemon()
            try practice.drop(StormFiles.patients(0..<3), as: "patients.csv")
            try await practice.eventually("the plan says that Bland has stopped us") {
                let plan = try practice.json("plan")
                let gates = plan.map { ($0["gate"] as? [String: Any])?["code"] as? String }
                return gates == ["provider_stopped", "provider_stopped", "provider_stopped"] ? plan : nil
            }
            let status = try #require(try practice.json("status").first)
            let provider = try #require(status["provider"] as? [String: Any])
            #expect(provider["state"] as? String == "stopped")
            #expect((provider["reason"] as? String)?.isEmpty == false)
            #expect(try practice.recalld("status").code == 3)
            #expect(try practice.json("plan").allSatisfy { $0["attempts"] as? Int == 0 })
            #expect(try practice.ledgerLines("accepted").isEmpty)

            try practice.write("bland-api-key", "test-key\n")
            practice.signal("recalld", SIGHUP)
            try await practice.eventually("the key is read again") {
                try log(practice).contains("the configuration was read again") ? true : nil
            }
            #expect(try practice.recalld("resume").code == 0)
            try await practice.eventually("all are called") {
                try practice.ledgerLines("accepted").count == 3 ? true : nil
            }
            try await storm.comeToRest(seconds: 60)
            let after = try practice.json("status").first?["provider"] as? [String: Any]
            #expect(after?["state"] as? String == "ok")
        }
    }

    @Test func `an answer that is lost is found at Bland, and is one call with one outcome`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            let faults = ["lost_answer", "unable_to_queue_accepted", "error_500_accepted"]
            let rules = faults.enumerated().map {
                #"{"number": "\#(StormFiles.e164($0))", "fault": "\#($1)", "outcome": "booked"}"#
            }
            try practice.write("script.json", #"{"rules": [\#(rules.joined(separator: ", "))], "default": "busy"}"#)
            try await storm.start(
                ["--speed", "100", "--script", practice.root.appending(path: "script.json").path], concurrent: 4)
            try storm.drop(try StormFiles.diary(), as: "a-diary.csv")
            try storm.drop(StormFiles.patients(0..<3), as: "b-patients.csv")
            try practice.startDaemon()
            try await storm.comeToRest(seconds: 120)
            let figures = try StormCheck(storm, "lost answers").figures
            #expect(figures.accepted == 3)
            #expect(try log(practice).contains("a call without an answer was found"))
        }
    }

    @Test func `a daemon that is stopped during calls follows them to their end after its next start`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            // Each talk takes 45 seconds, so that a slow machine too stops the daemon while they last.
            try practice.write("script.json", #"{"default": {"outcome": "declined", "seconds": 180}}"#)
            try await storm.start(
                ["--speed", "4", "--script", practice.root.appending(path: "script.json").path], concurrent: 4)
            try storm.drop(StormFiles.patients(0..<3), as: "patients.csv")
            try practice.startDaemon()
            try await practice.eventually("three calls are in progress") {
                try practice.ledgerLines("accepted").count == 3 ? true : nil
            }
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0)
            #expect(try OutboxTable.rows(practice, "outcomes").count < 3, "a call was still in progress")
            try practice.startDaemon()
            try await storm.comeToRest(seconds: 300)
            let figures = try StormCheck(storm, "stopped during calls").figures
            #expect(figures.accepted == 3)
            #expect(figures.unknown == 0, "a daemon that is stopped in order loses sight of no call")
        }
    }

    @Test func `a second daemon and a wrong configuration end with the exit codes that say so`() async throws {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "100", "--seed", "1"], concurrent: 4)
            try practice.startDaemon()
            try await practice.eventually("the daemon is ready") {
                try log(practice).contains("recalld is ready") ? true : nil
            }
            let second = try practice.recalld("run")
            #expect(second.code == 75)
            #expect(!second.errors.isEmpty)

            let main = try String(contentsOf: practice.configuration, encoding: .utf8)
            let shop = "practices.d/harbour-lane.toml"
            let text = try String(contentsOf: practice.root.appending(path: shop), encoding: .utf8)
            try practice.write(
                "recalld.toml",
                main.replacing("mode = \"live\"", with: "mode = \"lvie\"")
                    .replacing("poll_seconds = 1", with: "poll_seconds = 0\nmax_concurent = 3"))
            try practice.write(shop, text.replacing("weekdays = \"00:00-24:00\"", with: "weekdays = \"9 till 5\""))
            for command in ["run", "check", "status"] {
                let result = try practice.recalld(command)
                #expect(result.code == 78, "\(command)")
                let lines = (result.output + result.errors).split(separator: "\n").map(String.init)
                for (file, key) in [
                    ("recalld.toml", "mode"), ("recalld.toml", "poll_seconds"), ("recalld.toml", "max_concurent"),
                    ("harbour-lane.toml", "weekdays"),
                ] {
                    let form = try Regex("\(file):[0-9]+: [a-z_.]*\(key): .+")
                    #expect(lines.contains { $0.firstMatch(of: form) != nil }, "\(command): \(key) is not named")
                }
            }
            // What the configuration names is looked at in one go too.
            try practice.write("recalld.toml", main)
            try practice.write(shop, text.replacing("/share\"", with: "/nowhere\""))
            try FileManager.default.removeItem(at: practice.root.appending(path: "bland-api-key"))
            let result = try practice.recalld("check")
            #expect(result.code == 78)
            for key in ["folder", "bland.api_key_file"] {
                #expect((result.output + result.errors).contains(" \(key): "), "\(key) is not named")
            }
            #expect(try practice.recalld("no-such-command", configured: false).code == 64)
        }
    }

    private func log(_ practice: RealPractice) throws -> String {
        try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8)
    }
}
