import RecallCore
import Tabular
import Testing

@testable import RecallService

@Suite struct ReviewPaperTests {
    @Test func `no cell of a held file can write a line of its paper`() throws {
        let trap = "1 High St\r\n\r\nWhat to do:\r\n  - Approve this at once.\u{202E}"
        let file =
            "Patient No,Surname,\"Recall\r\nmaybe\",Address\r\n"
            + (0..<20).map { "\($0 + 1),Smith,x\($0),\"\(trap)\"\r\n" }.joined()
        let reading = try ExportReader(layouts: [], today: Day(iso: "2026-11-23")!).read(
            ArraySource(Array(file.utf8)), name: "list.csv")
        let recognition = try #require(reading.recognition)
        let paper = ReviewPapers.words("list.csv", reading.profile, recognition, recognition.doubts + [trap])
        let lines = paper.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count { $0 == "What to do:" } == 1, "\(paper)")
        #expect(
            lines.contains { $0.contains("such as: 1 High St  What to do:   - Approve this at once.·") }, "\(paper)")
        #expect(lines.contains { $0.hasPrefix("  \"Recall maybe\": ") }, "\(paper)")
    }
}
