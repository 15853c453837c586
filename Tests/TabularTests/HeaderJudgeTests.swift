import RecallTestSupport
import Testing

@testable import Tabular

struct HeaderJudgeTests {
    @Test(arguments: [
        ("Patient ID", true), ("DateOfBirth", false), ("birth_date", true), ("HomePhone", true), ("Column 12", true),
        ("Column12", true), ("12", false), ("", false), ("the last of a great many words is a name", false),
        ("Größe", false), ("Größe, number", true),
    ])
    func `what tables of any kind call a column is known`(text: String, isCommon: Bool) {
        #expect(HeaderJudge.isCommonName(text) == isCommon)
    }

    @Test func `a text is judged by its letters, with other characters in it and without`() {
        let seed = UInt64.random(in: 0...UInt64(UInt32.max))
        var random = SeededGenerator(seed: seed)
        let pieces = ["id", "ID", "Name", "date", "column", "Col", " ", "_", "-", "7", "x", "B", "phone", "."]
        for _ in 0..<5000 {
            let count = Int.random(in: 0...6, using: &random)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            // A mark that is no letter parts no words, and takes the way of texts that are not plain.
            #expect(
                HeaderJudge.isCommonName(text) == HeaderJudge.isCommonName("€" + text), "\(text), seed \(seed)")
        }
    }
}
