package import RecallCore
package import RecallPorts

/// What `why` tells of one patient.
package struct WhyReport: Sendable {
    package var practice: String
    package var history: PatientHistory
    package var line: PlanLine
    package var gates: [GateState]
    /// The last attempt of the recall; nil where there was none.
    package var lastAttempt: PastAttempt?
    package var zone: Zone

    /// Gathers it; nil where the practice has no such patient.
    package static func make(
        patientID: String, practice: PracticeContext, settings: Settings, store: any Store, now: Instant
    ) async throws -> WhyReport? {
        guard let history = try await store.history(practice: practice.id, patientID: patientID) else { return nil }
        let found = try await store.explain(
            practice: practice.id, patientID: patientID, today: practice.zone.day(of: now),
            context: Planning.context(
                practice, settings: settings, now: now,
                isFilePaused: await Planning.isFilePaused(practice, store: store)))
        guard let found else { return nil }
        return WhyReport(
            practice: practice.id, history: history, line: found.line,
            gates: GateKeeper.explain(found.input, found.line.decision, found.context),
            lastAttempt: found.input.attempts.last, zone: practice.zone)
    }

    package var next: String { NextWords.sentence(line, gates: gates, last: lastAttempt, zone: zone) }

    /// What came of an attempt, in words.
    private func words(_ attempt: Attempt) -> String {
        if attempt.state == .notPlaced { return AttemptWords.nobody(startedAt: attempt.startedAt, zone: zone) }
        return AttemptWords.sentence(
            startedAt: attempt.startedAt, outcome: attempt.state == .unknown ? .unknown : attempt.outcome,
            number: attempt.phone, zone: zone)
    }

    /// Which export said something, and when it last did.
    private func words(_ kept: PatientHistory.Kept) -> String {
        guard let saidAt = kept.saidAt else { return "an export that is no longer known" }
        return "\(kept.file) of \(MomentWords.stamp(saidAt, zone))"
    }

    /// What was written down, in words.
    private func words(_ event: Event, file: String?) -> String {
        let what =
            switch event.kind {
            case .outcomes: "What came of the call"
            case .bookings: "The booking"
            case .contactUpdates: "A change of the record"
            case .tasks: "A task for staff\(event.reason.map { " (\($0))" } ?? "")"
            }
        return "\(what) \(file.map { "was written to the file \($0)." } ?? "is not written to a file yet.")"
    }

    package var json: JSONValue {
        .object([
            ("practice", .string(practice)), ("patient_id", .string(line.patientID)),
            (
                "source",
                .object([
                    ("file", .string(history.sourceFile)), ("row", .integer(history.row)),
                    ("read", InspectReport.values(history.read)),
                    (
                        "kept",
                        .array(
                            history.kept.map { kept in
                                .object([
                                    ("field", .text(kept.cell.field?.rawValue)), ("header", .string(kept.cell.header)),
                                    ("value", .string(kept.cell.text)), ("file", .string(kept.file)),
                                    ("said_at", .moment(kept.saidAt)),
                                ])
                            })
                    ),
                ])
            ),
            ("recall", PlanReport.json(line)),
            (
                "gates",
                .array(
                    gates.map {
                        .object([
                            ("code", .string($0.code.rawValue)), ("open", .bool($0.isOpen)),
                            ("until", .moment($0.until)), ("words", .string($0.words)),
                        ])
                    })
            ),
            (
                "attempts",
                .array(
                    history.attempts.map {
                        .object([
                            ("id", .string($0.id)), ("started_at", .moment($0.startedAt)),
                            ("call_id", .text($0.callID)),
                            ("outcome", .text($0.state == .unknown ? "unknown" : $0.outcome?.rawValue)),
                            ("state", .string($0.state.rawValue)), ("words", .string(words($0))),
                        ])
                    })
            ),
            (
                "events",
                .array(
                    history.events.map {
                        .object([
                            ("event_id", .string($0.event.id)), ("kind", .string($0.event.kind.rawValue)),
                            ("file", .text($0.file)), ("words", .string(words($0.event, file: $0.file))),
                        ])
                    })
            ),
            ("next", .string(next)),
        ])
    }

    /// For people, in sentences.
    package var lines: [String] {
        let assessment = line.assessment
        var lines = [
            "Patient \(line.patientID) of \(practice), recall \(line.recallID): row \(history.row + 1) of \(history.sourceFile)",
            "Risk: \(assessment.level.rawValue)"
                + (assessment.reasons.isEmpty ? "" : " (\(assessment.reasons.joined(separator: ", ")))"),
            "Due: \(assessment.due.map(MomentWords.date) ?? "not known")", "", "Next: \(next)", "", "Gates:",
        ]
        lines += gates.map { "  \($0.isOpen ? "open" : "SHUT") \($0.code.rawValue): \($0.words)" }
        if !history.kept.isEmpty {
            lines += ["", "Kept from earlier exports, of which \(history.sourceFile) says nothing:"]
            lines += history.kept.map { "  \($0.cell.field?.rawValue ?? ""): \($0.cell.text) (\(words($0)))" }
        }
        if !history.attempts.isEmpty {
            lines += ["", "Calls:"]
            lines += history.attempts.map { "  \(words($0)) (\($0.id))" }
        }
        if !history.events.isEmpty {
            lines += ["", "Written to the outbox:"]
            lines += history.events.map { "  \(words($0.event, file: $0.file)) (\($0.event.id))" }
        }
        return lines
    }
}
