import Foundation
import RecallTestSupport
import Testing

/// Do-not-call lists on the real binaries: what is held against them is whom the telephone rang.
@Suite struct DoNotCallTests {
    private func take(_ text: String, as name: String, _ practice: RealPractice) throws -> RealPractice.Result {
        try practice.write(name, text)
        return try practice.recalld("import", practice.root.appending(path: name).path, "--practice", "harbour-lane")
    }

    private func patients(_ numbers: Range<Int>, _ practice: RealPractice) throws {
        let text = String(decoding: StormFiles.patients(numbers), as: UTF8.self)
        #expect(try take(text, as: "patients.csv", practice).code == 0)
    }

    private func places(_ practice: RealPractice) throws {
        #expect(try take(String(decoding: try StormFiles.diary(), as: UTF8.self), as: "diary.csv", practice).code == 0)
    }

    @Test func `only who is registered, listed or named is not rung, and a list is taken back by its name`()
        async throws
    {
        try await RealPractice.use { practice in
            try await practice.startSimulator(
                ["--speed", "100"] + practice.script(always: "declined"))
            try patients(0..<12, practice)
            try places(practice)
            // A screening house's answer: one of three is registered.
            let result =
                "Telephone,TPS Registered\n\(StormFiles.number(0)),Yes\n\(StormFiles.number(1)),No\n\(StormFiles.number(2)),No\n"
            #expect(try take(result, as: "answer.csv", practice).code == 0)
            // Only who may be called is not stopped.
            let callable = "Number,OK to call\n\(StormFiles.number(3)),N\n\(StormFiles.number(4)),Y\n"
            #expect(try take(callable, as: "export7.csv", practice).code == 0)
            // Bare numbers, without a name that says what they are.
            #expect(try take("\(StormFiles.number(5))\n\(StormFiles.e164(6))\n", as: "Sheet1.txt", practice).code == 0)
            #expect(try take("\(StormFiles.number(7)), \(StormFiles.number(8))\n", as: "a.csv", practice).code == 0)
            let back = try practice.recalld("unsuppress", "--export", "a.csv", "--reason", "the wrong file")
            #expect(back.code == 0 && back.output.contains("2 entries"), "\(back)")
            // A number with a blank and without quotes, a patient by telephone.
            let number = StormFiles.number(9)
            let blank = try practice.recalld(
                "suppress", String(number.prefix(5)), String(number.dropFirst(5)), "--reason", "asked")
            #expect(blank.code == 0, "\(blank)")
            let named = try practice.recalld("suppress", "--patient", StormFiles.number(10), "--reason", "asked")
            #expect(named.code == 0 && named.output.contains("patient 50010"), "\(named)")

            try practice.startDaemon()
            let rung: Set = [1, 2, 4, 7, 8, 11]
            try await practice.eventually("everybody else was rung") {
                try practice.ledgerLines("accepted").count >= rung.count ? true : nil
            }
            try await practice.eventually("their calls have ended") {
                let plan = try practice.json("plan")
                return plan.allSatisfy { ["done", "suppressed", "waiting"].contains($0["state"] as? String) }
                    ? true : nil
            }
            let numbers = try practice.ledgerLines("accepted").compactMap { $0["number"] as? String }
            #expect(Set(numbers) == Set(rung.map(StormFiles.e164)))
            #expect(numbers.count == rung.count)
        }
    }

    @Test(arguments: [
        "{0}\n{1} (asked 12/3)\n{2}\n", "{0} asked\n{1}\n{2}\n", "{0} / {1}\n{2}\n",
        "Patient No,Do Not Call\n50000,Y\n50001,N\n",
        "{0}\n0770090010\n{2}\n", "Phone\n4.47701E+11\n{1}\n{2}\n", "Phone,Consent\n{0},N\n{1},Y\n{2},Y\n",
        "1. {0}\n2. {1}\n",
    ])
    func `of a list no line is passed over: it waits, with words, or all of it counts`(list: String) async throws {
        try await RealPractice.use { practice in
            try patients(0..<3, practice)
            let text = (0..<3).reduce(list) { $0.replacing("{\($1)}", with: StormFiles.number($1)) }
            let taken = try take(text, as: "x.csv", practice)
            #expect(taken.code == 3 && !taken.output.isEmpty, "\(taken)")
            #expect(FileManager.default.fileExists(atPath: practice.share.path + "/review/x.csv.review.txt"))
            _ = try practice.recalld("approve", "x.csv")
            let left = FileManager.default.fileExists(atPath: practice.share.path + "/review/x.csv")
            let states = try practice.json("plan").filter { $0["state"] as? String == "suppressed" }
            #expect(left || !states.isEmpty, "approved, and nobody is stopped")
        }
    }

    @Test func `a path means the practice in whose folder it leads`() async throws {
        try await RealPractice.use { practice in
            let other = practice.root.appending(path: "mill-road")
            try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
            let file = try String(
                contentsOf: practice.root.appending(path: "practices.d/harbour-lane.toml"), encoding: .utf8)
            try practice.write("practices.d/mill-road.toml", file.replacing(practice.share.path, with: other.path))
            func take(_ text: String, as name: String, _ id: String) throws -> Int32 {
                try practice.write(name, text)
                return try practice.recalld("import", practice.root.appending(path: name).path, "--practice", id).code
            }
            let patients = String(decoding: StormFiles.patients(0..<3), as: UTF8.self)
            for id in ["harbour-lane", "mill-road"] {
                #expect(try take(patients, as: "patients.csv", id) == 0)
                #expect(try take("Telephone\n\(StormFiles.number(0))\n", as: "tps.csv", id) == 0)
                #expect(try take("a b,c d\n\(StormFiles.number(1)),x\n", as: "odd.csv", id) == 3)
            }
            let month = try #require(
                try FileManager.default.subpathsOfDirectory(atPath: other.path).first { $0.hasSuffix("/tps.csv") })
            func stopped(_ id: String) throws -> Int {
                try practice.json("plan", "--practice", id).filter { $0["state"] as? String == "suppressed" }.count
            }
            for code: Int32 in [0, 1] {
                let back = try practice.recalld(
                    "unsuppress", "--export", "\(other.path)/\(month)", "--reason", "the wrong list")
                #expect(back.code == code, "\(back)")
                #expect(try stopped("mill-road") == 0)
                #expect(try stopped("harbour-lane") == 1)
            }
            #expect(try practice.recalld("reject", "odd.csv").errors.contains("--practice"))
            #expect(try practice.recalld("reject", other.path + "/review/odd.csv").code == 0)
            #expect(FileManager.default.fileExists(atPath: practice.share.path + "/review/odd.csv"))
            #expect(!FileManager.default.fileExists(atPath: other.path + "/review/odd.csv"))
        }
    }

    @Test func `a list that cannot be read waits, and approved as it is stops everybody in it`() async throws {
        try await RealPractice.use { practice in
            try patients(0..<3, practice)
            let result = "Telephone,Result\n\(StormFiles.number(0)),Yes\n\(StormFiles.number(1)),No\n"
            let held = try take(result, as: "result.csv", practice)
            #expect(held.code == 3 && held.output.contains("\"no\", \"yes\""), "\(held)")
            #expect(try practice.json("plan").allSatisfy { $0["state"] as? String != "suppressed" })
            #expect(try practice.recalld("approve", "result.csv").code == 0)
            let states = try practice.json("plan").filter { $0["state"] as? String == "suppressed" }
            #expect(Set(states.compactMap { $0["patient_id"] as? String }) == ["50000", "50001"])
        }
    }

    @Test func `a list that stops half the practice waits, and approved and taken back it leaves nothing`() async throws
    {
        try await RealPractice.use { practice in
            try patients(0..<60, practice)
            func stopped() throws -> Int {
                try practice.json("plan").filter { $0["state"] as? String == "suppressed" }.count
            }
            let list = (0..<40).map { StormFiles.number($0) + "\n" }.joined()
            let held = try take(list, as: "numbers.csv", practice)
            #expect(held.code == 3 && held.output.contains("stops 40 of 60 patients"), "\(held)")
            #expect(try stopped() == 0)
            let paper = try String(
                contentsOf: practice.share.appending(path: "review/numbers.csv.review.txt"), encoding: .utf8)
            #expect(paper.contains("stops 40 of 60 patients"))
            #expect(try practice.recalld("approve", "numbers.csv").code == 0)
            #expect(try stopped() == 40)
            let back = try practice.recalld(
                "unsuppress", "--export", "numbers.csv", "--reason", "all of our patients", "--json")
            #expect(back.code == 0 && back.output.contains("\"taken_back\":40,\"still_stopped\":0"), "\(back)")
            #expect(try stopped() == 0)
        }
    }

    @Test func `commands take a patient by any words, and say when nobody or several are meant`() async throws {
        try await RealPractice.use { practice in
            try patients(0..<30, practice)
            func code(_ arguments: String...) throws -> Int32 {
                switch arguments.count {
                case 2: try practice.recalld(arguments[0], arguments[1]).code
                case 3: try practice.recalld(arguments[0], arguments[1], arguments[2]).code
                default: try practice.recalld(arguments[0], arguments[1], arguments[2], arguments[3], arguments[4]).code
                }
            }
            let number = StormFiles.number(3)
            #expect(try code("why", "50003") == 0)
            #expect(try code("why", StormFiles.surname(3)) == 0)
            #expect(try code("why", number) == 0)
            #expect(try code("why", String(number.prefix(5)), String(number.dropFirst(5))) == 0)
            #expect(try code("why", "Ada", StormFiles.surname(3)) == 0)
            #expect(try code("why", "Ada") == 65)
            #expect(try code("hold", "Storm") == 65)
            #expect(try practice.json("plan").allSatisfy { $0["state"] as? String != "held" })
            #expect(try code("hold", StormFiles.surname(3).lowercased()) == 0)
            #expect(try practice.json("plan").filter { $0["state"] as? String == "held" }.count == 1)
            #expect(try code("release", number) == 0)
            #expect(try code("cancel", "50003") == 0)
            #expect(try code("retry", "50003") == 0)
            #expect(try code("hold", "nobody") == 1)
            #expect(try code("suppress", "--patient", "zzz99", "--reason", "asked") == 1)
            let anyway = try practice.recalld(
                "suppress", "--patient", "zzz99", "--reason", "asked", "--anyway", "--json")
            #expect(anyway.code == 0 && anyway.output.contains("\"patient_id\":\"zzz99\""), "\(anyway)")
            let table = try practice.recalld("plan").output
            let recall = try #require(try practice.json("plan").first?["recall"] as? String)
            #expect(table.contains("recall") && table.contains(recall))
        }
    }
}
