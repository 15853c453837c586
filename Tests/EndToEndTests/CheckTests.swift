import Foundation
import GRDB
import RecallTestSupport
import Testing

/// What `check`, `run` and the commands say of a machine that is right, and of one that is not.
@Suite struct CheckTests {
    /// The proofs of `check`, by subject, and its exit code.
    private func checks(_ practice: RealPractice) throws -> (states: [String: String], words: String, code: Int32) {
        let result = try practice.recalld("check", "--json")
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let checks = object?["proofs"] as? [[String: Any]] ?? []
        let pairs = checks.map { ($0["subject"] as? String ?? "", $0["state"] as? String ?? "") }
        return (Dictionary(pairs) { first, _ in first }, result.output, result.code)
    }

    private func execute(_ sql: String, _ database: String) throws {
        let queue = try DatabaseQueue(path: database)
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }

    @Test func `each check of check is good on a machine that is right, and bad where its part is not`() async throws {
        try await RealPractice.use { practice in
            try await practice.startSimulator()
            let state = practice.root.appending(path: "state").path
            #expect(
                try practice.recalld(
                    "import", Fixtures.sample("harbour-lane-patients.csv").path, "--practice", "harbour-lane"
                ).code == 0)
            let good = try checks(practice)
            for subject in ["key", "state", "database", "bland", "folder", "writers", "events", "exports"] {
                #expect(good.states[subject] == "proved", "\(subject): \(good.words)")
            }
            #expect(good.states["clock"] != nil && good.states["clock"] != "failed")
            #expect(good.code == 0)
            #expect(good.words.contains("balance"))

            try practice.write("bland-api-key", "another-key\n")
            let refused = try checks(practice)
            #expect(refused.states["bland"] == "failed" && refused.code == 69, "\(refused.words)")
            #expect(!refused.words.contains("another-key"))

            try practice.write("bland-api-key", "test-key\n")
            try practice.configure()
            let unreachable = try checks(practice)
            #expect(unreachable.states["bland"] == "failed" && unreachable.code == 69, "\(unreachable.words)")
            #expect(unreachable.words.contains("cannot be reached") && !unreachable.words.contains("reason:"))

            let text = try String(contentsOf: practice.configuration, encoding: .utf8)
            try practice.write("recalld.toml", text.replacing("[inbox]\n", with: "[inbox]\nwatch = \"poll\"\n"))
            #expect(try checks(practice).states["events"] == "note", "polling is said")

            try practice.configure()
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: state)
            #expect(
                try checks(practice).states["state"] == "note", "others may look in, and the database is its owner's")
            try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: state)
            let open = try checks(practice)
            #expect(open.states["state"] == "failed" && open.code == 1, "\(open.words)")
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: state)

            try practice.write("state/recalld.db", String(repeating: "a letter, and no database\n", count: 400))
            for ending in ["-wal", "-shm"] {
                let file = "\(state)/recalld.db\(ending)"
                if FileManager.default.fileExists(atPath: file) { try FileManager.default.removeItem(atPath: file) }
            }
            let damaged = try checks(practice)
            #expect(damaged.states["database"] == "failed" && damaged.code == 1, "\(damaged.words)")
            #expect(damaged.words.contains("backup"))

            // A key that others may read, and one that is missing, are told before anything is tried.
            let key = practice.root.appending(path: "bland-api-key").path
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
            let shown = try practice.recalld("check")
            #expect(shown.code == 78 && shown.output.contains("bland.api_key_file"), "\(shown.output)")
            try FileManager.default.removeItem(atPath: key)
            let missing = try practice.recalld("check")
            #expect(missing.code == 78 && missing.output.contains("there is no key"), "\(missing.output)")
        }
    }

    @Test func `the daemon keeps its state and its memory from other eyes`() async throws {
        try await RealPractice.use { practice in
            try practice.configure(mode: "dry-run")
            let state = practice.root.appending(path: "state")
            try FileManager.default.removeItem(at: state)
            try practice.startDaemon()
            let database = state.appending(path: "recalld.db")
            try await practice.eventually("the database is made") {
                FileManager.default.fileExists(atPath: database.path) ? true : nil
            }
            let rights = try FileManager.default.attributesOfItem(atPath: state.path)[.posixPermissions] as? Int
            #expect(rights == 0o700)
            let limits = try String(contentsOfFile: "/proc/\(practice.number(of: "recalld"))/limits", encoding: .utf8)
            let cores = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
            #expect(cores?.split(separator: " ").dropFirst(4).first == "0", "\(cores ?? "")")
        }
    }

    @Test func `a database of a newer recalld is refused by the daemon and by every command, in words`() async throws {
        try await RealPractice.use { practice in
            #expect(try practice.recalld("plan").code == 0)
            let database = practice.root.appending(path: "state/recalld.db").path
            try execute("INSERT INTO grdb_migrations (identifier) VALUES ('99')", database)
            for command in ["status", "plan", "audit"] {
                let result = try practice.recalld(command)
                #expect(result.code == 1 && result.errors.contains("newer recalld"), "\(command): \(result.errors)")
            }
            try practice.startDaemon()
            #expect(try await practice.waitForEnd("recalld") == 1)
            let log = try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8)
            #expect(log.contains("newer recalld"))
        }
    }

    @Test func `what staff did can be taken out as lines, and neither changed nor shortened`() async throws {
        try await RealPractice.use { practice in
            #expect(try practice.recalld("pause").code == 0)
            #expect(try practice.recalld("resume").code == 0)
            let lines = try practice.json("audit")
            #expect(lines.compactMap { $0["action"] as? String } == ["pause", "resume"])
            #expect(lines.allSatisfy { $0["at"] is String && $0["actor"] as? String == "staff" && $0["id"] is Int })
            let database = practice.root.appending(path: "state/recalld.db").path
            for sql in ["DELETE FROM audit", "UPDATE audit SET action = 'nothing'"] {
                #expect(throws: (any Error).self, "\(sql)") { try execute(sql, database) }
            }
            #expect(try practice.json("audit").count == 2)
        }
    }
}
