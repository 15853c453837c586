import Foundation
import RecallTestSupport
import Testing

/// The commands that set practices up and take them out of service, of the real binary.
@Suite struct PracticeCommandTests {
    @Test func `a practice is taken out of service by a word that is meant, and moved back it is there again`()
        async throws
    {
        try await RealPractice.use { practice in
            let settings = practice.root.path + "/practices.d/harbour-lane.toml"
            let unmeant = try practice.recalld("practice", "remove", "harbour-lane")
            #expect(unmeant.code == 64 && unmeant.errors.contains("--yes"), "\(unmeant.errors)")
            let unknown = try practice.recalld("practice", "remove", "harbor-lane", "--yes")
            #expect(unknown.code == 64 && unknown.errors.contains("Did you mean harbour-lane?"), "\(unknown.errors)")
            #expect(FileManager.default.fileExists(atPath: settings))

            let removed = try practice.recalld("practice", "remove", "harbour-lane", "--yes")
            #expect(removed.code == 0 && removed.output.contains("systemctl stop recalld"), "\(removed.errors)")
            #expect(removed.output.contains(practice.share.path) && !FileManager.default.fileExists(atPath: settings))
            #expect(try practice.recalld("plan").code == 78)
            try FileManager.default.moveItem(atPath: settings + ".out-of-service", toPath: settings)
            #expect(try practice.recalld("plan").code == 0)
        }
    }

    @Test func `no folder is made through a link, and no other practice's folder is taken over`() async throws {
        try await RealPractice.use { practice in
            let (files, root) = (FileManager.default, practice.root.path)
            try files.createDirectory(atPath: root + "/elsewhere", withIntermediateDirectories: false)
            try files.createSymbolicLink(atPath: root + "/way", withDestinationPath: root + "/elsewhere")
            let added = try practice.recalld(
                "practice", "add", "mill-road", "--folder", root + "/way/mill", "--name", "Mill Road", "--phone",
                "01632 960002")
            #expect(added.code == 1 && added.errors.contains("none is followed"), "\(added.errors)")
            #expect(try files.contentsOfDirectory(atPath: root + "/elsewhere").isEmpty)
            #expect(try files.contentsOfDirectory(atPath: root + "/practices.d") == ["harbour-lane.toml"])

            let patients = Fixtures.sample("harbour-lane-patients.csv").path
            #expect(try practice.recalld("import", patients, "--practice", "harbour-lane").code == 0)
            let mark = practice.share.path + "/.recalld/practice-mark"
            try Data("m_other\n".utf8).write(to: URL(filePath: mark))
            let moved = try practice.recalld("practice", "moved", "harbour-lane")
            #expect(moved.code == 1 && moved.errors.contains("not this practice's"), "\(moved.errors)")
        }
    }
}
