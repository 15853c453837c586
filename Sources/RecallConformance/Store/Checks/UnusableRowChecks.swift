import RecallCore
import RecallPorts
import Testing

extension StoreConformance {
    private struct Fault: Error {}

    private static let rows = [UnusableRow(row: 3, reason: "No number."), UnusableRow(row: 9, reason: "No name.")]

    /// The rows that an import could not use, and the warning about its file: stored with it, or not at all.
    static let unusableRows: [StoreCheck] = [
        StoreCheck(.imports, "unusable rows and the warning are stored with the import, and survive a restart") {
            clinic in
            let export = clinic.claim("patients.csv")
            try await bring(export, warning: "Nothing clinical.", rows: rows, clinic)
            let again = try await clinic.reopened()
            #expect(try await again.store.unusableRows(claim: export.claim) == rows)
            #expect(try await warning(again) == "Nothing clinical.")
            #expect(try await again.store.unusableRows(claim: "another").isEmpty)
            try await bring(clinic.claim("next.csv"), warning: nil, rows: [], again)
            #expect(try await warning(again) == nil, "the next that is not odd ends it")
            #expect(try await again.store.unusableRows(claim: export.claim) == rows)
        },
        StoreCheck(.imports, "an import that fails leaves neither rows nor a warning, and not the export") { clinic in
            try await bring(clinic.claim("first.csv"), warning: "Odd.", rows: rows, clinic)
            let export = clinic.claim("second.csv")
            await #expect(throws: (any Error).self) {
                try await bring(export, warning: nil, rows: rows, fails: true, clinic)
            }
            #expect(try await clinic.store.export(claim: export.claim) == nil)
            #expect(try await clinic.store.unusableRows(claim: export.claim).isEmpty)
            #expect(try await warning(clinic) == "Odd.", "the warning of the import before stands")
        },
    ]

    private static func bring(
        _ export: ClaimedExport, warning: String?, rows: [UnusableRow], fails: Bool = false, _ clinic: Clinic
    ) async throws {
        let patient = try Clinic.patient("1")
        _ = try await clinic.store.importPatients(
            export, reading: Clinic.patientsReading, now: Clinic.now, merge: { $1 }, isDealtWith: { _, _, _ in false },
            conflictTask: { Clinic.event("e_\($0)", .tasks, patient: $0) }
        ) { importing in
            try importing.add(patient)
            if fails { throw Fault() }
            var counts = ImportCounts(rows: 10, unusableRows: rows.count)
            counts.unusable = rows
            counts.warning = warning
            return counts
        }
    }

    private static func warning(_ clinic: Clinic) async throws -> String? {
        try await clinic.store.alerts().first { $0.code == AlertCode.exportWithoutRisk.rawValue }?.message
    }
}
