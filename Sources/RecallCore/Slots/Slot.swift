/// A place in a practice's diary.
package struct Slot: Equatable, Sendable {
    package enum Status: String, Sendable, Codable {
        case free
        case blocked
        case booked
        case cancelled
        /// Booked, and the patient did not come.
        case notAttended = "not_attended"
    }

    /// What the diary knows the place by: its own number of it, or day, time, practitioner and room.
    package var key: String
    package var day: Day
    /// Minutes since midnight, local time.
    package var start: Int
    /// Minutes since midnight; nil where the diary does not say.
    package var end: Int?
    /// Empty where the diary names nobody.
    package var practitioner: String
    package var room: String
    package var type: String
    package var status: Status
    package var patientID: String?
    /// The name in the row, by which a patient is told where the diary gives no number; empty for a free place.
    package var name: PersonName
    /// The branch as the diary names it; empty where it names none.
    package var branch: String

    package init(
        key: String, day: Day, start: Int, end: Int?, practitioner: String, room: String = "", type: String = "",
        status: Status = .free, patientID: String? = nil, name: PersonName = PersonName(),
        branch: String = ""
    ) {
        self.key = key
        self.day = day
        self.start = start
        self.end = end
        self.practitioner = practitioner
        self.room = room
        self.type = type
        self.status = status
        self.patientID = patientID
        self.name = name
        self.branch = branch
    }

    /// The length in minutes; nil where the diary does not say.
    package var length: Int? { end.map { $0 - start }.flatMap { $0 > 0 ? $0 : nil } }

    /// The place as that of a patient.
    package func of(_ patientID: String) -> Slot {
        var slot = self
        slot.patientID = patientID
        return slot
    }

    /// What a place is known by of which the diary has no number.
    package static func key(day: Day, start: Int, practitioner: String, room: String) -> String {
        "\(day) \(clockTime(start)) \(practitioner) \(room)"
    }
}

extension Slot: CustomStringConvertible {
    package var description: String { "‹slot, \(status.rawValue)›" }
}

extension Appointment {
    /// The place of a diary as a patient has asked for it.
    package init(_ slot: Slot) {
        self.init(
            day: slot.day, start: slot.start, end: slot.end, practitioner: slot.practitioner, type: slot.type,
            room: slot.room, slotID: slot.key)
    }
}
