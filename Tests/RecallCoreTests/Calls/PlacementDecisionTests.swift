import RecallCore
import Testing

@Suite struct PlacementDecisionTests {
    /// Every kind of result, and what follows from it.
    @Test(
        arguments: [
            (
                .accepted(callID: "c", notice: nil),
                PlacementDecision(.follow(callID: "c"), news: .works, pause: .over)
            ),
            (
                .accepted(callID: "c", notice: "capped"),
                PlacementDecision(.follow(callID: "c"), news: .works, pause: .over)
            ),
            (.perhapsCalled(reason: "lost"), PlacementDecision(.lookFor)),
            (
                .nobodyCalled(retryAfterSeconds: nil, reason: "away"),
                PlacementDecision(.giveBack, news: .unreachable(reason: "away"), pause: .provider(seconds: nil))
            ),
            (
                .nobodyCalled(retryAfterSeconds: 40, reason: "later"),
                PlacementDecision(.giveBack, news: .unreachable(reason: "later"), pause: .provider(seconds: 40))
            ),
            (
                .sameNumberTooSoon(retryAfterSeconds: 0, reason: "soon"),
                PlacementDecision(.giveBack, pause: .recall(seconds: 11), looksForOthers: true)
            ),
            (
                .sameNumberTooSoon(retryAfterSeconds: 30, reason: "soon"),
                PlacementDecision(.giveBack, pause: .recall(seconds: 31), looksForOthers: true)
            ),
            (.numberRefused(reason: "list"), PlacementDecision(.endRefused)),
            (
                .accountWrong(reason: "key"),
                PlacementDecision(.giveBack, news: .accountStopped(reason: "key"), pause: .provider(seconds: nil))
            ),
            (
                .requestWrong(reason: "words"),
                PlacementDecision(.setAside(reason: "words"))
            ),
        ] as [(PlacementResult, PlacementDecision)])
    func `each result has its fate for the attempt, its news and its pause`(
        result: PlacementResult, expected: PlacementDecision
    ) {
        #expect(PlacementDecision.after(result) == expected)
    }

    @Test func `an attempt is given back where nobody was called and it is not the patient`() {
        let results: [PlacementResult] = [
            .accepted(callID: "c", notice: nil), .perhapsCalled(reason: ""),
            .nobodyCalled(retryAfterSeconds: nil, reason: ""), .sameNumberTooSoon(retryAfterSeconds: 1, reason: ""),
            .accountWrong(reason: ""), .requestWrong(reason: ""), .numberRefused(reason: ""),
        ]
        let given = results.map { PlacementDecision.after($0).attempt == .giveBack }
        #expect(given == [false, false, true, true, true, false, false])
    }
}
