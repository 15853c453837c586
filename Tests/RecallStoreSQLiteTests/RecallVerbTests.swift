import Foundation
import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// What staff do with one recall, and what they cannot do.
@Suite struct RecallVerbTests {
    private static func later(_ hours: Int) -> Instant { Clinic.now.adding(hours: hours) }

    @Test func `a recall that has used up its calls is tried again when staff ask`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            for number in 0..<3 {
                let now = Self.later(24 * number)
                _ = try await clinic.begun(patient: "1", id: "a_\(number)", at: now)
                _ = try await clinic.settle("a_\(number)", number == 0 ? .voicemailLeft : .noAnswer, at: now)
            }
            let now = Self.later(73)
            let line = try await clinic.line("1", at: now)
            #expect(line.state == .done)
            #expect(line.decision.gate?.code == .attemptLimit)
            #expect(try await clinic.store.retry(recall: line.recallID, now: now) == .done)
            var again = try await clinic.line("1", at: now)
            #expect(again.decision.isOpen)
            #expect(again.attempts == 3, "history stays")
            _ = try await clinic.begun(patient: "1", id: "a_3", at: now)
            _ = try await clinic.settle("a_3", .noAnswer, at: now)
            again = try await clinic.line("1", at: now)
            #expect(again.decision.gate?.code == .attemptSpacing)
            let soon = now.adding(minutes: 1)
            #expect(try await clinic.store.retry(recall: again.recallID, now: soon) == .done)
            again = try await clinic.line("1", at: soon)
            #expect(again.decision.gate?.code == .householdToday, "the number has had its call of the day")
        }
    }

    @Test(arguments: [Outcome.declined, .seenElsewhere, .spokeNoResult, .identityNotConfirmed])
    func `an end that a call came to stands until staff ask`(outcome: Outcome) async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
            _ = try await clinic.settle("a_1", outcome)
            let now = Self.later(48)
            #expect(try await !clinic.line("1", at: now).decision.isOpen)
            #expect(try await clinic.store.retry(recall: recall, now: now) == .done)
            #expect(try await clinic.line("1", at: now).decision.isOpen)
        }
    }

    @Test func `what a call ends with is the gate, although the patient or the number is on our list for it`()
        async throws
    {
        try await Clinic.open { clinic in
            let same = "07700 900077"
            try await clinic.importPatients([
                try Clinic.patient("1"), try Clinic.patient("2", phone: same), try Clinic.patient("3", phone: same),
            ])
            func stop(_ patient: String?, _ phone: PhoneNumber?, _ reason: String, _ source: String) -> Stop {
                Stop(
                    practice: patient == nil ? nil : clinic.practice, phone: phone, patientID: patient, reason: reason,
                    source: source)
            }
            let moved = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
            _ = try await clinic.settle("a_1", .movedAway, stops: [stop("1", nil, "moved_away", "call")])
            let number = try await clinic.begun(patient: "2", id: "a_2").attempt.phone
            _ = try await clinic.settle("a_2", .numberRefused, stops: [stop(nil, number, "number_refused", "provider")])
            let later = Self.later(48)
            #expect(try await clinic.line("1", at: later).decision.gate?.code == .reminderSuppressed)
            #expect(try await clinic.line("2", at: later).decision.gate?.code == .blockedNumber)
            #expect(try await clinic.line("3", at: later).decision.gate?.code == .optedOut, "the same number")
            #expect(try await clinic.store.retry(recall: moved, now: later) == .done)
            #expect(try await clinic.line("1", at: later).decision.gate?.code == .reminderSuppressed, "still moved")
        }
    }

    @Test func `trying again takes no stop and no hold away, and waits for a call to be settled`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.begun(patient: "1", id: "a_1").attempt.recall
            #expect(try await clinic.store.retry(recall: recall, now: Clinic.now) == .unsettled)
            _ = try await clinic.store.markUnknown(attempt: "a_1", now: Clinic.now, nextPollAt: Clinic.now)
            #expect(try await clinic.store.retry(recall: recall, now: Clinic.now) == .unsettled)
            let stop = Stop(
                practice: clinic.practice, phone: nil, patientID: "1", reason: "asked", source: "call")
            _ = try await clinic.settle("a_1", .optedOut, stops: [stop])
            let now = Self.later(24)
            #expect(try await clinic.store.retry(recall: recall, now: now) == .done)
            #expect(try await clinic.line("1", at: now).decision.gate?.code == .optedOut)
            _ = try await clinic.store.endStops(
                practice: clinic.practice, phone: nil, patientID: "1", reason: "came back", now: now)
            #expect(try await clinic.line("1", at: now).decision.isOpen)
            _ = try await clinic.store.mark(recall: recall, held: true, now: now)
            #expect(try await clinic.store.retry(recall: recall, now: now) == .done)
            #expect(try await clinic.line("1", at: now).decision.gate?.code == .held)
            #expect(try await clinic.store.retry(recall: "r_none", now: now) == .gone)
        }
    }

    @Test func `a cancelled recall is done until staff take it back, or a new test begins another`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.line("1").recallID
            #expect(try await clinic.store.cancel(recall: recall, now: Clinic.now) == .done)
            #expect(try await clinic.line("1").state == .done)
            #expect(try await clinic.line("1").decision.gate?.code == .held)
            guard case .shut = try await clinic.begin(recall) else { throw Unexpected("shut") }
            try await clinic.importPatients([try Clinic.patient("1", last: "Watt")])
            #expect(try await clinic.line("1").state == .done, "no export takes it back")
            #expect(try await clinic.store.retry(recall: recall, now: Clinic.now) == .done)
            #expect(try await clinic.line("1").decision.isOpen)
            #expect(try await clinic.store.cancel(recall: recall, now: Clinic.now) == .done)
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-10-01")])
            let next = try await clinic.line("1")
            #expect(next.recallID != recall)
            #expect(next.decision.isOpen)
            #expect(try await clinic.store.cancel(recall: recall, now: Clinic.now) == .gone)
        }
    }

    @Test func `a number is called once a day, whoever had it at the time of the call`() async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2", phone: "07700 900124")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            _ = try await clinic.settle("a_1", .noAnswer)
            // The numbers change hands in the next export.
            try await clinic.importPatients([
                try Clinic.patient("1", phone: "07700 900125"), try Clinic.patient("2", phone: "07700 900123"),
            ])
            let line = try await clinic.line("2")
            #expect(line.decision.gate?.code == .householdToday)
            guard case .shut(let decision) = try await clinic.begin(line.recallID) else { throw Unexpected("shut") }
            #expect(decision.gate?.code == .householdToday)
            #expect(try await clinic.line("2", at: Self.later(24)).decision.isOpen)
        }
    }
}
