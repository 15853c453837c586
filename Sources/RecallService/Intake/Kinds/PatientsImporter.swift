import RecallCore
import RecallPorts
import RecallSystem

/// Imports patients: who is in the list, and what is known of each.
struct PatientsImporter: Sendable {
    let job: ImportJob

    func run() async throws -> (counts: ImportCounts, tells: Bool) {
        let (today, now) = (job.today, job.now)
        let zone = job.practice.zone
        let result = try await job.store.importPatients(
            job.export, reading: job.reading, now: now, merge: ImportedPatient.joined,
            isDealtWith: { event, facts, outcome in
                event.isDealtWith(by: facts, outcome: outcome, raisedOn: zone.day(of: event.at), today: today)
            },
            conflictTask: {
                StaffTask.conflict(id: Identifier.make("e", at: now), patientID: $0, at: now, today: today)
            },
            body: read)
        return (result.counts, !result.conflicts.isEmpty)
    }

    @Sendable private func read(into patients: any PatientImport) throws -> ImportCounts {
        let forgotten = patients.forgotten
        let (practice, rules, today) = (job.practice.id, job.practice.rules, job.today)
        var grades = FileGrades()
        var stopHeading: String?
        var counts = try job.rows.read { row, _, memo in
            if stopHeading == nil { stopHeading = StopTitle.heading(in: row) }
            guard let patient = ImportedPatient(row: row, memo: &memo, digest: Self.digest) else {
                return row.problems.first(where: \.isFatal)?.problem
            }
            if PersonHash.isForgotten(patient, of: practice, in: forgotten) {
                try patients.passOver(patient)
                return nil
            }
            for (number, entry) in PersonHash.stopped(patient.facts.numbers, in: forgotten) {
                try patients.stop(number, by: entry)
            }
            try patients.add(patient)
            let assessment = Assessor.assess(patient.facts, rules: rules, today: today)
            grades.count(patient.facts, level: assessment.level)
            return nil
        }
        counts.warning = grades.warning
        if let limits = job.limits {
            counts.held = HoldRule.reasons(patients.change, limits: limits) + HoldRule.reasons(stopHeading: stopHeading)
        }
        return counts
    }

    private static func digest(_ text: String) -> String { Digest.hex(Array(text.utf8)) }
}
