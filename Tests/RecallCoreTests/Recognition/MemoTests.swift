import Testing

@testable import RecallCore

@Suite struct MemoTests {
    @Test func `an answer is found once, and again only after more questions than are kept`() {
        var memo = Memo<Int, Int>(most: 3)
        var found: [Int] = []
        func ask(_ question: Int) -> Int {
            memo.answer(to: question) {
                found.append($0)
                return $0 * 10
            }
        }
        #expect([1, 2, 1, 3, 2, 3].map(ask) == [10, 20, 10, 30, 20, 30])
        #expect(found == [1, 2, 3])
        #expect([4, 4, 1].map(ask) == [40, 40, 10])
        #expect(found == [1, 2, 3, 4, 1])
    }
}
