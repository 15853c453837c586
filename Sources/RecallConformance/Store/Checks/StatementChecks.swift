import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    /// What makes an export a statement: it may be said again, and one that changes too much leaves nothing behind.
    static let statements: [StoreCheck] = [
        StoreCheck(.imports, "the newest export said again counts from then, and its bytes are imported once") {
            clinic in
            try await clinic.importPatients([try Clinic.patient("1")], bytes: "same")
            let later = Clinic.now.adding(hours: 24 * 10)
            #expect(try await isNewest("same", clinic))
            #expect(try await sayAgain("same", at: later, clinic))
            let report = try await clinic.store.report(practice: clinic.practice, today: clinic.today)
            #expect(report.newestPatients?.saidAt == later && report.patientsSeenAt == [later])
            let counts = try await clinic.store.counts(practice: clinic.practice, today: clinic.today)
            #expect(counts.newestPatientsAt == later)
            #expect(try await clinic.line("1", at: later.adding(hours: 24 * 10)).decision.gate?.code != .staleExport)
            #expect(try await clinic.line("1", at: later.adding(hours: 24 * 15)).decision.gate?.code == .staleExport)
            // A moment before it was last said takes nothing back.
            #expect(try await sayAgain("same", at: Clinic.now, clinic))
            #expect(try await clinic.store.counts(practice: clinic.practice, today: clinic.today) == counts)
            await #expect(throws: StoreError.self) {
                try await clinic.importPatients([try Clinic.patient("2")], bytes: "same")
            }
        },
        StoreCheck(.imports, "the bytes of an older export are a new statement") { clinic in
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")], bytes: "old")
            try await clinic.importPatients([try Clinic.patient("1", tested: "2024-09-01")], bytes: "new")
            #expect(try await !isNewest("old", clinic))
            #expect(try await !sayAgain("old", at: Clinic.now, clinic), "another has come since")
            try await clinic.importPatients([try Clinic.patient("1", tested: "2023-09-01")], bytes: "old")
            #expect(try await isNewest("old", clinic))
            #expect(try await !isNewest("new", clinic))
            #expect(try await clinic.line("1").assessment.due?.description == "2025-09-01")
            let other = ImportedReading(kind: "patients", layout: "other", fingerprint: "g", safetyFields: [])
            try await clinic.importPatients([try Clinic.patient("2", phone: "")], bytes: "other", reading: other)
            #expect(try await !isNewest("old", clinic), "an export with another header has spoken since")
        },
        StoreCheck(.imports, "an export that changes too much leaves nothing behind, and tells what it changes") {
            clinic in
            var stopped = try Clinic.patient("1")
            stopped.facts.doNotContact = true
            let born = try Clinic.patient("2", phone: "07700 900124", born: "1980-05-04")
            try await clinic.importPatients([stopped, born, try Clinic.patient("3", phone: "07700 900125")])
            let exports = try await clinic.store.exports(practice: clinic.practice, limit: 9)
            let claim = clinic.claim("patients.csv")
            let result = try await clinic.store.importPatients(
                claim, reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
                isDealtWith: { _, _, _ in false }, conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
            ) { patients in
                try patients.add(try Clinic.patient("1"))
                try patients.add(try Clinic.patient("2", phone: "07700 900124", born: "1980-04-05"))
                try patients.add(try Clinic.patient("4", phone: "07700 900126"))
                guard
                    patients.change
                        == ImportChange(
                            stopsKnown: 1, stopsLifted: 1, birthsKnown: 2, birthsChanged: 1, birthsTurned: 1,
                            patients: 3, patientsBefore: 3)
                else { throw Unexpected("\(patients.change)") }
                var counts = ImportCounts(rows: 3)
                counts.held = ["Too much."]
                return counts
            }
            #expect(result.counts.held == ["Too much."])
            #expect(try await clinic.store.exports(practice: clinic.practice, limit: 9) == exports)
            #expect(try await clinic.line("1").decision.gate?.code == .doNotContact)
            #expect(try await Set(clinic.plan().map(\.patientID)) == ["1", "2", "3"])
            try await clinic.store.decide(
                claim, state: .review, reading: Clinic.patientsReading, rows: 3, reason: "Too much.", now: Clinic.now)
        },
        StoreCheck(.imports, "a stop that another row of the patient sets again is not lifted") { clinic in
            var stopped = try Clinic.patient("1")
            stopped.facts.doNotContact = true
            try await clinic.importPatients([stopped])
            _ = try await clinic.store.importPatients(
                clinic.claim("patients.csv"), reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
                isDealtWith: { _, _, _ in false }, conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
            ) { [stopped] patients in
                try patients.add(try Clinic.patient("1"))
                try patients.add(stopped)
                guard patients.change == ImportChange(stopsKnown: 1, birthsKnown: 1, patients: 1, patientsBefore: 1)
                else { throw Unexpected("\(patients.change)") }
                return ImportCounts(rows: 2)
            }
        },
        StoreCheck(.imports, "a do-not-call list that is held stops nobody") { clinic in
            try await clinic.importPatients([try Clinic.patient("1")])
            let practice = clinic.practice
            let counts = try await clinic.store.importStops(
                clinic.claim("stops.csv"),
                reading: ImportedReading(kind: "suppressions", layout: "t", fingerprint: "s", safetyFields: []),
                now: Clinic.now
            ) { importing in
                try importing.add(
                    Stop(practice: practice, phone: nil, patientID: "1", reason: "asked", source: "export"))
                var counts = ImportCounts(rows: 1)
                counts.held = ["Too many."]
                return counts
            }
            #expect(counts.held == ["Too many."])
            #expect(try await clinic.line("1").decision.isOpen)
            #expect(try await clinic.store.exports(practice: clinic.practice, limit: 9).count == 1)
        },
        StoreCheck(.imports, "what an export is silent about stands, as the word of the export that said it") {
            clinic in
            try await clinic.importPatients([try full("Y")], at: Clinic.now, reading: fullReading)
            let stopped = try await clinic.line("1")
            #expect(stopped.decision.gate?.code == .deceased && stopped.assessment.level == .high)
            #expect(
                try await clinic.store.patientsByTellingField(practice: clinic.practice) == [
                    .deceased: 1, .flagGlaucoma: 1,
                ])
            // Twice, so that what stands outlives an export that said nothing of it either.
            for hours in 1...2 {
                try await clinic.importPatients(
                    [try short()], at: Clinic.now.adding(hours: hours), reading: shortReading)
                let line = try await clinic.line("1")
                #expect(line.recallID == stopped.recallID)
                #expect(line.decision.gate?.code == .deceased && line.assessment.level == .high)
            }
            let history = try #require(try await clinic.store.history(practice: clinic.practice, patientID: "1"))
            #expect(history.read.cells.isEmpty, "the row itself is as it stands in its file")
            #expect(history.kept.map(\.cell.field) == [.deceased, .flagGlaucoma])
            #expect(history.kept.allSatisfy { $0.file == "patients.csv" && $0.saidAt == Clinic.now })
            #expect(
                try await clinic.store.patientsByTellingField(practice: clinic.practice) == [
                    .deceased: 1, .flagGlaucoma: 1,
                ])
            try await clinic.importPatients([try full("N")], at: Clinic.now.adding(hours: 3), reading: fullReading)
            #expect(try await clinic.line("1").decision.isOpen, "an export that has the column says otherwise")
            #expect(try await clinic.store.patientsByTellingField(practice: clinic.practice) == [.flagGlaucoma: 1])
            #expect(try await clinic.store.patientsByTellingField(practice: "elsewhere").isEmpty)
        },
        StoreCheck(.imports, "what stands goes along with a call, and with a second row of the patient") { clinic in
            var patient = try full("N")
            patient.read.cells.append(Cell(column: 2, field: .practitioner, header: "Optician", text: "Dr A Shah"))
            patient.facts = PatientFacts(row: patient.read)
            try await clinic.importPatients([patient], reading: fullReading)
            try await clinic.importPatients(
                [try short(), try short(row: 1)], at: Clinic.now.adding(hours: 1),
                reading: shortReading)
            let subject = try await clinic.begun(patient: "1", id: "a_1")
            #expect(subject.read.text(.practitioner) == "Dr A Shah")
            #expect(subject.facts.subjects.contains(.glaucoma))
        },
        StoreCheck(.imports, "an export without the column does not lift a stop that a person or a call has told") {
            clinic in
            try await clinic.importPatients([try full("N")], reading: fullReading)
            _ = try await clinic.store.addStop(
                Stop(practice: clinic.practice, phone: nil, patientID: "1", reason: "asked", source: "call"),
                now: Clinic.now)
            try await clinic.importPatients(
                [try short()], at: Clinic.now.adding(hours: 1), reading: shortReading)
            #expect(try await clinic.line("1").decision.gate?.code == .optedOut)
            try await clinic.importPatients([try full("N")], at: Clinic.now.adding(hours: 2), reading: fullReading)
            #expect(try await clinic.line("1").decision.gate?.code == .optedOut)
        },
    ]

    /// What is read of an export with a column for the dead and one for glaucoma.
    private static let fullReading = ImportedReading(
        kind: "patients", layout: "full", fingerprint: "full", safetyFields: [.deceased],
        columns: [
            ExportColumn(column: 0, field: .deceased, header: "Deceased"),
            ExportColumn(column: 1, field: .flagGlaucoma, header: "Glaucoma"),
        ])
    private static let shortReading = ImportedReading(
        kind: "patients", layout: "short", fingerprint: "short", safetyFields: [])

    private static let tested = "2025-10-15"

    private static func short(row: Int = 0) throws -> ImportedPatient {
        try Clinic.patient("1", tested: tested, row: row)
    }

    /// A patient with glaucoma.
    private static func full(_ deceased: String) throws -> ImportedPatient {
        try Clinic.patient(
            "1", tested: tested,
            notes: [
                Cell(column: 0, field: .deceased, header: "Deceased", text: deceased),
                Cell(column: 1, field: .flagGlaucoma, header: "Glaucoma", text: "Y"),
            ])
    }

    private static func isNewest(_ bytes: String, _ clinic: Clinic) async throws -> Bool {
        try await clinic.store.isNewest(
            practice: clinic.practice, kind: "patients", fingerprint: Clinic.patientsReading.fingerprint, sha256: bytes)
    }

    private static func sayAgain(_ bytes: String, at moment: Instant, _ clinic: Clinic) async throws -> Bool {
        try await clinic.store.sayAgain(
            clinic.claim("patients.csv", bytes: bytes, at: moment), reading: Clinic.patientsReading, reason: "again",
            now: moment)
    }
}
