import RecallSystem
import RecallTestSupport
import Tabular
import Testing

@testable import RecallService

/// A file that is read once for all that is to be known of its bytes.
@Suite struct OnePassSourceTests {
    private static let seed: UInt64 = 11

    @Test(arguments: [0, 1, 5, 4096, 1 << 20, 1 << 20 | 1, (1 << 20) + 300_000])
    func `the digest and the evidence are those of all bytes, in whatever order they are asked for`(
        count: Int
    ) throws {
        var random = SeededGenerator(seed: Self.seed)
        let letters = Array("Renée, 07700 900123;\r\n".utf8) + [0xE9, 0x00, 0x82]
        let bytes = (0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
        let whole = try EncodingEvidence(of: ArraySource(bytes))
        for turn in 0..<4 {
            let once = try OnePassSource(ArraySource(bytes))
            var place = 0
            while turn > 0, place < count {
                let length = Int.random(in: 1...200_000, using: &random)
                let range = place..<min(count, place + length)
                #expect(try once.read(range) == Array(bytes[range]))
                // Now and then back, or ahead, as for the end of a file.
                if turn > 1, count > 1 { _ = try once.read(Int.random(in: 0..<count, using: &random)..<count) }
                if turn > 2, Bool.random(using: &random) { break }
                place = range.upperBound
            }
            let (sha256, evidence) = try once.finish()
            #expect(sha256 == Digest.hex(bytes), "turn \(turn)")
            #expect(evidence.bearsOut(whole), "turn \(turn)")
        }
    }
}
