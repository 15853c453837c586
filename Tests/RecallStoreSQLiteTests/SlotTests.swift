import RecallCore
import RecallPorts
import RecallTestSupport
import Testing

@testable import RecallStoreSQLite

/// Slots are held in the attempt's transaction, offered by one call at a time, and let go when it ends.
@Suite struct SlotTests {
    private func open(patients: Int, free: Int, _ body: (Clinic) async throws -> Void) async throws {
        try await Clinic.open { clinic in
            try await clinic.importPatients(
                try (0..<patients).map { try Clinic.patient("\($0)", phone: "07700 9001\(10 + $0)", row: $0) })
            try await clinic.importDiary(free: free)
            try await body(clinic)
        }
    }

    @Test func `however many calls begin at once, no slot is offered by two of them`() async throws {
        try await open(patients: 12, free: 20) { clinic in
            let lines = try await clinic.plan()
            // Two openings of the database, as the daemon and a command are.
            let other = try Clinic.newStore(clinic.path)
            var offered: [String] = []
            try await withThrowingTaskGroup(of: [String].self) { group in
                for (turn, line) in lines.enumerated() {
                    group.addTask {
                        let beginning = try await clinic.begin(
                            line.recallID, id: "a_\(turn)", maxConcurrent: 50, store: turn % 2 == 0 ? nil : other)
                        guard case .begun(let subject) = beginning else { throw Unexpected("\(turn) was to begin") }
                        return subject.attempt.offered.map(\.key)
                    }
                }
                for try await keys in group { offered += keys }
            }
            #expect(offered.count == 20, "all are offered")
            #expect(Set(offered).count == 20, "none twice")
            try other.close()
        }
    }

    @Test(arguments: Outcome.allCases.filter { $0 != .unknown })
    func `a call that has ended holds no slot, and what was booked is not offered again`(outcome: Outcome) async throws
    {
        try await open(patients: 2, free: 3) { clinic in
            let first = try await clinic.begun(patient: "0", id: "a_0")
            #expect(first.attempt.offered.map(\.key) == first.held.map(\.key))
            let booked = try #require(first.held.first)
            _ = try await clinic.settle(
                "a_0", outcome,
                booking: outcome == .booked
                    ? Appointment(
                        day: booked.day, start: booked.start, end: booked.end, practitioner: booked.practitioner,
                        type: booked.type, room: booked.room, slotID: booked.key) : nil)
            let second = try await clinic.begun(patient: "1", id: "a_1").attempt.offered.map(\.key)
            #expect(second == first.held.map(\.key).filter { outcome != .booked || $0 != booked.key })
        }
    }

    @Test func `a call of which nobody knows keeps its slots until the hold expires`() async throws {
        try await open(patients: 3, free: 3) { clinic in
            let first = try await clinic.begun(patient: "0", id: "a_0").attempt.offered.map(\.key)
            #expect(first.count == 3)
            #expect(try await clinic.store.recoverPlacing(now: Clinic.now) == 1)
            let before = Clinic.now.adding(minutes: 29)
            #expect(try await clinic.begun(patient: "1", id: "a_1", at: before).attempt.offered.isEmpty)
            let after = Clinic.now.adding(minutes: 30)
            #expect(try await clinic.begun(patient: "2", id: "a_2", at: after).attempt.offered.map(\.key) == first)
            // The first is found after all: what it offered is another's now, and cannot be booked by it.
            #expect(try await clinic.store.accept(attempt: "a_0", callID: "c_0", nextPollAt: after))
            let settled = try await clinic.store.finishAttempt(attempt: "a_0", from: [.following], now: after) {
                subject in
                guard subject.held.isEmpty else { throw Unexpected("it still holds a slot") }
                return Settlement(outcome: .spokeNoResult)
            }
            #expect(settled?.outcome == .spokeNoResult)
            let held = try await clinic.store.finishAttempt(attempt: "a_2", from: [.placing], now: after) { subject in
                guard subject.held.map(\.key) == first else { throw Unexpected("it has lost its slots") }
                return Settlement(outcome: .noAnswer)
            }
            #expect(held?.outcome == .noAnswer)
        }
    }

    @Test func `a slot that a newer diary shows taken is no longer held`() async throws {
        try await open(patients: 1, free: 3) { clinic in
            let first = try await clinic.begun(patient: "0", id: "a_0").attempt.offered.map(\.key)
            #expect(first == ["S0", "S1", "S2"])
            try await clinic.importDiary(free: 3, taken: [1], at: Clinic.now.adding(minutes: 1))
            let settled = try await clinic.store.finishAttempt(attempt: "a_0", from: [.placing], now: Clinic.now) {
                subject in
                guard subject.held.map(\.key) == ["S0", "S2"] else { throw Unexpected("it holds what is taken") }
                return Settlement(outcome: .noAnswer)
            }
            #expect(settled?.outcome == .noAnswer)
        }
    }
}
