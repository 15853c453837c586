import RecallCore
package import RecallPorts
import Testing

/// What every provider of calls must do, one check a case; each is run on a bench of its own.
package enum VoiceProviderConformance: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case placesOneCallARequest
    case sortsResultsByWhatMayHaveHappened
    case findsACallWhoseAnswerWasLost
    case looksAtACallThatWasTaken
    case saysWhenACallIsOver
    case findsByNumberAndTime
    case answersWhatWasSaid
    case knowsNothingOfAnotherCall
    case answersForTheAccount
    case saysThatTheAccountIsWrong
    case callsNobodyWhereNobodyListens
    case givesNothingAwayInReasons

    package var testDescription: String { rawValue }

    /// Runs the check; what is wrong is recorded as an issue of the running test.
    package func run(_ bench: some VoiceProviderBench) async throws {
        let provider = bench.provider
        switch self {
        case .placesOneCallARequest:
            let ids = Set(try await [place("a_1", "+447700900123", bench), place("a_2", "+447700900124", bench)])
            #expect(ids.count == 2, "each call has an id of its own")
            #expect(try await bench.callsMade(attempt: "a_1") == 1)
            #expect(try await bench.callsMade(attempt: "a_2") == 1)
        case .sortsResultsByWhatMayHaveHappened:
            for (index, meeting) in VoiceMeeting.allCases.enumerated() {
                let attempt = "a_\(index)"
                await bench.meetNext(meeting)
                let result = await provider.place(try Self.request(attempt, "+44770090012\(index)"))
                #expect(Self.meeting(result) == meeting, "\(meeting): \(result)")
                let isTaken = meeting == .taken || meeting == .takenAnswerLost
                #expect(try await bench.callsMade(attempt: attempt) == (isTaken ? 1 : 0), "\(meeting)")
            }
        case .findsACallWhoseAnswerWasLost:
            let since = bench.now.adding(seconds: -120)
            await bench.meetNext(.takenAnswerLost)
            let request = try Self.request("a_lost", "+447700900123")
            guard case .perhapsCalled = await provider.place(request) else {
                Issue.record("an answer that was lost is not told as a call that may have been made")
                return
            }
            let found = try await provider.find(to: request.number, since: since)
            let id = try #require(found.first?.callID)
            #expect(try await provider.look(at: id)?.attemptIDs.contains("a_lost") == true)
            #expect(found.count == 1)
        case .looksAtACallThatWasTaken:
            let id = try await place("a_1", "+447700900123", bench)
            let report = try #require(try await provider.look(at: id))
            #expect(report.callID == id)
            #expect(report.attemptIDs.contains("a_1"))
            #expect(report.to == nil || report.to?.e164 == "+447700900123")
        case .saysWhenACallIsOver:
            let id = try await place("a_1", "+447700900123", bench)
            #expect(try await provider.look(at: id)?.progress == .underWay)
            await bench.endCalls()
            let report = try #require(try await provider.look(at: id))
            #expect(report.progress == .over)
            #expect(report.hasPostCallFields)
            #expect(!report.turns.isEmpty)
            #expect(report.turns.contains { $0.speaker == .user })
        case .findsByNumberAndTime:
            let before = bench.now.adding(seconds: -120)
            let id = try await place("a_1", "+447700900123", bench)
            let number = try Self.number("+447700900123")
            #expect(try await provider.find(to: number, since: before).map(\.callID) == [id])
            #expect(try await provider.find(to: number, since: bench.now.adding(hours: 1)).isEmpty)
            #expect(try await provider.find(to: Self.number("+447700900124"), since: before).isEmpty)
        case .answersWhatWasSaid:
            let id = try await place("a_1", "+447700900123", bench)
            await bench.endCalls()
            let answers = try await provider.ask(about: id)
            #expect(answers.identityConfirmed == true)
            #expect(answers.acceptedSlot.value != nil)
            #expect(answers.stop.value == nil)
        case .knowsNothingOfAnotherCall:
            #expect(try await provider.look(at: "3f1c9b0e-6a52-4d1b-9c6e-7d5b0f2a8e99") == nil)
            #expect(await Self.error { _ = try await provider.ask(about: "3f1c9b0e-none") } != nil)
        case .answersForTheAccount:
            let balance = try await provider.account().balanceUSD
            #expect(balance.map { $0.isFinite } ?? true)
        case .saysThatTheAccountIsWrong:
            await bench.closeAccount()
            #expect(Self.isAccountWrong(await Self.error { _ = try await provider.account() }))
            #expect(Self.isAccountWrong(await Self.error { _ = try await provider.look(at: "3f1c9b0e") }))
            let result = await provider.place(try Self.request("a_1", "+447700900123"))
            #expect(Self.meeting(result) == .accountWrong, "\(result)")
            #expect(try await bench.callsMade(attempt: "a_1") == 0)
        case .callsNobodyWhereNobodyListens:
            let nobody = bench.unreachable
            let result = await nobody.place(try Self.request("a_1", "+447700900123"))
            guard case .nobodyCalled(nil, _) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(Self.isUnreachable(await Self.error { _ = try await nobody.look(at: "3f1c9b0e") }))
        case .givesNothingAwayInReasons:
            for meeting in VoiceMeeting.allCases where meeting != .taken {
                await bench.meetNext(meeting)
                let result = await provider.place(try Self.request("a_\(meeting.rawValue)", "+447700900199"))
                for secret in ["7700900199", "Ada", "Palmer", "1AA"] {
                    #expect(!"\(result)".contains(secret), "\(meeting)")
                }
            }
        }
    }

    /// Places a call that is to be taken, and gives its id.
    private func place(_ attempt: String, _ number: String, _ bench: some VoiceProviderBench) async throws -> String {
        await bench.meetNext(.taken)
        let result = await bench.provider.place(try Self.request(attempt, number))
        guard case .accepted(let id, _) = result else {
            throw NotTaken(result: result)
        }
        return id
    }

    private struct NotTaken: Error {
        var result: PlacementResult
    }

    /// Why a question was not answered; nil where it was.
    private static func error(of question: () async throws -> Void) async -> ProviderError? {
        do {
            try await question()
            return nil
        } catch {
            return error as? ProviderError
        }
    }

    private static func isAccountWrong(_ error: ProviderError?) -> Bool {
        if case .accountWrong = error { true } else { false }
    }

    private static func isUnreachable(_ error: ProviderError?) -> Bool {
        if case .unreachable = error { true } else { false }
    }

    private static func meeting(_ result: PlacementResult) -> VoiceMeeting {
        switch result {
        case .accepted: .taken
        case .perhapsCalled: .takenAnswerLost
        case .nobodyCalled: .busy
        case .sameNumberTooSoon: .sameNumberTooSoon
        case .numberRefused: .numberRefused
        case .accountWrong: .accountWrong
        case .requestWrong: .requestWrong
        }
    }

    private static func number(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(e164: text)) }

    /// A request for a call to a patient who is offered two times.
    package static func request(_ attempt: String, _ number: String) throws -> CallRequest {
        CallRequest(
            attemptID: attempt, practiceID: "harbour-lane", practiceName: "Harbour Lane Opticians",
            practicePhone: try Self.number("+441632960001"), timeZone: "Europe/London", number: try Self.number(number),
            patient: PersonName(title: "Mrs", first: "Ada", last: "Palmer"),
            dateOfBirth: Day(year: 1951, month: 3, day: 14), postcode: "LS1 1AA",
            offered: [
                OfferedSlot(
                    letter: "a", key: "s1", day: try #require(Day(iso: "2026-11-24")), minute: 630,
                    practitioner: "Dr Shah"),
                OfferedSlot(
                    letter: "b", key: "s2", day: try #require(Day(iso: "2026-11-26")), minute: 900,
                    practitioner: "Dr Lee"),
            ])
    }
}
