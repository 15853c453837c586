package import RecallCore
import RecallPages
package import RecallPorts

/// The lists that commands show: one JSON object and one row of a table for each thing.
package struct PrintedList: Sendable {
    package var headings: [String]
    package var rows: [(cells: [String], json: JSONValue)]
}

package enum Listings {
    /// The newest calls of practices.
    package static func calls(
        _ practices: [PracticeContext], store: any Store, day: Day?, limit: Int
    ) async throws -> PrintedList {
        var rows: [(cells: [String], json: JSONValue)] = []
        for practice in practices {
            for call in try await store.calls(practice: practice.id, day: day, limit: limit) {
                let cells = [
                    MomentWords.stamp(call.attempt.startedAt, practice.zone), practice.id, call.patientID, result(call),
                    call.durationSeconds.map { "\($0) s" } ?? "", call.attempt.id,
                ]
                rows.append((cells, .object(members(call))))
            }
        }
        return PrintedList(headings: ["STARTED", "PRACTICE", "PATIENT", "RESULT", "LENGTH", "ATTEMPT"], rows: rows)
    }

    /// One call with its booking and its lines.
    package static func call(_ call: ListedCall, practice: PracticeContext) -> (lines: [String], json: JSONValue) {
        var lines = [
            "Attempt \(call.attempt.id) of \(practice.id), patient \(call.patientID)",
            "Started: \(MomentWords.stamp(call.attempt.startedAt, practice.zone))",
            "Result: \(result(call))\(call.answeredBy.map { ", answered by \($0)" } ?? "")",
            "Bland's id of the call: \(call.attempt.callID ?? "none")",
        ]
        if let seconds = call.durationSeconds { lines.append("Length: \(seconds) seconds") }
        if let price = call.priceUSD { lines.append("Price: $\(price)") }
        for slot in call.attempt.offered { lines.append("Offered: \(slot.words)") }
        if let booking = call.booking, let status = call.bookingStatus {
            lines.append(
                "Booking: \(booking.day) \(clockTime(booking.start)) \(booking.practitioner), \(status.rawValue)")
        }
        for line in call.events {
            lines.append(
                "Told: \(line.event.kind.rawValue) \(line.event.id) in \(line.file ?? "(not written yet)")")
        }
        var json = members(call)
        json += [
            ("answered_by", .text(call.answeredBy)), ("price_usd", call.priceUSD.map { .number($0) } ?? .null),
            ("settled_at", .moment(call.settledAt)),
            ("offered", .array(call.attempt.offered.map { .string($0.words) })),
            (
                "booking",
                call.booking.map { booking in
                    .object([
                        ("date", .string(booking.day.description)), ("start", .string(clockTime(booking.start))),
                        ("practitioner", .string(booking.practitioner)), ("slot_id", .string(booking.slotID)),
                        ("status", .text(call.bookingStatus?.rawValue)),
                    ])
                } ?? .null
            ),
            (
                "events",
                .array(
                    call.events.map {
                        .object([
                            ("event_id", .string($0.event.id)), ("kind", .string($0.event.kind.rawValue)),
                            ("file", .text($0.file)),
                        ])
                    })
            ),
        ]
        return (lines, .object(json))
    }

    /// The files of outboxes.
    package static func outbox(
        _ practices: [PracticeContext], store: any Store, withCollected: Bool, limit: Int, now: Instant
    ) async throws -> PrintedList {
        var rows: [(cells: [String], json: JSONValue)] = []
        for practice in practices {
            for file in try await store.outboxFiles(practice: practice.id, withCollected: withCollected, limit: limit) {
                let state = file.collectedAt != nil ? "collected" : file.writtenAt != nil ? "waiting" : "not written"
                let isAlarm = file.collectedAt == nil && OutboxAlarm.isDue(file, practice, now: now)
                let cells = [
                    file.name, state + (isAlarm ? " too long" : ""), MomentWords.stamp(file.createdAt, practice.zone),
                    file.collectedAt.map { MomentWords.stamp($0, practice.zone) } ?? "",
                ]
                rows.append(
                    (
                        cells,
                        .object([
                            ("file", .string(file.name)), ("practice", .string(practice.id)),
                            ("kind", .string(file.kind.rawValue)), ("state", .string(state)),
                            ("created_at", .moment(file.createdAt)), ("written_at", .moment(file.writtenAt)),
                            ("collected_at", .moment(file.collectedAt)), ("alarm", .bool(isAlarm)),
                            ("bytes", .integer(file.content.count)),
                            ("replaced_characters", .integer(file.replacedCharacters)),
                        ])
                    ))
            }
        }
        return PrintedList(headings: ["FILE", "STATE", "MADE", "COLLECTED"], rows: rows)
    }

    /// The exports that wait for a person.
    package static func reviews(_ practices: [PracticeContext], store: any Store) async throws -> PrintedList {
        var rows: [(cells: [String], json: JSONValue)] = []
        for practice in practices {
            let held = try await store.exports(practice: practice.id, limit: 1000).filter { $0.state == .review }
            for export in held.newestOfEachPlace where PageReport.isThere(export, practice) {
                let reasons = export.reason.split(separator: "\n").map(String.init)
                rows.append(
                    (
                        [
                            export.name, practice.id, MomentWords.stamp(export.firstSeenAt, practice.zone),
                            reasons.joined(separator: " "),
                        ],
                        .object([
                            ("file", .string(export.name)), ("practice", .string(practice.id)),
                            ("place", .text(export.place)), ("kind", .text(export.kind)),
                            ("rows", .integer(export.rows)), ("first_seen_at", .moment(export.firstSeenAt)),
                            ("reasons", .array(reasons.map { .string($0) })),
                        ])
                    ))
            }
        }
        return PrintedList(headings: ["FILE", "PRACTICE", "SINCE", "WHY"], rows: rows)
    }

    /// What waits for staff: tasks, the most pressing first; changes of contact too where asked for.
    package static func tasks(
        _ practices: [PracticeContext], store: any Store, withContactUpdates: Bool
    ) async throws -> PrintedList {
        var rows: [(cells: [String], json: JSONValue)] = []
        for practice in practices {
            let lines = try await store.openLines(
                practice: practice.id, kinds: withContactUpdates ? [.tasks, .contactUpdates] : [.tasks])
            let order = TaskProposal.Priority.allCases
            func rank(_ line: FiledEvent) -> Int {
                line.event.priority.flatMap { order.firstIndex(of: $0) } ?? order.count
            }
            for line in lines.sorted(by: { (rank($0), $0.event.at) < (rank($1), $1.event.at) }) {
                let event = line.event
                let what = event.reason ?? event.change?.rawValue ?? ""
                rows.append(
                    (
                        [
                            event.priority?.rawValue ?? "change", practice.id, event.patientID,
                            event.dueBy?.description ?? "", what, event.id,
                        ],
                        .object([
                            ("event_id", .string(event.id)), ("practice", .string(practice.id)),
                            ("kind", .string(event.kind.rawValue)), ("patient_id", .string(event.patientID)),
                            ("priority", .text(event.priority?.rawValue)), ("change", .text(event.change?.rawValue)),
                            ("reason", .text(event.reason)), ("due_by", .text(event.dueBy?.description)),
                            ("raised_at", .moment(event.at)), ("attempt", .text(event.attempt)),
                            ("call_id", .text(event.callID)), ("file", .text(line.file)),
                        ])
                    ))
            }
        }
        return PrintedList(headings: ["PRIORITY", "PRACTICE", "PATIENT", "DUE", "WHAT", "ID"], rows: rows)
    }

    private static func result(_ call: ListedCall) -> String {
        call.attempt.outcome?.rawValue ?? call.attempt.state.rawValue
    }

    private static func members(_ call: ListedCall) -> [(String, JSONValue)] {
        [
            ("attempt", .string(call.attempt.id)), ("practice", .string(call.attempt.practice)),
            ("patient_id", .string(call.patientID)), ("recall", .string(call.attempt.recall)),
            ("phone", .string(call.attempt.phone.e164)), ("started_at", .moment(call.attempt.startedAt)),
            ("state", .string(call.attempt.state.rawValue)),
            ("outcome", .text(call.attempt.state == .unknown ? "unknown" : call.attempt.outcome?.rawValue)),
            ("call_id", .text(call.attempt.callID)), ("duration_seconds", .count(call.durationSeconds)),
        ]
    }
}
