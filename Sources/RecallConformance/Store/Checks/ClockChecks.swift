import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// Whether the clock of the machine is believed.
    static let clocks: [StoreCheck] = [
        StoreCheck(.clock, "a clock that is not believed shuts the gate in the plan and where an attempt begins") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let recall = try await clinic.line("1").recallID
            let store = clinic.store
            #expect(try await store.clock() == ClockState())
            for doubt in [ClockDoubt(hasToReach: Clinic.now.adding(hours: 1)), ClockDoubt(awaitsService: true)] {
                try await store.setClockDoubt(doubt, now: Clinic.now)
                #expect(try await store.clock().doubt == doubt)
                #expect(try await clinic.line("1").decision.gate?.code == .clockUnsure)
                guard case .shut(let decision) = try await clinic.begin(recall) else { throw Unexpected("shut") }
                #expect(decision.gate?.code == .clockUnsure)
                try await store.setClockDoubt(nil, now: Clinic.now)
                #expect(try await store.clock().doubt == nil)
                #expect(try await clinic.line("1").decision.isOpen)
            }
            let reached = Clinic.now.adding(hours: 1)
            try await store.setClockDoubt(ClockDoubt(hasToReach: reached), now: Clinic.now)
            #expect(try await clinic.line("1", at: reached).decision.isOpen, "it is right again by itself")
        },
        StoreCheck(.clock, "the newest moment is that of whatever was stored last") { clinic in
            let store = clinic.store
            #expect(try await store.newestMoment() == nil)
            var now = Clinic.now
            func next() -> Instant {
                now = now.adding(minutes: 1)
                return now
            }
            try await clinic.importPatients([try Clinic.patient("1")], at: next())
            #expect(try await store.newestMoment() == now)
            _ = try await clinic.begun(patient: "1", id: "a_1", at: next())
            #expect(try await store.newestMoment() == now)
            _ = try await clinic.settle("a_1", .noAnswer, at: next())
            #expect(try await store.newestMoment() == now)
            try await store.tell([Clinic.event("e_1")], practice: clinic.practice, now: next())
            #expect(try await store.newestMoment() == now)
            #expect(try await clinic.outboxFile(at: next()) != nil)
            #expect(try await store.newestMoment() == now)
            try await store.pause(practice: "", now: next())
            #expect(try await store.newestMoment() == now)
        },
        StoreCheck(
            .clock, "a person takes the clock as it is, and one moment of a wrong clock holds nobody up for ever"
        ) {
            clinic in
            let store = clinic.store
            let wrong = Clinic.now.adding(hours: 24 * 365)
            try await clinic.importPatients([try Clinic.patient("1")], at: wrong)
            try await store.setClockDoubt(ClockDoubt(hasToReach: wrong), now: Clinic.now)
            try await store.raise(.clock, practice: "", message: "wrong", now: Clinic.now)
            try await store.resume(practice: "", now: Clinic.now)
            #expect(try await store.clock() == ClockState(acceptedAt: Clinic.now))
            #expect(try await store.alerts().isEmpty)
            #expect(try await store.audit().contains { $0.action == "clock" })
            #expect(try await store.newestMoment() == Clinic.now, "what was wrong then is passed over")
            // From then on the clock is watched again, though it is behind that moment for a year.
            let later = Clinic.now.adding(hours: 3)
            try await store.noteClock(now: later)
            #expect(try await store.newestMoment() == later)
            try await store.noteClock(now: Clinic.now)
            #expect(try await store.newestMoment() == later, "it only runs on")
            let after = wrong.adding(hours: 1)
            try await store.pause(practice: "", now: after)
            #expect(try await store.newestMoment() == after)
            try await store.resume(practice: "", now: after)
            #expect(try await store.clock().acceptedAt == Clinic.now, "there was nothing to take")
        },
    ]
}
