import Foundation
import RecallCore
import RecallPorts
import RecallSystem
import Testing

@testable import RecallService

/// The names of claimed files, whatever they were dropped under.
@Suite struct ClaimTests {
    private static let now = Instant(milliseconds: 1_795_000_000_000)
    /// One character to a reader, and 161 bytes.
    private static let tower = "e" + String(repeating: "\u{301}", count: 80)

    @Test(
        arguments: [
            "patients.csv", tower, tower + ".", tower + ".csv", String(repeating: "x", count: 255),
            String(repeating: "é", count: 120) + ".csv", "a--b.csv", "--", String(repeating: "👩‍👩‍👧‍👦", count: 10) + ".txt",
        ], [false, true])
    func `a claim keeps what can be kept of a name, and is read back from its own`(
        name: String, isApproved: Bool
    ) throws {
        let claim = Claim(firstSeenAt: Self.now, isApproved: isApproved, fileName: name)
        #expect(!claim.fileName.isEmpty)
        #expect(claim.fileName.utf8.count <= 150)
        #expect(claim.name.utf8.count <= 215)
        #expect(PracticeFolders.rejected.appending(claim.fileName) != nil)
        #expect(Claim(name: claim.name) == claim)
    }

    @Test(arguments: ["1795000000000-c_1--", "1795000000000-c_1--..", "1795000000000-c_1--."])
    func `a claim of an earlier version whose name cannot be used has another`(name: String) throws {
        let claim = try #require(Claim(name: name))
        #expect(claim.name == name)
        #expect(PracticeFolders.rejected.appending(claim.fileName) != nil)
    }

    @Test func `a file whose name has one endless character is set aside, and the next is taken`() async throws {
        try await Bench.open { bench in
            let words = "nothing that anybody could use\n"
            let result = try await bench.take(Self.tower, words)
            #expect(result.state == .rejected)
            #expect(try bench.names("rejected").count == 2)
            #expect(try await bench.take("patients.csv", Bench.patients).state == .imported)
        }
    }
}
