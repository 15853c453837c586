/// The kinds of files that the outbox holds.
package enum EventKind: String, Sendable, Codable, CaseIterable {
    case outcomes
    case bookings
    case contactUpdates = "contact-updates"
    case tasks
}

/// One line of news for the practice-management system or for staff.
///
/// Holds what any kind of line may need; which of it a file shows is the template's business.
package struct Event: Equatable, Sendable, Codable {
    /// Never changes, and never stands in two files.
    package var id: String
    package var kind: EventKind
    package var patientID: String
    package var name: PersonName
    package var phone: PhoneNumber?
    /// When it happened: the call's start, the booking, the report, the raising of the task.
    package var at: Instant
    package var attempt: String?
    package var callID: String?
    package var outcome: Outcome?
    package var answeredBy: String?
    package var durationSeconds: Int?
    package var riskLevel: RiskLevel?
    package var nextStep: String?
    package var appointment: Appointment?
    package var bookingStatus: BookingStatus?
    package var change: ContactChange.Kind?
    package var oldValue: String?
    package var newValue: String?
    package var priority: TaskProposal.Priority?
    package var reason: String?
    package var dueBy: Day?
    package var note: String

    package init(
        id: String, kind: EventKind, patientID: String, name: PersonName, phone: PhoneNumber?, at: Instant,
        attempt: String? = nil, callID: String? = nil, note: String = ""
    ) {
        self.id = id
        self.kind = kind
        self.patientID = patientID
        self.name = name
        self.phone = phone
        self.at = at
        self.attempt = attempt
        self.callID = callID
        self.note = note
    }
}

extension Event: CustomStringConvertible {
    package var description: String { "‹event \(id), \(kind.rawValue)›" }
}

/// A place in the diary that a patient has asked for.
package struct Appointment: Equatable, Sendable, Codable {
    package var day: Day
    /// Minutes since midnight, local time.
    package var start: Int
    /// Minutes since midnight; nil where the diary does not say.
    package var end: Int?
    package var practitioner: String
    package var type: String
    package var room: String
    /// The diary's own number of the slot, or what stands for it.
    package var slotID: String

    package init(
        day: Day, start: Int, end: Int?, practitioner: String, type: String, room: String, slotID: String
    ) {
        self.day = day
        self.start = start
        self.end = end
        self.practitioner = practitioner
        self.type = type
        self.room = room
        self.slotID = slotID
    }
}

/// How far a booking has come in the practice's own diary.
package enum BookingStatus: String, Sendable, Codable {
    case requested
    case confirmed
    case conflict
    case expired
    /// It is in the diary no longer.
    case cancelled
    case notAttended = "not_attended"
}
