import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// Files on their way from an inbox to where they rest, and those that are held.
    static let claims: [StoreCheck] = [
        StoreCheck(.claims, "a file that was taken out is known until it rests, with who approved it") { clinic in
            let store = clinic.store
            let alice = AuditActor(name: "alice", place: .command)
            let later = NotedClaim(
                id: "c_2", practice: clinic.practice, name: "b.csv", firstSeenAt: Clinic.now.adding(minutes: 1),
                approver: alice, isPart: true)
            let first = NotedClaim(id: "c_1", practice: clinic.practice, name: "a.csv", firstSeenAt: Clinic.now)
            for claim in [later, first] { try await store.noteClaim(claim) }
            try await store.noteClaim(
                NotedClaim(id: "c_3", practice: "elsewhere", name: "a.csv", firstSeenAt: Clinic.now))
            #expect(try await store.notedClaims(practice: clinic.practice) == [first, later])
            await #expect(throws: StoreError.self) { try await store.noteClaim(first) }
            try await store.decide(
                clinic.claim("a.csv", id: "c_1"), state: .rejected, reading: nil, rows: 0, reason: "No.",
                now: Clinic.now)
            #expect(try await store.notedClaims(practice: clinic.practice) == [first, later])
            try await store.recordPlace(claim: "c_1", place: "rejected/a.csv")
            #expect(try await store.notedClaims(practice: clinic.practice) == [later])
            try await store.forgetClaim("c_2")
            #expect(try await store.notedClaims(practice: clinic.practice).isEmpty)
            #expect(try await store.notedClaims(practice: "elsewhere").map(\.id) == ["c_3"])
        },
        StoreCheck(.claims, "bytes are held as long as that is the newest that was decided about them") { clinic in
            let store = clinic.store
            func isHeld(_ practice: String? = nil) async throws -> Bool {
                try await store.isHeld(practice: practice ?? clinic.practice, sha256: "bytes")
            }
            #expect(try await !isHeld())
            for state in [ExportState.review, .rejected, .review, .duplicate, .review] {
                try await store.decide(
                    clinic.claim("a.csv", bytes: "bytes"), state: state, reading: nil, rows: 1, reason: "Why.",
                    now: Clinic.now)
                #expect(try await isHeld() == (state == .review), "\(state)")
            }
            #expect(try await !isHeld("elsewhere"))
        },
        StoreCheck(.claims, "what a person rejects is held no longer") { clinic in
            let store = clinic.store
            let export = clinic.claim("a.csv", bytes: "bytes")
            try await store.decide(export, state: .review, reading: nil, rows: 1, reason: "Why.", now: Clinic.now)
            try await store.recordPlace(claim: export.claim, place: "review/a.csv")
            for (practice, isHeld) in [("elsewhere", false), (clinic.practice, true), (clinic.practice, false)] {
                let wasHeld = try await store.rejectHeld(
                    place: "review/a.csv", newPlace: "rejected/a.csv", practice: practice, now: Clinic.now)
                #expect(wasHeld == isHeld)
            }
            #expect(try await !store.isHeld(practice: clinic.practice, sha256: "bytes"))
            let stored = try await store.export(claim: export.claim)
            #expect(stored?.state == .rejected)
            #expect(stored?.place == "rejected/a.csv")
            #expect(try await store.audit().map(\.action) == ["reject"])
        },
    ]
}
