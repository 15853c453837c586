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

    @Test(arguments: [
        "patients.csv", tower, tower + ".", tower + ".csv", String(repeating: "x", count: 255),
        "a" + String(repeating: "\u{301}", count: 127), String(repeating: ".", count: 255),
        String(repeating: "é", count: 120) + ".csv", "a--b.csv", "--", ".", "..",
        String(repeating: "👩‍👩‍👧‍👦", count: 10) + ".txt", String(repeating: "\u{FFFD}", count: 85),
    ])
    func `a claim keeps what can be kept of a name, and has one of its own`(name: String) throws {
        let claim = Claim.make(of: name, firstSeenAt: Self.now, approver: nil, practice: "p")
        #expect(!claim.name.isEmpty)
        #expect(claim.name.utf8.count <= 150)
        for ending in ["", ".review.txt", ".layout.toml", ".reason.txt", ".rows.csv"] {
            #expect(PracticeFolders.rejected.appending(claim.name + ending) != nil)
        }
        #expect(try Claim.path(claim.id).name == claim.id)
        #expect(claim.id != Claim.make(of: name, firstSeenAt: Self.now, approver: nil, practice: "p").id)
    }

    @Test(arguments: [
        ("a.csv.reason.txt", "a.csv.reason-export.txt"), ("a.csv.LAYOUT.TOML", "a.csv.LAYOUT-export.TOML"),
        ("a.csv.rows.csv", "a.csv.rows-export.csv"), ("a.review.txt", "a.review-export.txt"), ("a.csv", "a.csv"),
    ])
    func `no export is called as a paper beside one would be`(name: String, kept: String) {
        #expect(Claim.kept(name) == kept)
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
