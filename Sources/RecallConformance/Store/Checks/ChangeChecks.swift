import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// Whether anything has changed.
    static let changes: [StoreCheck] = [
        StoreCheck(.changes, "what another process changes is noticed, and what this one changes is not") { clinic in
            let first = try await clinic.store.changesByOthers()
            try await clinic.store.pause(practice: "", now: Clinic.now)
            #expect(try await clinic.store.changesByOthers() == first)
            let other = try await clinic.openStore()
            #expect(try await clinic.store.changesByOthers() == first, "opening changes nothing")
            try await other.resume(practice: "", now: Clinic.now)
            let second = try await clinic.store.changesByOthers()
            #expect(second != first)
            #expect(try await clinic.store.changesByOthers() == second)
            try other.close()
        },
        StoreCheck(.changes, "what this process changes is noticed, and what only reads is not") { clinic in
            let first = try await clinic.store.changesByThisProcess()
            try await clinic.importPatients([try Clinic.patient("1")])
            let second = try await clinic.store.changesByThisProcess()
            #expect(second != first)
            _ = try await clinic.plan()
            _ = try await clinic.store.limits(practice: clinic.practice, today: clinic.today)
            #expect(try await clinic.store.changesByThisProcess() == second)
            try await clinic.store.raise("share", practice: "", message: "It was gone.", now: Clinic.now)
            #expect(try await clinic.store.changesByThisProcess() != second)
        },
    ]
}
