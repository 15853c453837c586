import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// One of ten numbers.
    private static func number(_ last: Int) throws -> PhoneNumber {
        guard let number = PhoneNumber(e164: "+44770090010\(last)") else { throw Unexpected("a number was to be one") }
        return number
    }

    /// Who is never called.
    static let stops: [StoreCheck] = [
        StoreCheck(.stops, "a number is stopped for all practices or for one, a patient for one") { clinic in
            let shared = "07700 900123"
            var other = clinic
            other.practice = "elsewhere"
            other.rules.id = "elsewhere"
            for clinic in [clinic, other] {
                try await clinic.importPatients([
                    try Clinic.patient("1", phone: shared), try Clinic.patient("2", phone: "07700 900124"),
                ])
            }
            func stopped() async throws -> [[String]] {
                var stopped: [[String]] = []
                for clinic in [clinic, other] {
                    let lines = try await clinic.plan().filter { $0.decision.gate?.code == .optedOut }
                    stopped.append(lines.map(\.patientID).sorted())
                }
                return stopped
            }
            let number = try #require(PhoneNumber(e164: "+447700900123"))
            for (practice, phone, patient, expected) in [
                (nil, number, nil, [["1"], ["1"]]), ("elsewhere", number, nil, [[], ["1"]]),
                (clinic.practice, nil, "2", [["2"], []]),
            ] as [(String?, PhoneNumber?, String?, [[String]])] {
                let stop = Stop(practice: practice, phone: phone, patientID: patient, reason: "asked", source: "staff")
                #expect(try await clinic.store.addStop(stop, now: Clinic.now))
                #expect(try await !clinic.store.addStop(stop, now: Clinic.now), "it stands already")
                #expect(try await stopped() == expected)
                let ended = try await clinic.store.endStops(
                    practice: practice, phone: phone, patientID: patient, reason: "came back", now: Clinic.now)
                #expect(ended == 1)
                #expect(try await stopped() == [[], []])
            }
        },
        StoreCheck(.stops, "a wrong number is closed for everybody of the practice, and none of the patient's own") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1"), try Clinic.patient("2")])
            let number = try #require(PhoneNumber(e164: "+447700900123"))
            let stop = Stop(
                practice: clinic.practice, phone: number, patientID: "1", reason: "wrong_number", source: "call")
            #expect(try await clinic.store.addStop(stop, now: Clinic.now))
            let decision = try await clinic.line("1").decision
            #expect(decision.phone == nil && !decision.isOpen)
            let other = try await clinic.line("2").decision
            #expect(other.phone == number && other.gate?.cause == .telephoneClosed)
        },
        StoreCheck(.stops, "an entry that was ended may be made anew, and each change is in the audit") { clinic in
            let alice = clinic.store.acting(as: AuditActor(name: "alice", place: .page))
            let number = PhoneNumber(e164: "+447700900123")
            let stop = Stop(practice: nil, phone: number, patientID: nil, reason: "asked", source: "call")
            for _ in 0..<2 {
                #expect(try await clinic.store.addStop(stop, now: Clinic.now))
                let ended = try await alice.endStops(
                    practice: nil, phone: number, patientID: nil, reason: "came back", now: Clinic.now)
                #expect(ended == 1)
            }
            let none = try await alice.endStops(
                practice: nil, phone: number, patientID: nil, reason: "came back", now: Clinic.now)
            #expect(none == 0)
            let audit = try await clinic.store.audit()
            #expect(audit.map(\.action) == ["suppress", "unsuppress", "suppress", "unsuppress"])
            #expect(audit.map(\.actor) == ["call", "alice", "call", "alice"])
        },
        StoreCheck(.stops, "what one list stopped is taken back, and what anybody else asked for stays") { clinic in
            var patients: [ImportedPatient] = []
            for id in 1...5 {
                patients.append(try Clinic.patient("\(id)", phone: "07700 90010\(id)", last: "Person \(id)"))
            }
            try await clinic.importPatients(patients)
            func list(_ name: String, _ numbers: ClosedRange<Int>) async throws {
                let stops = try numbers.map {
                    Stop(
                        practice: clinic.practice, phone: try number($0), patientID: nil, reason: "do-not-call list",
                        source: "export")
                }
                let claim = clinic.claim(name)
                let counts = try await clinic.store.importStops(
                    claim,
                    reading: ImportedReading(kind: "suppressions", layout: "t", fingerprint: "s", safetyFields: []),
                    now: Clinic.now
                ) { importing in
                    for stop in stops + stops { try importing.add(stop) }
                    return ImportCounts(rows: stops.count)
                }
                #expect(counts.stored == stops.count)
                try await clinic.store.recordPlace(claim: claim.claim, place: "archive/2026/11/\(name)")
            }
            func stopped() async throws -> [String] {
                try await clinic.plan().filter { $0.decision.gate?.code == .optedOut }.map(\.patientID).sorted()
            }
            try await list("tps.csv", 1...4)
            try await list("again.csv", 2...2)
            // Staff for every practice, a call for this one; each beside the lists, and none of them twice.
            for (last, practice, source) in [(3, nil, "staff"), (4, clinic.practice, "call")]
                as [(Int, String?, String)]
            {
                let stop = Stop(
                    practice: practice, phone: try number(last), patientID: nil, reason: "asked", source: source)
                #expect(try await clinic.store.addStop(stop, now: Clinic.now))
                #expect(try await !clinic.store.addStop(stop, now: Clinic.now))
            }
            #expect(try await stopped() == ["1", "2", "3", "4"])
            let lists = try await clinic.store.stopExports(practice: clinic.practice)
            #expect(lists.map(\.name) == ["again.csv", "tps.csv"] && lists.map(\.entries) == [1, 4])
            #expect(lists.map(\.place) == ["archive/2026/11/again.csv", "archive/2026/11/tps.csv"])
            #expect(try await clinic.store.stopExports(practice: "elsewhere") == [])
            let first = try #require(lists.last)
            let alice = clinic.store.acting(as: AuditActor(name: "alice", place: .page))
            #expect(
                try await alice.endStops(ofExport: first.id, reason: "wrong file", now: Clinic.now)
                    == EndedStops(ended: 4, kept: 3))
            #expect(try await stopped() == ["2", "3", "4"])
            let entry = try #require(try await clinic.store.audit().first { $0.action == "unsuppress" })
            #expect(entry.actor == "alice" && entry.subject == "4 entries of export \(first.id): wrong file")
            // Nothing of it is left to take back.
            #expect(
                try await alice.endStops(ofExport: first.id, reason: "wrong file", now: Clinic.now)
                    == EndedStops(ended: 0, kept: 0))
            #expect(try await clinic.store.stopExports(practice: clinic.practice).map(\.name) == ["again.csv"])
        },
        StoreCheck(.stops, "a list tells how many it stops of those who could be called") { clinic in
            var patients: [ImportedPatient] = []
            for id in 1...6 {
                patients.append(try Clinic.patient("\(id)", phone: "07700 90010\(id)", last: "Person \(id)"))
            }
            // Stopped by the record, stopped by the list before, and without a telephone: none of them could be called.
            patients[3].facts.doNotContact = true
            patients.append(try Clinic.patient("7", phone: "", last: "Person 7"))
            try await clinic.importPatients(patients)
            func stop(_ last: Int) throws -> Stop {
                Stop(
                    practice: clinic.practice, phone: try number(last),
                    patientID: nil, reason: "asked", source: "staff")
            }
            #expect(try await clinic.store.addStop(try stop(5), now: Clinic.now))
            let listed = [try stop(1), try stop(4), try stop(5)]
            let patient = Stop(
                practice: clinic.practice, phone: nil, patientID: "2", reason: "asked", source: "export")
            let counts = try await clinic.store.importStops(
                clinic.claim("stops.csv"),
                reading: ImportedReading(kind: "suppressions", layout: "t", fingerprint: "s", safetyFields: []),
                now: Clinic.now
            ) { importing in
                for stop in listed + [patient] { try importing.add(stop) }
                var counts = ImportCounts(rows: 4)
                counts.held = ["\(importing.change.stopped) of \(importing.change.callable)"]
                return counts
            }
            #expect(counts.held == ["2 of 4"])
            #expect(try await clinic.plan().filter { $0.decision.gate?.code == .optedOut }.map(\.patientID) == ["5"])
            #expect(try await clinic.store.stopExports(practice: clinic.practice) == [])
        },
        StoreCheck(.stops, "an entry that names nobody, or a patient of no practice, is refused") { clinic in
            for patient in [nil, "1"] {
                let stop = Stop(practice: nil, phone: nil, patientID: patient, reason: "asked", source: "staff")
                await #expect(throws: StoreError.self) { _ = try await clinic.store.addStop(stop, now: Clinic.now) }
            }
        },
    ]
}
