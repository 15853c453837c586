import RecallCore
import RecallPorts

extension MemoryState {
    /// Ends the open tasks that must no longer be done, each with a line that says why, and puts warnings behind those that
    /// are to be done in another way.
    mutating func withdrawTasks(of practice: String?, now: Instant) throws(StoreError) {
        let open = events { $0.isOpen && $0.event.kind == .tasks && (practice == nil || $0.practice == practice) }
        for row in open {
            switch TaskWithdrawal.verdict(on: row.event, in: circumstances(of: row)) {
            case .stands: break
            case .warns(let words):
                if let warned = row.event.warning(words) { events.update(row.event.id) { $0.event = warned } }
            case .fallsAway(let words):
                events.update(row.event.id) { $0.doneAt = now }
                let line = row.event.withdrawal(because: words, at: now)
                try insert(line, practice: row.practice, patient: row.patient, attempt: nil, now: now)
                events.update(line.id) { $0.doneAt = now }
            }
        }
    }

    private func circumstances(of row: EventRow) -> TaskWithdrawal.Circumstances {
        let patient = row.patient.flatMap { patients[$0] }
        let number = patient?.numberKey ?? PatientIdentity.key(row.event.patientID)
        let standing = stops.rows { stop in
            guard stop.endedAt == nil, (stop.stop.practice ?? row.practice) == row.practice else { return false }
            if let phone = stop.stop.phone { return phone == row.event.phone }
            return stop.stop.patientID == number
        }
        let isBooked = bookings.contains { booking in
            booking.patient == row.patient && booking.attempt != row.attempt && booking.bookedAt >= row.createdAt
                && BookingStatus.holdingPlace.contains(booking.status)
        }
        return TaskWithdrawal.Circumstances(
            facts: patient?.facts, stops: standing.map(\.stop), isBookedSince: isBooked)
    }
}
