/// A row of a diary.
package struct DiarySlot: Equatable, Sendable {
    package enum Status: String, Sendable {
        case free
        case blocked
        case booked
        case cancelled
    }

    package var day: Day
    /// Minutes since midnight, local time.
    package var start: Int
    package var end: Int?
    package var practitioner: String
    package var room: String
    package var type: String
    package var status: Status
    package var patientID: String?
    /// The name in the row, by which a patient is told where the diary gives no number; empty for a free place.
    package var name: PersonName
    /// The diary's own number of the slot; nil where it has none.
    package var appointmentID: String?

    package init(
        day: Day, start: Int, end: Int?, practitioner: String, room: String, type: String, status: Status,
        patientID: String?, name: PersonName = PersonName(), appointmentID: String?
    ) {
        self.day = day
        self.start = start
        self.end = end
        self.practitioner = practitioner
        self.room = room
        self.type = type
        self.status = status
        self.patientID = patientID
        self.name = name
        self.appointmentID = appointmentID
    }

    /// What the slot is known by: its own number, or its place in the diary.
    package var key: String {
        appointmentID ?? "\(day) \(clockTime(start)) \(practitioner) \(room)"
    }
}

extension DiarySlot: CustomStringConvertible {
    package var description: String { "‹slot, \(status.rawValue)›" }
}

/// Reads the rows of a diary.
package enum DiaryReader {
    /// The slot of a row, or why it is none, in plain words.
    package static func read(_ row: ReadRow) -> Result<DiarySlot, Problem> {
        guard let day = row.dates[.apptDate] ?? row.dates[.apptStartDatetime] else {
            return .failure(Problem(words: "This row has no day that can be read."))
        }
        let startText = row.text(.apptStartTime) ?? time(of: row.text(.apptStartDatetime)) ?? ""
        guard let start = ClockText.minutes(startText) else {
            return .failure(Problem(words: "This row has no time that can be read."))
        }
        let duration = row.text(.apptDurationMinutes).flatMap { Int($0.prefix { $0.isNumber }) }
        let end = row.text(.apptEndTime).flatMap(ClockText.minutes) ?? duration.map { start + $0 }
        let patientID = row.text(.patientID) ?? row.text(.apptPatientRef)
        let hasPatient = patientID != nil || row.text(.fullName) != nil || row.text(.lastName) != nil
        return .success(
            DiarySlot(
                day: day, start: start, end: end.flatMap { $0 > start ? $0 : nil },
                practitioner: row.text(.practitioner) ?? "", room: row.text(.apptRoom) ?? "",
                type: row.text(.apptType) ?? "",
                status: status(row, startText: startText, hasPatient: hasPatient), patientID: patientID, name: row.name,
                appointmentID: row.text(.apptID)))
    }

    /// Why a row is no slot.
    package struct Problem: Error, Equatable, Sendable {
        package var words: String
    }

    private static let freeWords = ["free", "available", "open", "vacant", "empty", "unbooked"]
    private static let blockedWords = [
        "block", "lunch", "meeting", "admin", "closed", "unavailable", "break", "holiday", "leave", "training",
        "no testing", "do not book", "reserved", "locked", "off",
    ]
    private static let cancelledWords = [
        "cancel", "cxl", "dna", "fta", "did not attend", "failed to attend", "no show", "noshow", "deleted",
        "rescheduled",
    ]

    private static func status(_ row: ReadRow, startText: String, hasPatient: Bool) -> DiarySlot.Status {
        let word = (row.text(.apptStatus) ?? "").lowercased()
        if cancelledWords.contains(where: word.contains) { return .cancelled }
        if blockedWords.contains(where: word.contains), !hasPatient { return .blocked }
        // Opticabase: a time that ends in 3 blanks a box, `~~` in its notes blocks it, and so does "No Testing".
        let notes = [row.text(.apptNotes), row.text(.clinicalNotesFreetext)].compactMap(\.self).joined(separator: " ")
        if !hasPatient {
            if startText.contains("."), startText.hasSuffix("3") { return .blocked }
            if notes.contains("~~") { return .blocked }
            let practitioner = (row.text(.practitioner) ?? "").lowercased()
            if practitioner.contains("no testing") { return .blocked }
            let type = (row.text(.apptType) ?? "").lowercased()
            if blockedWords.contains(where: type.contains) { return .blocked }
            if word.isEmpty || freeWords.contains(where: word.contains) { return .free }
            // A word that is not known is no promise that the place is free.
            return .blocked
        }
        return .booked
    }

    private static func time(of text: String?) -> String? {
        guard let text else { return nil }
        return text.split { $0 == " " || $0 == "T" }.dropFirst().first.map(String.init)
    }
}
