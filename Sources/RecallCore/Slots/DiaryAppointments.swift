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
    /// Minutes since midnight; nil where it was not kept.
    package var start: Int?
    /// Whom and what it is with, in small letters; empty where the diary does not say.
    package var practitioner: String
    package var type: String

    package init(
        patientID: String, day: Day, state: State, start: Int? = nil, practitioner: String = "", type: String = ""
    ) {
        self.patientID = patientID
        self.day = day
        self.state = state
        self.start = start
        self.practitioner = practitioner.lowercased()
        self.type = type.lowercased()
    }
}

/// Of which appointments a diary is the newest word, so that one is none any more that it does not show.
///
/// A practice may export one practitioner, one kind of appointment or the free places alone: of all others such a file is
/// silent.
package struct DiaryCover: Equatable, Sendable {
    /// A place as diaries show it.
    struct Place: Hashable {
        var day: Day
        var start: Int
        var practitioner: String
    }

    /// The days to come from its first to its last.
    package let days: ClosedRange<Day>
    let practitioners: Set<String>
    let types: Set<String>
    let places: Set<Place>
    /// Places that are taken, and of which the diary does not say by whom.
    let taken: Set<Place>
    /// Whether it shows anybody's appointment; one of free places alone tells of the places in it and of no others.
    let showsPatients: Bool

    /// Whether the diary would show an appointment if it stood.
    package func covers(_ appointment: KnownAppointment) -> Bool {
        guard days.contains(appointment.day) else { return false }
        if let start = appointment.start {
            let place = Place(day: appointment.day, start: start, practitioner: appointment.practitioner)
            if taken.contains(place) { return false }
            if places.contains(place) { return true }
        }
        return showsPatients && Self.may(practitioners, hold: appointment.practitioner)
            && Self.may(types, hold: appointment.type)
    }

    /// Whether the diary tells of such appointments; one that does not say of whom it tells may tell of everybody.
    private static func may(_ known: Set<String>, hold word: String) -> Bool {
        word.isEmpty || known.contains(word) || known.contains("")
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

    private var known: [Place: KnownAppointment] = [:]
    private var firstDay: Day?
    private var lastDay: Day?
    private var practitioners: Set<String> = []
    private var types: Set<String> = []
    private var places: Set<DiaryCover.Place> = []
    private var taken: Set<DiaryCover.Place> = []

    package init() {}

    /// How long the day of an appointment is remembered that is past: by then the export is too old to call from.
    package static let daysRemembered = 60

    /// Notes a row. A patient who is booked at another time of the day has not missed it.
    package mutating func note(_ slot: Slot) {
        firstDay = min(firstDay ?? slot.day, slot.day)
        lastDay = max(lastDay ?? slot.day, slot.day)
        let practitioner = slot.practitioner.lowercased()
        let spot = DiaryCover.Place(day: slot.day, start: slot.start, practitioner: practitioner)
        if slot.status == .booked, slot.patientID == nil { taken.insert(spot) } else { places.insert(spot) }
        guard let id = slot.patientID else { return }
        // Free places of a practitioner show nobody's appointments.
        practitioners.insert(practitioner)
        types.insert(slot.type.lowercased())
        let place = Place(patientID: PatientIdentity.key(id), day: slot.day)
        func note(_ state: KnownAppointment.State) {
            known[place] = KnownAppointment(
                patientID: place.patientID, day: place.day, state: state, start: slot.start,
                practitioner: slot.practitioner, type: slot.type)
        }
        switch slot.status {
        case .booked: note(.booked)
        case .cancelled, .notAttended: if known[place] == nil { note(.missed) }
        case .free, .blocked: break
        }
    }

    /// The appointments that the diary shows, in the order of their days.
    package var appointments: [KnownAppointment] {
        known.values.sorted { ($0.day, $0.patientID) < ($1.day, $1.patientID) }
    }

    /// What this diary is the newest word of; nil where it is of nothing.
    ///
    /// A diary leaves out what is past, also that of the morning, and one that ends before a day says nothing of it.
    package func cover(today: Day) -> DiaryCover? {
        guard let firstDay, let lastDay else { return nil }
        let first = max(firstDay, today.adding(days: 1))
        guard first <= lastDay else { return nil }
        return DiaryCover(
            days: first...lastDay, practitioners: practitioners, types: types, places: places,
            taken: taken,
            showsPatients: !known.isEmpty)
    }
}
