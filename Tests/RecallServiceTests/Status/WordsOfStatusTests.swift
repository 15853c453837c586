import Foundation
import RecallCore
import RecallTestSupport
import Testing

/// The document that says what the words of `status` rest on names every code that may stand there.
@Suite struct WordsOfStatusTests {
    private static func rows(below heading: String) throws -> [String] {
        let text = try String(
            contentsOf: Fixtures.root.appending(path: "Documents/words-of-status.md"), encoding: .utf8)
        let part = try #require(text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading + "\n") })
        return part.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
            String($0.dropFirst(3).prefix { $0 != "`" })
        }
    }

    @Test func `each gate has its row, in the order of precedence`() throws {
        #expect(try Self.rows(below: "Gates") == GateCode.allCases.map(\.rawValue))
    }

    @Test func `each problem has its row`() throws {
        #expect(try Self.rows(below: "Problems") == AlertCode.allCases.map(\.rawValue))
    }
}
