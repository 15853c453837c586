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
}
