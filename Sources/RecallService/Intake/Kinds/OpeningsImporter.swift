import RecallCore
import RecallPorts

/// Imports opening hours.
struct OpeningsImporter: Sendable {
    let job: ImportJob

    func run() async throws -> ImportCounts {
        let rows = job.rows
        let settings = SettingsReader(job.recognition)
        return try await job.store.importOpenings(job.export, reading: job.reading, now: job.now) { add in
            try rows.read { _, cells, _ in
                guard let row = settings.read(cells) else { return "This row names no weekday." }
                try add(
                    ImportedOpening(
                        weekday: row.weekday, opens: row.hours?.opens ?? 0, closes: row.hours?.closes ?? 0,
                        practitioner: row.practitioner, code: row.code))
                return nil
            }
        }
    }
}
