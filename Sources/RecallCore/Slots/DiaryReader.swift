/// Reads the rows of a diary.
package enum DiaryReader {
    /// The slot of a row, or why it is none, in plain words.
    ///
    /// A place is free only where all that says when it is could be read. An appointment of a patient, or a block, whose time
    /// cannot be read takes the whole day: its practitioner is busy at some time of it, and its patient is in the diary.
    package static func read(_ row: ReadRow) -> Result<Slot, Problem> {
        guard let day = row.dates[.apptDate] ?? row.dates[.apptStartDatetime] else {
            return .failure(Problem(words: "This row has no day that can be read."))
        }
        let patientID = (row.text(.patientID) ?? row.text(.apptPatientRef)).map(Self.bare)
        let hasPatient = patientID != nil || row.text(.fullName) != nil || row.text(.lastName) != nil
        let status = status(row, hasPatient: hasPatient)
        var start = start(row)
        var end = end(row, start: start)
        if status == .booked || status == .blocked {
            if start == nil { end = dayEnd }
            start = start ?? 0
            // Midnight at the end is that of the day's end.
            if end == 0 { end = dayEnd }
        }
        guard let start else { return .failure(Problem(words: "This row has no time that can be read.")) }
        if hasUnreadEnd(row) {
            if status == .free { return .failure(Problem(words: "This row has no end that can be read.")) }
            end = dayEnd
        }
        let practitioner = row.text(.practitioner) ?? ""
        let room = row.text(.apptRoom) ?? ""
        return .success(
            Slot(
                key: row.text(.apptID) ?? Slot.key(day: day, start: start, practitioner: practitioner, room: room),
                day: day, start: start, end: end.flatMap { $0 > start ? $0 : nil }, practitioner: practitioner,
                room: room, type: row.text(.apptType) ?? "", status: status, patientID: patientID, name: row.name,
                branch: row.text(.practiceBranch) ?? ""))
    }

    /// A patient's number without what people write round it: `#4001`, `Px 4001`, `4001 (NHS)`.
    private static func bare(_ number: String) -> String {
        var words = number.split { $0.isWhitespace || $0 == "#" }.map(String.init)
        if words.count > 1, ["px", "pt", "patient", "no", "no.", "id"].contains(words[0].lowercased()) {
            words.removeFirst()
        }
        if words.count > 1, words.dropFirst().joined(separator: " ").hasPrefix("(") { words = [words[0]] }
        return words.isEmpty ? number : words.joined(separator: " ")
    }

    /// Why a row is no slot.
    package struct Problem: Error, Equatable, Sendable {
        package var words: String
    }

    private static let dayEnd = 1440

    // MARK: When

    /// The start in minutes since midnight; nil where the row gives none, or one that no clock shows.
    private static func start(_ row: ReadRow) -> Int? {
        if row.text(.apptStartTime) != nil { return row.minutes[.apptStartTime] }
        return row.minutes[.apptStartDatetime] ?? row.minutes[.apptDate]
    }

    private static func end(_ row: ReadRow, start: Int?) -> Int? {
        if let end = row.minutes[.apptEndTime] { return end }
        guard let start, let text = row.text(.apptDurationMinutes) else { return nil }
        let minutes = text.contains(":") ? ClockText.minutes(text) : Int(text.prefix { $0.isNumber })
        return minutes.map { min(start + min($0, dayEnd), dayEnd) }
    }

    private static func hasUnreadEnd(_ row: ReadRow) -> Bool {
        row.text(.apptEndTime) != nil && row.minutes[.apptEndTime] == nil
    }

    // MARK: Whether it is free

    private static let freeWords = ["free", "available", "open", "vacant", "empty", "unbooked"]
    private static let blockedWords = [
        "block", "lunch", "meeting", "admin", "closed", "unavailable", "break", "holiday", "leave", "training",
        "no testing", "do not book", "reserved", "locked", "off",
    ]
    private static let cancelledWords = ["cancel", "deleted", "rescheduled"]
    private static let takenBackWords = [
        "not cancel", "in error", "previous", "reinstat", "uncancel", "un-cancel", "still attend", "still coming",
    ]
    private static let cancelledCodes: Phrases = ["canx", "cnx", "cxl", "cxd", "canc", "cncl"]
    private static let notAttendedWords = [
        "did not attend", "didn't attend", "didn’t attend", "failed to attend", "not attend", "non attend",
        "non-attend", "no show", "no-show", "noshow",
    ]
    private static let notAttendedCodes: Phrases = ["dna", "dnad", "fta", "absent"]

    private static func status(_ row: ReadRow, hasPatient: Bool) -> Slot.Status {
        let word = (row.text(.apptStatus) ?? "").lowercased()
        let words = PlainWords(word)
        // `Not cancelled`, `Cancelled in error - still attending`, `DNA previously`.
        if hasPatient, takenBackWords.contains(where: word.contains) { return .booked }
        if notAttendedWords.contains(where: word.contains) || words.hasAny(notAttendedCodes) { return .notAttended }
        if cancelledWords.contains(where: word.contains) || words.hasAny(cancelledCodes) { return .cancelled }
        if hasPatient { return .booked }
        if blockedWords.contains(where: word.contains) { return .blocked }
        // Opticabase: a time that ends in 3 blanks a box, `~~` in its notes blocks it, and so does "No Testing".
        let startText = row.text(.apptStartTime) ?? ""
        if startText.contains("."), startText.hasSuffix("3") { return .blocked }
        let notes = [row.text(.apptNotes), row.text(.clinicalNotesFreetext)].compactMap(\.self).joined(separator: " ")
        if notes.contains("~~") { return .blocked }
        if (row.text(.practitioner) ?? "").lowercased().contains("no testing") { return .blocked }
        let type = (row.text(.apptType) ?? "").lowercased()
        if blockedWords.contains(where: type.contains) { return .blocked }
        if word.isEmpty || freeWords.contains(where: word.contains) { return .free }
        // A word that is not known is no promise that the place is free.
        return .blocked
    }
}
