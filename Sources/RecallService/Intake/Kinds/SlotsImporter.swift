import RecallCore
import RecallPorts
import RecallSystem

/// Imports a diary: the places that are free, and what has become of the bookings.
struct SlotsImporter: Sendable {
    let job: ImportJob

    func run() async throws -> ImportCounts {
        try await job.store.importSlots(job.export, reading: job.reading, now: job.now, body: read)
    }

    @Sendable private func read(into slots: any SlotImport) throws -> ImportCounts {
        let now = job.now
        let local = job.practice.zone.local(now)
        let practice = job.practice.id
        let people: Set<Field> = [.patientID, .apptPatientRef, .fullName, .lastName]
        let namesPatients = job.recognition.columns.contains { $0.field.map(people.contains) ?? false }
        var diary = DiaryReconciler(slots.openBookings, namesPatients: namesPatients)
        var appointments = DiaryAppointments()
        var named: [Slot] = []
        var branches: Set<String> = []
        var counts = try job.rows.read { row, _, _ in
            switch DiaryReader.read(row) {
            case .success(let slot):
                diary.note(slot)
                if !slot.branch.isEmpty, branches.count < Self.mostBranches { branches.insert(slot.branch) }
                var stored = slot
                if let id = stored.patientID, PersonHash.isForgotten(id, of: practice, in: slots.forgotten) {
                    stored.patientID = nil
                }
                appointments.note(stored)
                if slot.patientID == nil, slot.status != .free, slot.status != .blocked, named.count < Self.mostNamed {
                    named.append(slot)
                }
                try slots.add(stored)
                return nil
            case .failure(let problem): return problem.words
            }
        }
        if !named.isEmpty {
            let names = try slots.patientNames()
            for slot in named {
                for id in names.numbers(of: slot.name) { appointments.note(slot.of(id)) }
            }
        }
        if job.limits != nil {
            counts.held = HoldRule.reasons(
                branches: branches, seen: slots.branches, names: job.practice.rules.slots.branches)
            guard counts.held.isEmpty else { return counts }
        }
        try slots.remember(
            appointments.appointments, replacing: appointments.cover(today: local.day),
            forgetting: local.day.adding(days: -DiaryAppointments.daysRemembered))
        for (booking, finding) in diary.findings(now: local, zone: job.practice.zone) {
            let change = finding.change(about: booking, today: local.day, now: now) { Identifier.make("e", at: now) }
            try slots.settle(booking, change)
        }
        return counts
    }

    /// How many rows are looked up by name; a diary with more of them is longer than anybody's.
    private static let mostNamed = 100_000
    /// How many names of branches are told apart; a diary with more names no branches with them.
    private static let mostBranches = 1000
}
