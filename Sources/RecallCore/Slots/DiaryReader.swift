/// Reads the rows of a diary.
package enum DiaryReader {
    /// The slot of a row, or why it is none, in plain words.
    package static func read(_ row: ReadRow) -> Result<Slot, Problem> {
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
        let practitioner = row.text(.practitioner) ?? ""
        let room = row.text(.apptRoom) ?? ""
        return .success(
            Slot(
                key: row.text(.apptID) ?? Slot.key(day: day, start: start, practitioner: practitioner, room: room),
                day: day, start: start, end: end.flatMap { $0 > start ? $0 : nil }, practitioner: practitioner,
                room: room, type: row.text(.apptType) ?? "",
                status: status(row, startText: startText, hasPatient: hasPatient), patientID: patientID, name: row.name)
        )
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

    private static func status(_ row: ReadRow, startText: String, hasPatient: Bool) -> Slot.Status {
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
