import RecallCore
import RecallPorts

/// Imports a do-not-call list.
struct StopsImporter: Sendable {
    let job: ImportJob

    func run() async throws -> ImportCounts {
        let (rows, practice, limits) = (job.rows, job.practice.id, job.limits)
        return try await job.store.importStops(job.export, reading: job.reading, now: job.now) { stops in
            var counts = try rows.read { row, _, _ in
                let entries = Stop.entries(of: row, practice: practice)
                if row.screening == .clear, !row.isStoppedBesideVerdict { return nil }
                if entries.isEmpty { return "This row has neither a telephone number nor a patient number." }
                for entry in entries { try stops.add(entry) }
                return row.screening == .unclear ? RowReader.unclearVerdict : nil
            }
            if let limits { counts.held = HoldRule.reasons(stops.change, limits: limits) }
            return counts
        }
    }
}
