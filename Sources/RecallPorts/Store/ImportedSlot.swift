package import RecallCore

/// A row of a diary, ready to be stored.
package struct ImportedSlot: Sendable {
    package var key: String
    package var day: Day
    package var start: Int
    package var end: Int?
    package var practitioner: String
    package var room: String
    package var type: String
    /// `free`, `blocked`, `booked` or `cancelled`.
    package var status: String
    package var patientID: String?

    package init(
        key: String, day: Day, start: Int, end: Int?, practitioner: String, room: String, type: String, status: String,
        patientID: String?
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
    }
}
