package import RecallCore
package import RecallPorts

extension MemoryStore {
    package func makeOutboxFile(
        practice: String, kind: EventKind, now: Instant,
        render: @escaping @Sendable (_ number: Int, _ events: [Event]) throws -> RenderedFile
    ) async throws(StoreError) -> OutboxFile? {
        try write { state in
            let waiting = state.events { $0.practice == practice && $0.event.kind == kind && $0.file == nil }
            guard !waiting.isEmpty else { return nil }
            let number = (state.newestNumber(practice) ?? 0) + 1
            let rendered = try render(number, waiting.map(\.event))
            guard !state.outboxFiles.contains(where: { $0.file.practice == practice && $0.file.name == rendered.name })
            else {
                throw StoreError.refused("a file's name is its own")
            }
            let file = OutboxFile(
                id: state.newKey(), practice: practice, kind: kind, name: rendered.name, content: rendered.content,
                replacedCharacters: rendered.replacedCharacters, createdAt: now)
            try state.outboxFiles.insert(OutboxRow(number: number, file: file), file.id)
            for row in waiting { state.events.update(row.event.id) { $0.file = file.id } }
            return file
        }
    }

    package func newestOutboxNumber(practice: String) async throws(StoreError) -> Int? {
        try read { state in state.newestNumber(practice) }
    }

    package func unwrittenOutboxFiles(practice: String) async throws(StoreError) -> [OutboxFile] {
        try read { state in state.files { $0.practice == practice && $0.writtenAt == nil } }
    }

    package func outboxFiles(
        practice: String, withCollected: Bool, limit: Int
    ) async throws(StoreError) -> [OutboxFile] {
        try read { state in
            Array(state.files { $0.practice == practice && (withCollected || $0.collectedAt == nil) }.suffix(limit))
        }
    }

    package func outboxFile(named name: String) async throws(StoreError) -> OutboxFile? {
        try read { state in state.files { $0.name == name }.first }
    }

    package func uncollectedOutboxFiles(practice: String) async throws(StoreError) -> [OutboxFile] {
        try read { state in state.uncollected(practice) }
    }

    package func markWritten(_ file: Int64, now: Instant) async throws(StoreError) {
        try write { state in
            _ = state.outboxFiles.update(file) { row in
                row.file.writtenAt = now
                row.file.collectedAt = nil
            }
        }
    }

    package func markCollected(_ file: Int64, now: Instant) async throws(StoreError) {
        try write { state in
            _ = state.outboxFiles.update(file, where: { $0.file.collectedAt == nil }, { $0.file.collectedAt = now })
        }
    }

    package func oldestWaitingEvent(practice: String) async throws(StoreError) -> Instant? {
        try read { state in
            state.events.rows { $0.practice == practice && $0.file == nil }.map(\.createdAt).min()
        }
    }

    package func tell(_ events: [Event], practice: String, now: Instant) async throws(StoreError) {
        try write { state in
            for event in events {
                try state.insert(
                    event, practice: practice, patient: state.patient(practice, event.patientID)?.key, attempt: nil,
                    now: now)
            }
        }
    }

    package func openLines(practice: String, kinds: [EventKind]) async throws(StoreError) -> [FiledEvent] {
        try read { state in
            state.events { $0.practice == practice && $0.isOpen && kinds.contains($0.event.kind) }
                .map(state.filed)
        }
    }

    package func endLine(_ event: String, now: Instant) async throws(StoreError) -> Bool {
        try write { state in
            let isEnded = state.events.update(event, where: \.isOpen) { $0.doneAt = now }
            if isEnded { try state.note(actor, "ack", event, now: now) }
            return isEnded
        }
    }

    package func hasWaitingNews(practice: String) async throws(StoreError) -> Bool {
        try read { state in
            state.events.contains { $0.practice == practice && $0.file == nil }
                || state.outboxFiles.contains { $0.file.practice == practice && $0.file.writtenAt == nil }
        }
    }

    // MARK: Summaries

    package func daysWithoutSummary(practice: String, since first: Day) async throws(StoreError) -> [Day] {
        try read { state in
            let days = state.attempts.rows {
                $0.attempt.practice == practice && $0.localDay >= first && $0.counts
            }.map(\.localDay)
            return Set(days).filter { state.summaries[SummaryKey(practice: practice, day: $0)] == nil }.sorted()
        }
    }

    package func storeSummary(practice: String, day: Day, text: String, now: Instant) async throws(StoreError) {
        try write { state in
            let key = SummaryKey(practice: practice, day: day)
            if state.summaries[key] == nil { try state.summaries.insert(SummaryRow(key: key, text: text), key) }
        }
    }

    package func unwrittenSummaries(practice: String) async throws(StoreError) -> [UnwrittenSummary] {
        try read { state in
            state.summaries.rows { $0.key.practice == practice && $0.writtenAt == nil }
                .map { UnwrittenSummary(day: $0.key.day, text: $0.text) }.sorted { $0.day < $1.day }
        }
    }

    package func markSummaryWritten(practice: String, day: Day, now: Instant) async throws(StoreError) {
        try write { state in
            _ = state.summaries.update(SummaryKey(practice: practice, day: day)) { $0.writtenAt = now }
        }
    }
}

extension MemoryState {
    fileprivate func newestNumber(_ practice: String) -> Int? {
        outboxFiles.rows { $0.file.practice == practice }.map(\.number).max()
    }

    /// Files in the order of their numbers.
    fileprivate func files(where condition: (OutboxFile) -> Bool) -> [OutboxFile] {
        outboxFiles.rows { condition($0.file) }.sorted { $0.number < $1.number }.map(\.file)
    }

    /// The files that were written and not yet collected.
    func uncollected(_ practice: String) -> [OutboxFile] {
        files { $0.practice == practice && $0.writtenAt != nil && $0.collectedAt == nil }
    }
}
