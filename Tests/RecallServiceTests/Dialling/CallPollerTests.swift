import RecallConformance
import RecallCore
import RecallPorts
import Testing

@testable import RecallService

/// What the poller makes of every report, at every age, and of answers that were lost.
@Suite struct CallPollerTests {
    /// What the provider says of the call.
    enum Seen: String, CaseIterable, Sendable {
        case nothing
        case underWay
        /// It is over, and what is worked out afterwards is missing.
        case overBare
        case overWhole
        case givenUp
        /// The provider answers with another call.
        case another
    }

    private static func talk(_ seen: Seen) -> FakeVoiceProvider.Talk {
        var talk = FakeVoiceProvider.Talk.nobodyAnswers
        switch seen {
        case .overBare: talk.report.opinion = nil
        case .givenUp: talk.report.progress = .givenUp; talk.report.ending = nil; talk.report.answeredBy = nil
        case .nothing, .underWay, .overWhole, .another: break
        }
        return talk
    }

    /// Seconds since the call was placed; 22 minutes are more than any call may last.
    private static let young = 60
    private static let old = 22 * 60

    private static let table: [(seen: Seen, age: Int, state: AttemptState, isTold: Bool, outcome: Outcome?)] = [
        (.nothing, young, .following, false, nil), (.nothing, old, .unknown, true, nil),
        (.underWay, young, .following, false, nil), (.underWay, old, .unknown, true, nil),
        (.overBare, young, .following, false, nil), (.overBare, old, .settled, false, .noAnswer),
        (.overWhole, young, .settled, false, .noAnswer), (.overWhole, old, .settled, false, .noAnswer),
        (.givenUp, young, .settled, false, .failed), (.givenUp, old, .settled, false, .failed),
        (.another, young, .following, false, nil), (.another, old, .unknown, true, nil),
    ]

    @Test(arguments: table.indices, [false, true])
    func `every report comes to its end at every age`(row: Int, isUnknown: Bool) async throws {
        let (seen, age, state, isTold, outcome) = Self.table[row]
        try await VoiceBench.open(talk: { _ in Self.talk(seen) }) { desk in
            if seen == .nothing { desk.voice.hideCalls(looks: 99) }
            if seen == .underWay { desk.voice.holdCalls() }
            try await desk.dial()
            let id = try await desk.attempt().id
            if seen == .another {
                desk.voice.meetNext(.taken)
                _ = await desk.voice.place(try VoiceProviderConformance.request("a_other", "+447700900124"))
                desk.voice.answer("call-1", with: "call-2")
            }
            if isUnknown {
                #expect(try await desk.bench.store.markUnknown(attempt: id, now: desk.now, nextPollAt: desk.now))
            }
            desk.wait(seconds: age)
            try await desk.poll()
            let attempt = try await desk.attempt()
            let expected = isUnknown && state == .following ? AttemptState.unknown : state
            #expect(attempt.state == expected, "\(seen) \(age)")
            #expect(attempt.unknownTold == isTold, "\(seen) \(age)")
            #expect(attempt.outcome == outcome, "\(seen) \(age)")
        }
    }

    @Test func `a call whose results are late is settled ninety seconds after its end, and not before`() async throws {
        try await VoiceBench.open(talk: { _ in Self.talk(.overBare) }) { desk in
            try await desk.dial()
            for (seconds, state) in [(60, AttemptState.following), (89, .following), (60, .settled)] {
                desk.wait(seconds: seconds)
                try await desk.poll()
                #expect(try await desk.attempt().state == state, "\(seconds)")
            }
        }
    }

    // MARK: Lost answers

    @Test func `a call whose answer was lost is found and settled, and never asked for again`() async throws {
        for hidden in [0, 3] {
            try await VoiceBench.open { desk in
                desk.voice.meetNext(.takenAnswerLost)
                desk.voice.hideCalls(looks: hidden)
                try await desk.dial()
                let id = try await desk.attempt().id
                #expect(try await desk.attempt().state == .unknown)
                for _ in 0..<(hidden + 2) {
                    desk.wait(seconds: 61)
                    try await desk.dial()
                    try await desk.poll()
                }
                #expect(try await desk.attempt().state == .settled, "\(hidden)")
                #expect(try await desk.attempt().outcome == .noAnswer)
                #expect(desk.voice.callsMade(attempt: id) == 1)
                #expect(desk.voice.requests.count == 1)
            }
        }
    }

    @Test func `a request that was lost on the way is given to a person after ten minutes, and never sent again`()
        async throws
    {
        try await VoiceBench.open { desk in
            desk.voice.meetNext(.answered(.perhapsCalled(reason: "lost")))
            try await desk.dial()
            for minute in 0..<30 {
                try await desk.dial()
                try await desk.poll()
                let attempt = try await desk.attempt()
                #expect(attempt.state == .unknown)
                #expect(attempt.unknownTold == (minute >= 10), "\(minute)")
                desk.wait(seconds: 60)
            }
            #expect(desk.voice.requests.count == 1)
            try await desk.bench.flush(at: desk.now)
            #expect(try desk.bench.outbox().count { $0.hasPrefix("outcomes") } == 1)
        }
    }

    @Test(arguments: [-10, 3, 24 * 365], [false, true])
    func `a clock that is set while a call goes on changes nothing about it`(hours: Int, isAnswerLost: Bool)
        async throws
    {
        try await VoiceBench.open { desk in
            desk.voice.holdCalls()
            if isAnswerLost { desk.voice.meetNext(.takenAnswerLost) }
            try await desk.dial()
            desk.wait(seconds: 10)
            try await desk.poll()
            #expect(try await desk.attempt().state == .following)
            let looks = desk.voice.ledger.count
            desk.setClock(hours: hours)
            desk.wait(seconds: 60)
            try await desk.poll()
            #expect(desk.voice.ledger.count > looks, "it is looked at within a minute")
            #expect(try await desk.attempt().state == .following)
            desk.voice.endCalls()
            desk.wait(seconds: 60)
            try await desk.poll()
            #expect(try await desk.attempt().outcome == .noAnswer)
            #expect(desk.voice.requests.count == 1)
        }
    }

    @Test(arguments: [-10, 5])
    func `an answer that is lost under a clock hours off is found by our id`(hours: Int) async throws {
        try await VoiceBench.open(practice: Self.dayAndNight) { desk in
            desk.setClock(hours: hours)
            desk.voice.meetNext(.takenAnswerLost)
            try await desk.dial()
            #expect(try await desk.attempt().state == .unknown)
            desk.wait(seconds: 10)
            try await desk.poll()
            desk.wait(seconds: 10)
            try await desk.poll()
            #expect(try await desk.attempt().outcome == .noAnswer)
        }
    }

    private static let dayAndNight = """
        [calling]
        weekdays = "00:00-24:00"
        """

    @Test func `a clock that was set before a start makes no call unknown that the provider knows`() async throws {
        try await VoiceBench.open { desk in
            desk.voice.holdCalls()
            try await desk.dial()
            // Another process goes on, under a clock that is ten hours ahead.
            let next = try VoiceBench(desk.bench, wrap: { _ in desk.voice })
            next.setClock(hours: 10)
            next.wait(seconds: 10)
            try await next.poll()
            #expect(try await desk.attempt().state == .following)
            desk.voice.endCalls()
            next.wait(seconds: 10)
            try await next.poll()
            #expect(try await desk.attempt().outcome == .noAnswer)
        }
    }

    @Test func `a call of which nothing can be read for ten minutes is given to a person`()
        async throws
    {
        try await VoiceBench.open { desk in
            desk.voice.holdCalls()
            try await desk.dial()
            let tooLarge = ProviderError.unreadable(reason: "the answer is too large")
            for (seconds, error, state) in [
                (60, tooLarge, AttemptState.following), (540, tooLarge, .following), (59, nil, .following),
                (60, tooLarge, .following), (599, tooLarge, .following), (60, tooLarge, .unknown),
            ] {
                desk.wait(seconds: seconds)
                if let error { desk.voice.failNext(error) }
                try await desk.poll()
                #expect(try await desk.attempt().state == state, "\(seconds)")
            }
            #expect(try await desk.attempt().unknownTold)
            #expect(desk.voice.requests.count == 1)
        }
    }

    @Test func `a call that the provider does not know for ten minutes is given to a person, and found all the same`()
        async throws
    {
        try await VoiceBench.open { desk in
            desk.voice.hideCalls(looks: 12)
            try await desk.dial()
            for _ in 0..<10 {
                desk.wait(seconds: 60)
                try await desk.poll()
                #expect(try await desk.attempt().state == .following)
            }
            desk.wait(seconds: 60)
            try await desk.poll()
            #expect(try await desk.attempt().state == .unknown)
            #expect(try await desk.attempt().unknownTold)
            for _ in 0..<2 {
                desk.wait(seconds: 900)
                try await desk.poll()
            }
            #expect(try await desk.attempt().outcome == .noAnswer)
        }
    }

    @Test func `a call that is found after staff were told is settled all the same`() async throws {
        try await VoiceBench.open { desk in
            desk.voice.meetNext(.takenAnswerLost)
            desk.voice.hideCalls(looks: 15)
            try await desk.dial()
            for _ in 0..<90 {
                desk.wait(seconds: 60)
                try await desk.poll()
            }
            #expect(try await desk.attempt().unknownTold)
            #expect(try await desk.attempt().state == .settled)
            #expect(desk.voice.requests.count == 1)
        }
    }

    @Test func `answers that cannot be had are asked for again, and after five minutes done without`() async throws {
        for (failures, outcome) in [(0, Outcome.booked), (1, .booked), (9, .spokeNoResult)] {
            try await VoiceBench.open(talk: { _ in .books("a") }) { desk in
                try #require(try await desk.bench.take("diary.csv", InProcessTests.diary).state == .imported)
                for _ in 0..<failures { desk.voice.failNextAnswers(.unreachable(reason: "away")) }
                try await desk.dial()
                #expect(desk.voice.requests.first?.offered.isEmpty == false)
                var rounds = 0
                while try await desk.attempt().state == .following, rounds < 20 {
                    desk.wait(seconds: 60)
                    try await desk.poll()
                    rounds += 1
                }
                #expect(try await desk.attempt().state == .settled)
                if failures < 9 { #expect(try await desk.attempt().outcome == outcome, "\(failures)") }
                #expect(desk.voice.ledger.contains(.ask(callID: "call-1")))
            }
        }
    }

    @Test func `what goes wrong with a question is noted of the provider, and an answer takes it back`() async throws {
        try await VoiceBench.open { desk in
            desk.voice.holdCalls()
            try await desk.dial()
            for (error, word) in [
                (.unreachable(reason: "away"), .unreachable), (nil, .ok), (.tooOften(retryAfterSeconds: 3), .ok),
                (.unreadable(reason: "odd"), .ok), (.accountWrong(reason: "key"), .stopped), (nil, .stopped),
            ] as [(ProviderError?, ProviderState.Word)] {
                if let error { desk.voice.failNext(error) }
                desk.wait(seconds: 61)
                try await desk.poll()
                #expect(try await desk.provider() == word, "\(String(describing: error))")
            }
        }
    }
}
