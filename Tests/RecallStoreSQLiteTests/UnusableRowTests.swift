import RecallCore
import RecallPorts
import Testing

@testable import RecallStoreSQLite

/// The rows that an import could not use, and the warning about its file: stored with it, or not at all.
@Suite struct UnusableRowTests {
    private struct Fault: Error {}

    private static let rows = [UnusableRow(row: 3, reason: "No number."), UnusableRow(row: 9, reason: "No name.")]

    private func bring(
        _ export: ClaimedExport, warning: String?, rows: [UnusableRow], fails: Bool = false, _ clinic: Clinic
    ) async throws {
        let patient = try Clinic.patient("1")
        _ = try await clinic.store.importPatients(
            export, reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 },
            conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) },
            body: { importing in
                try importing.add(patient)
                if fails { throw Fault() }
                var counts = ImportCounts(rows: 10, unusableRows: rows.count)
                counts.unusable = rows
                counts.warning = warning
                return counts
            })
    }

    private func warning(_ clinic: Clinic) async throws -> String? {
        try await clinic.store.alerts().first { $0.code == AlertCode.exportWithoutRisk.rawValue }?.message
    }

    @Test func `unusable rows and the warning are stored with the import, and survive a restart`() async throws {
        try await Clinic.open { clinic in
            let export = clinic.claim("patients.csv")
            try await bring(export, warning: "Nothing clinical.", rows: Self.rows, clinic)
            let again = try clinic.reopened()
            #expect(try await again.store.unusableRows(claim: export.claim) == Self.rows)
            #expect(try await warning(again) == "Nothing clinical.")
            #expect(try await again.store.unusableRows(claim: "another").isEmpty)
            try again.store.close()

            try await bring(clinic.claim("next.csv"), warning: nil, rows: [], clinic)
            #expect(try await warning(clinic) == nil, "the next that is not odd ends it")
            #expect(try await clinic.store.unusableRows(claim: export.claim) == Self.rows)
        }
    }

    @Test func `an import that fails leaves neither, and not the export`() async throws {
        try await Clinic.open { clinic in
            try await bring(clinic.claim("first.csv"), warning: "Odd.", rows: Self.rows, clinic)
            let export = clinic.claim("second.csv")
            await #expect(throws: (any Error).self) {
                try await bring(export, warning: nil, rows: Self.rows, fails: true, clinic)
            }
            #expect(try await clinic.store.export(claim: export.claim) == nil)
            #expect(try await clinic.store.unusableRows(claim: export.claim).isEmpty)
            #expect(try await warning(clinic) == "Odd.", "the warning of the import before stands")
        }
    }
}
