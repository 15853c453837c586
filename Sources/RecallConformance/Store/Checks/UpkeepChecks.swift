import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What keeps a store well.
    static let upkeep: [StoreCheck] = [
        StoreCheck(.upkeep, "what was stored is there when the store is opened again") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            _ = try await clinic.begun(patient: "1", id: "a_1")
            let attempt = try await clinic.store.attempt("a_1")
            let plan = try await clinic.plan()
            let other = try await clinic.reopened()
            #expect(try await other.store.attempt("a_1") == attempt)
            #expect(try await other.plan() == plan)
            try other.store.close()
        },
        StoreCheck(.upkeep, "a store that nothing is wrong with is found well, and upkeep changes nothing") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let plan = try await clinic.plan()
            for isQuick in [true, false] { try await clinic.store.checkIntegrity(isQuick: isQuick) }
            try await clinic.store.shrinkMemory()
            try await clinic.store.emptyJournal()
            try await clinic.store.scrub()
            #expect(try await clinic.plan() == plan)
        },
        StoreCheck(.upkeep, "a store that was closed answers nothing, and another of the same goes on") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let other = try await clinic.reopened()
            try other.store.close()
            await #expect(throws: StoreError.self) { _ = try await other.store.alerts() }
            await #expect(throws: StoreError.self) { try await other.store.pause(practice: "", now: Clinic.now) }
            #expect(try await clinic.plan().count == 1)
        },
    ]
}
