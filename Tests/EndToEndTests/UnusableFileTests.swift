import Foundation
import RecallTestSupport
import Testing

/// Files that cannot be used, through the real `recalld inspect`.
@Suite struct UnusableFileTests {
    private static let header = "Ref,Surname,Forename,DOB,Mobile,Last Exam\r\n"
    private static let table =
        header
        + (1...30).map { "\($0),Smith,Ann,0\($0 % 9 + 1)/02/1960,07700 9001\($0 + 10),01/11/2023\r\n" }.joined()

    private static let files: [(name: String, words: String, bytes: Data)] = [
        ("empty", "is empty", Data()),
        ("header only", "has no rows", Data(header.utf8)),
        ("binary", "is not text", Data((0..<40_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 7 &+ $0 >> 3) })),
        ("workbook", "Excel workbook", Data([0x50, 0x4B, 3, 4, 20, 0, 6, 0, 8, 0])),
        ("web page", "web page", Data("<html xmlns:x=\"urn:x\"><table><tr><td>1</td></tr></table></html>".utf8)),
        ("half copied", "NUL bytes from line 32", Data(table.utf8) + Data(count: 4_096)),
        ("torn", "is cut off", Data((table + "31,Smith,An").utf8)),
        ("open quote", "never closed", Data((table + "31,\"Smith,Ann,01/02/1960\r\n" + table).utf8)),
        (
            "10,000 columns", "more than 1000 columns",
            Data((1...10_000).map { "c\($0)" }.joined(separator: ",").utf8 + Array("\r\n".utf8))
        ),
        ("commas only", "line 1", Data(repeating: 0x2C, count: 9_000_000)),
        (
            "one long cell", "longer than 1 MB",
            Data((table + "31,Smith,").utf8) + Data(repeating: 0x78, count: 9_000_000) + Data("\r\n".utf8)
        ),
    ]

    @Test func `every unusable file gets a plain sentence of its own and exit code 65`() async throws {
        try await RealPractice.use { practice in
            var sentences: Set<String> = []
            for file in Self.files {
                let path = practice.root.appending(path: "export.csv")
                try file.bytes.write(to: path)
                let result = try practice.recalld("inspect", path.path, "--json", configured: false)
                #expect(result.code == 65, "\(file.name): \(result.output)\(result.errors)")
                let report = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
                #expect(report?["verdict"] as? String == "reject", "\(file.name)")
                let reasons = try #require(report?["reasons"] as? [String], "\(file.name)")
                #expect(reasons.count == 1, "\(file.name)")
                let sentence = try #require(reasons.first)
                #expect(sentence.localizedCaseInsensitiveContains(file.words), "\(file.name): \(sentence)")
                #expect(sentence.hasSuffix("."), "\(file.name): \(sentence)")
                sentences.insert(sentence)
            }
            #expect(sentences.count >= Self.files.count - 1, "two of them share a sentence about columns")
        }
    }
}
