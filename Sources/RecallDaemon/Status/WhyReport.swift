package import RecallCore
package import RecallStore

/// What `why` tells of one patient.
package struct WhyReport: Sendable {
    package var practice: String
    package var history: PatientHistory
    package var line: PlanLine
    package var gates: [GateState]

    /// Gathers it; nil where the practice has no such patient.
    package static func make(
        patientID: String, desk: PracticeDesk, settings: Settings, store: Store, now: Instant
    ) async throws -> WhyReport? {
        guard let history = try await store.history(practice: desk.id, patientID: patientID) else { return nil }
        let lines = try await Planning.plan(desk, settings: settings, store: store, at: now)
        guard let line = lines.first(where: { $0.patientID == patientID }) else { return nil }
        let situation = try await store.situation(practice: desk.id, today: desk.zone.day(of: now))
        let context = Planning.context(
            desk, settings: settings, now: now, isFilePaused: Planning.isFilePaused(desk))(situation)
        let facts = PatientFacts(row: history.read)
        let input = GateInput(facts: facts, assessment: line.assessment, exportSeenAt: now)
        return WhyReport(
            practice: desk.id, history: history, line: line,
            gates: GateKeeper.explain(input, line.decision, context))
    }

    package var next: String {
        guard let gate = line.decision.gate else {
            if line.decision.isFinished { return "No more calls: this recall is done." }
            if line.decision.isUnsettled { return "A call is in progress, or nobody knows yet what came of the last." }
            return "The patient is called next in turn."
        }
        let until = gate.until.map { " until \($0)" } ?? ""
        return "Held by \(gate.code.rawValue)\(until)."
    }

    package var json: JSONOut {
        .object([
            ("practice", .string(practice)), ("patient_id", .string(line.patientID)),
            (
                "source",
                .object([
                    ("file", .string(history.sourceFile)), ("row", .integer(history.row)),
                    ("read", InspectReport.values(history.read)),
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
                            ("state", .string($0.state.rawValue)),
                        ])
                    })
            ),
            (
                "events",
                .array(
                    history.events.map {
                        .object([
                            ("event_id", .string($0.event.id)), ("kind", .string($0.event.kind.rawValue)),
                            ("file", .text($0.file)),
                        ])
                    })
            ),
            ("next", .string(next)),
        ])
    }

    package func lines(zone: Zone) -> [String] {
        var lines = [
            "Patient \(line.patientID) of \(practice): row \(history.row + 1) of \(history.sourceFile)",
            "Risk: \(line.assessment.level.rawValue)"
                + (line.assessment.reasons.isEmpty ? "" : " (\(line.assessment.reasons.joined(separator: ", ")))"),
            "Due: \(line.assessment.due?.description ?? "not known")", "", "Gates:",
        ]
        for gate in gates {
            lines.append("  \(gate.isOpen ? "open" : "SHUT") \(gate.code.rawValue): \(gate.words)")
        }
        if !history.attempts.isEmpty {
            lines += ["", "Calls:"]
            for attempt in history.attempts {
                lines.append(
                    "  \(LocalWords.stamp(attempt.startedAt, zone)) \(attempt.outcome?.rawValue ?? attempt.state.rawValue) (\(attempt.id))"
                )
            }
        }
        if !history.events.isEmpty {
            lines += ["", "Written to the outbox:"]
            lines += history.events.map {
                "  \($0.event.kind.rawValue) \($0.event.id) in \($0.file ?? "(not written yet)")"
            }
        }
        return lines + ["", "Next: \(next)"]
    }
}
