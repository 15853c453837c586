import Foundation
import RecallTestSupport
import Testing

/// A copy of the database, made while the real daemon places calls.
@Suite struct BackupTests {
    @Test
    func
        `a backup that is made during calls is whole, and nobody is called again when it takes the place of the database`()
        async throws
    {
        try await RealPractice.use { practice in
            let storm = StormPractice(practice)
            try await storm.start(["--speed", "30", "--seed", "7"], concurrent: 3)
            try storm.drop(StormFiles.patients(0..<40), as: "patients.csv")
            try practice.startDaemon()
            try await practice.eventually("calls are placed") {
                try practice.ledgerLines("accepted").count >= 5 ? true : nil
            }
            let copy = practice.root.appending(path: "backup.db")
            let made = try practice.recalld("backup", copy.path)
            #expect(made.code == 0, "\(made.errors)")
            #expect(practice.isRunning("recalld"))
            #expect(try practice.recalld("backup", copy.path).code != 0, "a backup is never written over")
            let mode = try FileManager.default.attributesOfItem(atPath: copy.path)[.posixPermissions] as? Int
            #expect(mode.map { $0 & 0o077 } == 0, "whoever reads a backup reads patients")

            let written = try practice.outboxFiles().count
            try await practice.eventually("the outbox goes on") {
                try practice.outboxFiles().count >= written + 5 ? true : nil
            }
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0)
            let state = practice.root.appending(path: "state")
            for name in try FileManager.default.contentsOfDirectory(atPath: state.path)
            where name.hasPrefix("recalld.db") {
                try FileManager.default.removeItem(at: state.appending(path: name))
            }
            try FileManager.default.moveItem(at: copy, to: state.appending(path: "recalld.db"))
            #expect(try practice.json("plan").count == 40)
            #expect(try practice.json("calls", "list").count >= 5)
            let checked = try practice.recalld("check")
            #expect(checked.output.contains("database"), "\(checked.output)\(checked.errors)")
            #expect(checked.code == 0, "\(checked.output)\(checked.errors)")

            // The copy knows nothing of the calls since.
            let accepted = try practice.ledgerLines("accepted").count
            try practice.startDaemon()
            try await practice.eventually("it says that it has been put back") {
                let problems = try practice.status()["problems"] as? [[String: Any]]
                return problems?.contains { $0["code"] as? String == "restored_database" } == true ? true : nil
            }
            #expect(try practice.status()["paused"] as? Bool == true)
            practice.signal("recalld", SIGTERM)
            #expect(try await practice.waitForEnd("recalld") == 0)
            #expect(try practice.ledgerLines("accepted").count == accepted)
            #expect(try practice.recalld("resume").code == 0)
            try practice.startDaemon()
            try await practice.eventually("calls go on") {
                try practice.ledgerLines("accepted").count > accepted ? true : nil
            }
            #expect(try practice.status()["paused"] as? Bool == false)
        }
    }

    @Test func `a backup goes into no shared folder, through no link and into no folder that is not there`()
        async throws
    {
        try await RealPractice.use { practice in
            try FileManager.default.createSymbolicLink(
                at: practice.root.appending(path: "way"), withDestinationURL: practice.share)
            for (place, words) in [
                (practice.share.path + "/backup.db", "shared folder"),
                (practice.root.path + "/way/backup.db", "none is followed"),
                (practice.root.path + "/gone/backup.db", "Make it first"),
            ] {
                let made = try practice.recalld("backup", place)
                #expect(made.code == 1 && made.errors.contains(words), "\(place): \(made.errors)")
                #expect(!FileManager.default.fileExists(atPath: place))
            }
            let report = practice.root.appending(path: "report.json")
            #expect(try practice.recalld("doctor", report.path).code == 0)
            #expect(try practice.recalld("doctor", report.path).code == 1)
            let names = try FileManager.default.contentsOfDirectory(atPath: practice.root.path + "/state")
            #expect(!names.contains { $0.hasSuffix(".part") })
        }
    }
}
