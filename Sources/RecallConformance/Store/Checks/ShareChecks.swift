import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// Which shared folder a practice was last seen to use.
    static let shares: [StoreCheck] = [
        StoreCheck(.shares, "the folder of a practice is remembered until staff have moved it") { clinic in
            #expect(try await clinic.store.knownShare(practice: clinic.practice) == nil)
            for (volume, mark) in [("/", nil), ("/mnt/share", "m_1"), ("/mnt/share", "m_2")] {
                let share = KnownShare(folder: "/mnt/share/recall", volume: volume, mark: mark)
                try await clinic.store.remember(share, practice: clinic.practice)
                #expect(try await clinic.store.knownShare(practice: clinic.practice) == share)
            }
            #expect(try await clinic.store.knownShare(practice: "elsewhere") == nil)
            #expect(try await clinic.store.practice(ofMark: "m_2") == clinic.practice)
            #expect(try await clinic.store.practice(ofMark: "m_1") == nil)
            try await clinic.store.forgetShare(practice: clinic.practice, now: Clinic.now)
            #expect(try await clinic.store.knownShare(practice: clinic.practice) == nil)
            #expect(try await clinic.store.audit().map(\.action) == ["practice moved"])
        }
    ]
}
