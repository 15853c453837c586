import Foundation
import RecallTestSupport
import Testing

/// What commands do while something is wrong with the configuration.
@Suite struct WrongConfigurationTests {
    private static func addPractice(_ practice: RealPractice, _ text: String) throws {
        try practice.write("practices.d/mill-road.toml", text)
    }

    @Test func `a wrong file of one practice stops no stop, neither its own nor another practice's`() async throws {
        try await RealPractice.use { practice in
            #expect(
                try practice.recalld(
                    "import", Fixtures.sample("harbour-lane-patients.csv").path, "--practice", "harbour-lane"
                ).code == 0)
            try Self.addPractice(practice, "name = Mill Road\n")
            let recall = try practice.json("plan", "--practice", "harbour-lane").first?["recall"] as? String ?? ""
            let words = "mill-road: \(practice.root.path)/practices.d/mill-road.toml is wrong; recalld check tells what"
            for arguments in [
                ["pause"], ["resume"], ["pause", "--practice", "mill-road"], ["resume", "--practice", "mill-road"],
                ["suppress", "07700 900123", "--reason", "asked", "--practice", "mill-road"],
                ["unsuppress", "07700 900123", "--reason", "asked", "--practice", "mill-road"],
                ["suppress", "--patient", "4711", "--practice", "mill-road", "--anyway", "--reason", "asked"],
                ["suppress", "07700 900123", "--reason", "asked", "--practice", "harbour-lane"],
                ["hold", recall], ["release", recall], ["cancel", recall], ["retry", recall], ["plan"], ["tasks"],
                ["plan", "--practice", "harbour-lane"],
            ] {
                let result = try practice.recalld(arguments)
                // Bland is not there to be asked, which is no matter of the file.
                #expect(result.code == 0, "\(arguments): \(result.output)\(result.errors)")
                #expect(result.errors.split(separator: "\n").filter { $0 == words }.count == 1, "\(result.errors)")
            }
            for arguments in [["plan", "--practice", "mill-road"], ["check"], ["run"]] {
                let result = try practice.recalld(arguments)
                #expect(result.code == 78, "\(arguments): \(result.output)")
                #expect((result.output + result.errors).contains("mill-road.toml:1: "), "\(arguments)")
            }
        }
    }

    @Test func `the only practice can be stopped by name and without one while its file is wrong`() async throws {
        try await RealPractice.use { practice in
            try practice.write("practices.d/harbour-lane.toml", "name = Harbour Lane\n")
            for arguments in [
                ["pause"], ["pause", "--practice", "harbour-lane"], ["suppress", "07700 900123", "--reason", "asked"],
            ] {
                #expect(try practice.recalld(arguments).code == 0, "\(arguments)")
            }
            #expect(try practice.recalld("plan").code == 78)
        }
    }

    @Test func `a reload says what came of it, and a refused one is told until another is taken`() async throws {
        try await RealPractice.use { practice in
            try practice.configure(mode: "dry-run")
            #expect(try practice.recalld("reload").code == 1, "nobody runs")
            let before = try practice.recalld("status", "--json")
            #expect(before.code == 3 && before.output.contains("\"daemon\":{\"running\":false,"))
            try practice.startDaemon()
            try await practice.eventually("the daemon is ready") {
                try Self.log(practice).contains("recalld is ready") ? true : nil
            }
            let taken = try practice.recalld("reload")
            #expect(taken.code == 0 && taken.output.contains("was read again"), "\(taken.errors)")

            let file = practice.root.appending(path: "practices.d/harbour-lane.toml")
            let right = try String(contentsOf: file, encoding: .utf8)
            try practice.write("practices.d/harbour-lane.toml", right + "\nfone = 1\n")
            let refused = try practice.recalld("reload")
            #expect(refused.code == 78 && refused.errors.contains("fone"), "\(refused.errors)")
            // The file alone being right again changes nothing of what is in force.
            try practice.write("practices.d/harbour-lane.toml", right)
            let status = try practice.recalld("status")
            #expect(status.output.hasPrefix("recalld runs since"))
            #expect(status.code == 3 && status.output.contains("The configuration was refused at"), "\(status.output)")
            #expect(try practice.recalld("status", "--json").output.contains("\"configuration_refused\":[\""))
            let check = try practice.recalld("check", "--offline")
            #expect(check.code == 3 && check.output.contains("systemctl reload recalld"), "\(check.output)")
            #expect(check.output.hasSuffix("But something waits for a person, as told above.\n"))
            #expect(try practice.recalld("reload").code == 0)
            #expect(try practice.recalld("status").output.contains("refused") == false)

            // A main file of which nothing can be read is refused too, where the service manager says which state is meant.
            try practice.write("recalld.toml", "mode = live\n")
            #expect(try practice.recalld("reload").code == 78)
        }
    }

    private static func log(_ practice: RealPractice) throws -> String {
        try String(contentsOf: practice.root.appending(path: "recalld.log"), encoding: .utf8)
    }
}
