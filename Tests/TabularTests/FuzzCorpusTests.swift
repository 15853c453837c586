import Foundation
import RecallTestSupport
import Tabular
import Testing

/// Inputs that a coverage-guided fuzzer found to reach something new, one a line in base64; `Scripts/fuzz` finds more.
@Suite struct FuzzCorpusTests {
    @Test func `what a fuzzer found reads as the obvious reader reads it, and no profile fails on it`() throws {
        let text = try String(
            contentsOf: Fixtures.root.appending(path: "Tests/Fixtures/Fuzz/corpus.txt"), encoding: .utf8)
        let inputs = text.split(separator: "\n")
        #expect(inputs.count > 100)
        for (number, line) in inputs.enumerated() {
            let bytes = [UInt8](try #require(Data(base64Encoded: String(line)), "line \(number + 1)"))
            guard let input = FuzzInput(bytes) else { continue }
            #expect(try input.failure() == nil, "line \(number + 1)")
        }
    }
}
