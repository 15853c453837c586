import Testing

@testable import RecallCore

@Suite struct SpokenNumberTests {
    @Test func `a British number is read from figures and from words`() {
        for (text, expected) in [
            ("07700 900456", "+447700900456"), ("+44 7700 900456", "+447700900456"),
            ("0044 7700 900456", "+447700900456"),
            ("It is 0113 496 0123 now", "+441134960123"),
            ("oh double seven double oh nine double oh four five six", "+447700900456"),
            ("07700 900456 or 07700 900457", nil), ("12345", nil), ("none", nil), ("+353 1 234 5678", nil),
            ("0900 123 4567", nil), ("07700900456 and again 07700 900456", "+447700900456"),
        ] as [(String, String?)] {
            #expect(SpokenNumber.number(in: text)?.e164 == expected, "\(text)")
        }
    }
}
