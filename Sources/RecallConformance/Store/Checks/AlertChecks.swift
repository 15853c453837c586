import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What goes wrong outside, and how the voice provider stands to us.
    static let alerts: [StoreCheck] = [
        StoreCheck(.alerts, "an alert that is raised again keeps its beginning and tells the newest words") { clinic in
            let later = Clinic.now.adding(minutes: 5)
            try await clinic.store.raise("share", practice: clinic.practice, message: "It is gone.", now: Clinic.now)
            try await clinic.store.raise("disk", practice: "", message: "It is full.", now: later)
            try await clinic.store.raise("share", practice: clinic.practice, message: "Still gone.", now: later)
            let alerts = try await clinic.store.alerts()
            #expect(
                alerts == [
                    Alert(practice: clinic.practice, code: "share", message: "Still gone.", since: Clinic.now),
                    Alert(practice: "", code: "disk", message: "It is full.", since: later),
                ])
            try await clinic.store.resolve("share", practice: "elsewhere")
            #expect(try await clinic.store.alerts() == alerts)
            try await clinic.store.resolve("share", practice: clinic.practice)
            #expect(try await clinic.store.alerts().map(\.code) == ["disk"])
        },
        StoreCheck(.alerts, "as long as a file of the inbox cannot be taken nobody of the practice is called") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let line = try await clinic.line("1")
            #expect(line.decision.isOpen)
            for code in AlertCode.ofStuckInbox.sorted(by: { $0.rawValue < $1.rawValue }) {
                try await clinic.store.raise(code, practice: clinic.practice, message: "It waits.", now: Clinic.now)
                _ = try await clinic.store.acknowledge(code: code.rawValue, practice: nil, now: Clinic.now)
                #expect(try await clinic.line("1").decision.gate?.cause == .inboxStuck, "\(code)")
                guard case .shut(let decision) = try await clinic.begin(line.recallID) else {
                    throw Unexpected("a call began though \(code)")
                }
                #expect(decision.gate?.code == .inboxStuck)
                try await clinic.store.resolve(code, practice: clinic.practice)
                #expect(try await clinic.line("1").decision.isOpen)
            }
            try await clinic.store.raise(.inboxStuck, practice: "elsewhere", message: "It waits.", now: Clinic.now)
            try await clinic.store.raise(.notAFile, practice: clinic.practice, message: "A link.", now: Clinic.now)
            #expect(try await clinic.line("1").decision.isOpen)
        },
        StoreCheck(.alerts, "an alert is acknowledged once, and the same after its end is a new one") { clinic in
            for (code, practice) in [("share", clinic.practice), ("share", "elsewhere"), ("disk", "")] {
                try await clinic.store.raise(code, practice: practice, message: "Bad.", now: Clinic.now)
            }
            func acknowledge(_ code: String?, _ practice: String?) async throws -> Int {
                try await clinic.store.acknowledge(code: code, practice: practice, now: Clinic.now)
            }
            #expect(try await acknowledge("share", clinic.practice) == 1)
            #expect(try await acknowledge("share", clinic.practice) == 0)
            #expect(try await acknowledge(nil, clinic.practice) == 1, "one that is about all practices")
            #expect(try await acknowledge(nil, nil) == 1)
            #expect(try await clinic.store.alerts().allSatisfy { $0.acknowledgedAt == Clinic.now })
            try await clinic.store.raise("disk", practice: "", message: "Bad.", now: Clinic.now)
            #expect(try await acknowledge(nil, nil) == 0, "it has not been over")
            try await clinic.store.resolve("disk", practice: "")
            try await clinic.store.raise("disk", practice: "", message: "Bad.", now: Clinic.now)
            #expect(try await acknowledge("disk", nil) == 1)
        },
        StoreCheck(.alerts, "the provider's word keeps its beginning while it stays the same") { clinic in
            #expect(try await clinic.store.provider().word == .ok, "nothing was ever noted")
            let moments = (0..<4).map { Clinic.now.adding(minutes: $0) }
            try await clinic.store.setProvider(.stopped, reason: "no money", now: moments[0])
            try await clinic.store.setProvider(.stopped, reason: "bad key", now: moments[1])
            var expected = ProviderState(word: .stopped, reason: "bad key", since: moments[0], askedAt: moments[1])
            #expect(try await clinic.store.provider() == expected)
            let limits = try await clinic.store.limits(practice: clinic.practice, today: clinic.today)
            #expect(limits.provider == expected)
            try await clinic.store.askAboutAccountSoon(now: moments[1])
            expected.askedAt = Instant(milliseconds: 0)
            #expect(try await clinic.store.provider() == expected)
            try await clinic.store.setProvider(.ok, reason: nil, now: moments[2])
            try await clinic.store.askAboutAccountSoon(now: moments[3])
            let ok = ProviderState(word: .ok, since: moments[2], askedAt: moments[2])
            #expect(try await clinic.store.provider() == ok, "only a stopped account is asked about soon")
            try await clinic.store.confirmProvider(.ok, now: moments[2].adding(seconds: 9))
            #expect(try await clinic.store.provider().askedAt == moments[2].adding(seconds: 9))
            try await clinic.store.setProvider(.stopped, reason: "bad key", now: moments[2])
            try await clinic.store.confirmProvider(.ok, now: moments[2].adding(seconds: 9))
            let stopped = try await clinic.store.provider()
            #expect(stopped.word == .stopped && stopped.askedAt == moments[2], "an older answer takes no stop away")
            #expect(try await clinic.store.audit().map(\.action) == ["ask"])
        },
    ]
}
