package import RecallCore
package import RecallPorts

/// What was erased of a person, and where the person still stands, out of reach.
package struct ForgetReport: Sendable {
    package var practice: String
    package var erased: Erasure
    /// Files of the share that name the person, by their place in the shared folder.
    package var outOfReach: [String]

    package var json: JSONValue {
        .object([
            ("practice", .string(practice)),
            (
                "erased",
                .object([
                    ("calls", .integer(erased.calls)), ("lines", .integer(erased.lines)),
                    ("bookings", .integer(erased.bookings)), ("diary_places", .integer(erased.diaryPlaces)),
                    ("do_not_call_entries", .integer(erased.stops)),
                    ("outbox_files", .array(erased.files.map { .string($0) })),
                ])
            ),
            ("out_of_reach", .array(outOfReach.map { .string($0) })),
        ])
    }

    package var lines: [String] {
        var lines = [
            "Erased: the patient's record, \(erased.calls) calls, \(erased.bookings) bookings, \(erased.lines) lines of news.",
            "Kept: a hash, so that no export brings this person back. To undo that: recalld unsuppress --patient ID.",
        ]
        if !erased.files.isEmpty {
            lines += ["These outbox files cannot be written again:"] + erased.files.map { "  \($0)" }
        }
        if outOfReach.isEmpty {
            lines.append("No file in the shared folder names this person.")
        } else {
            lines += ["These files in the shared folder name this person. Delete or keep them yourself:"]
            lines += outOfReach.map { "  \($0)" }
        }
        return lines + ["Backups that you made earlier still hold this person."]
    }
}
