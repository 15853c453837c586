package import RecallCore
package import RecallPorts

/// What was erased of a person, and where the person still stands, out of reach.
package struct ForgetReport: Sendable {
    package var practice: String
    /// Nil where all was erased before, and this time only what that had left undone was done.
    package var erased: Erasure?
    /// What the shared folder still holds of the person.
    var left: PersonSearch.Findings

    package var json: JSONValue {
        let gone = erased ?? Erasure()
        func list(_ places: [String]) -> JSONValue { .array(places.map { .string($0) }) }
        return .object([
            ("practice", .string(practice)), ("was_forgotten_before", .bool(erased == nil)),
            (
                "erased",
                .object([
                    ("calls", .integer(gone.calls)), ("lines", .integer(gone.lines)),
                    ("bookings", .integer(gone.bookings)), ("diary_places", .integer(gone.diaryPlaces)),
                    ("do_not_call_entries", .integer(gone.stops)), ("remarks", .integer(gone.remarks)),
                    ("appointments_to_come", list(gone.appointments.map { "\($0)" })),
                    ("outbox_files", list(gone.files)),
                ])
            ),
            ("out_of_reach", list(left.naming)), ("perhaps_named", list(left.perhaps)),
            ("file_names", list(left.named)),
            (
                "not_searched",
                .array(
                    left.unsearched.map { .object([("file", .string($0.place)), ("reason", .string($0.why))]) })
            ),
        ])
    }

    package var lines: [String] { erasedLines + leftLines + ["Backups that you made earlier still hold this person."] }

    private var erasedLines: [String] {
        let kept =
            "Kept: a hash, so that no export brings this person back. To undo that: recalld unsuppress --patient ID."
        guard let erased else {
            return ["This person was forgotten before. What that may have left undone is done now.", kept]
        }
        var lines = [
            "Erased: the patient's record, \(erased.calls) calls, \(erased.bookings) bookings, \(erased.lines) lines of news.",
            kept,
        ]
        if !erased.appointments.isEmpty {
            lines.append(
                "Appointments to come, of which your diary alone knows now: \(erased.appointments.map { "\($0)" }.joined(separator: ", "))."
            )
        }
        if erased.remarks > 0 {
            lines.append("Blotted out: the person's name in \(erased.remarks) remarks, reasons and lines of the audit.")
        }
        if !erased.files.isEmpty {
            lines += ["These outbox files cannot be written again:"] + erased.files.map { "  \(ShownText.line($0))" }
        }
        return lines
    }

    private var leftLines: [String] {
        var lines: [String] = []
        func list(_ heading: String, _ places: [String]) {
            guard !places.isEmpty else { return }
            lines += [heading] + places.map { "  \(ShownText.line($0))" }
        }
        list("These files in the shared folder name this person. Delete or keep them yourself:", left.naming)
        list(
            "These hold the surname, a telephone or the number alone, and may mean somebody else. Look into them:",
            left.perhaps)
        list("These have the surname, a telephone or the number in their own name:", left.named)
        list("These could not be searched. Look into them yourself:", left.unsearched.map { "\($0.place): \($0.why)" })
        return lines.isEmpty ? ["No file in the shared folder names this person."] : lines
    }
}
