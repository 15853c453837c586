/// A day on which a diary shows a patient.
package struct KnownAppointment: Hashable, Sendable {
    package enum State: String, Sendable, Codable {
        case booked
        /// The diary says that the patient did not come, or that the appointment was cancelled.
        case missed
    }

    /// The patient's number as `PatientIdentity.key` gives it.
    package var patientID: String
    package var day: Day
    package var state: State

    package init(patientID: String, day: Day, state: State) {
        self.patientID = patientID
        self.day = day
        self.state = state
    }
}

extension KnownAppointment: CustomStringConvertible {
    package var description: String { "‹known appointment, \(state.rawValue)›" }
}

/// On which days a diary shows which patients. The rows are noted one by one.
package struct DiaryAppointments: Sendable {
    private struct Place: Hashable {
        var patientID: String
        var day: Day
    }

    private var states: [Place: KnownAppointment.State] = [:]
    private var firstDay: Day?
    private var lastDay: Day?

    package init() {}

    /// How long the day of an appointment is remembered that is past: by then the export is too old to call from.
    package static let daysRemembered = 60

    /// Notes a row. A patient who is booked at another time of the day has not missed it.
    package mutating func note(_ slot: Slot) {
        firstDay = min(firstDay ?? slot.day, slot.day)
        lastDay = max(lastDay ?? slot.day, slot.day)
        guard let id = slot.patientID else { return }
        let place = Place(patientID: PatientIdentity.key(id), day: slot.day)
        switch slot.status {
        case .booked: states[place] = .booked
        case .cancelled, .notAttended: if states[place] == nil { states[place] = .missed }
        case .free, .blocked: break
        }
    }

    /// The appointments that the diary shows, in the order of their days.
    package var appointments: [KnownAppointment] {
        states.map { KnownAppointment(patientID: $0.key.patientID, day: $0.key.day, state: $0.value) }
            .sorted { ($0.day, $0.patientID) < ($1.day, $1.patientID) }
    }

    /// The days of which this diary is the newest word, so that an appointment is none any more that it does not show.
    ///
    /// A diary leaves out what is past, also that of the morning, and one that ends before a day says nothing of it.
    package func superseded(today: Day) -> ClosedRange<Day>? {
        guard let firstDay, let lastDay else { return nil }
        let first = max(firstDay, today.adding(days: 1))
        return first <= lastDay ? first...lastDay : nil
    }
}
