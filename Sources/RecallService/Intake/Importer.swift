import Foundation
import Logging
import RecallCore
import RecallPorts
import RecallSystem
import Tabular

/// Takes a claimed file through to where it comes to rest: imported and archived, held for review, or rejected.
///
/// What is decided is stored first, then the reports are written, then the file is moved; a restart between any two finds
/// out from the store how far it had come.
struct Importer: Sendable {
    let practice: PracticeContext
    let runtime: Runtime
    let shared: SharedFolder

    /// What became of a file.
    struct Result: Sendable {
        var state: ExportState
        var kind: String?
        var rows = 0
        var unusableRows = 0
        var stored = 0
        var place: String
        var reason = ""
        /// What staff have to know of the file as a whole.
        var warning: String?
    }

    /// What is not whole about a file that may still be being written; nil where it looks whole.
    func unfinished(_ path: FolderPath) throws -> String? {
        let source = try shared.open(path)
        let profile = try FormatDetector.profile(source, headerAffinity: HeaderVocabulary.affinity(of:))
        return FileVerdict.unfinished(profile)?.sentence
    }

    /// Takes a claim through; one that an earlier life has begun goes on where it stopped.
    @discardableResult
    func take(_ claim: Claim) async throws -> Result {
        if let known = try await runtime.store.export(claim: claim.name) {
            return try await finish(claim, known)
        }
        let source = try shared.open(claim.path)
        let limits = runtime.configuration.settings.limits.ofFiles
        let export = ClaimedExport(
            practice: practice.id, name: claim.fileName, claim: claim.name, sha256: try Digest.hex(source),
            bytes: source.count, firstSeenAt: claim.firstSeenAt)
        CrashPoint.reached(.fileRead)
        if let reason = FileVerdict.rejection(bytes: source.count, limits: limits) {
            return try await reject(claim, export, reason)
        }
        let proposal = try Proposal(of: claim, in: shared)
        let reading = try await read(source, claim, proposal)
        let verdict = FileVerdict.decide(
            bytes: source.count, profile: reading.profile, recognition: reading.recognition,
            history: try await history(export, reading.recognition),
            approval: claim.isApproved ? .given(problems: proposal?.problems ?? []) : .none, limits: limits)
        switch verdict {
        case .accept: break
        case .reject(let reason): return try await reject(claim, export, reason)
        case .duplicate:
            try await runtime.store.decide(
                export, state: .duplicate, reading: nil, rows: 0, reason: verdict.reasons.joined(), now: runtime.now)
            CrashPoint.reached(.decisionStored)
            return try await rest(claim, state: .duplicate)
        case .hold(let reasons): return try await hold(claim, export, reading, reasons, proposal)
        }
        guard let recognition = reading.recognition, let kind = recognition.kind else {
            preconditionFailure("a file is accepted by what it was recognised as")
        }
        let stored = ImportedReading(recognition, kind)
        if claim.isApproved { try await learn(recognition, kind) }
        let counts = try await bring(export, source, reading, recognition, kind, stored)
        CrashPoint.reached(.decisionStored)
        runtime.logger.notice(
            "an export was imported",
            metadata: [
                "practice": "\(practice.id)", "kind": "\(kind.rawValue)", "rows": "\(counts.rows)",
                "unusable": "\(counts.unusableRows)",
            ])
        return try await rest(claim, state: .imported, kind: kind.rawValue, counts: counts)
    }

    /// Rejects a claimed file with a reason in plain words.
    func reject(_ claim: Claim, reason: String) async throws {
        let source = try shared.open(claim.path)
        let export = ClaimedExport(
            practice: practice.id, name: claim.fileName, claim: claim.name, sha256: try Digest.hex(source),
            bytes: source.count, firstSeenAt: claim.firstSeenAt)
        _ = try await reject(claim, export, reason)
    }

    /// After so many rows the watchdog is shown that an import goes on: a million of them take longer than it waits.
    private static let rowsBetweenSigns = 1000

    // MARK: Deciding

    private var today: Day { practice.zone.day(of: runtime.now) }

    private func read(_ source: FileSource, _ claim: Claim, _ proposal: Proposal?) async throws -> ExportReading {
        let learned = try await runtime.store.learnedLayouts(practice: practice.id).map { fingerprint, body in
            var layout = try JSONDecoder().decode(Layout.self, from: Data(body.utf8))
            layout.fingerprint = fingerprint
            return layout
        }
        let reader = ExportReader(
            layouts: learned + practice.layouts, today: today, limits: runtime.configuration.settings.limits.ofFiles)
        return try reader.read(source, name: claim.fileName, layout: proposal?.layout)
    }

    /// What the practice has had before.
    private func history(_ export: ClaimedExport, _ recognition: Recognition?) async throws -> FileVerdict.History {
        var history = FileVerdict.History(
            isImported: try await runtime.store.isImported(practice: practice.id, sha256: export.sha256))
        if let kind = recognition?.kind {
            history.safetyFields = try await runtime.store.safetyFields(practice: practice.id, kind: kind.rawValue)
        }
        return history
    }

    private func learn(_ recognition: Recognition, _ kind: ExportKind) async throws {
        // Without a header, nothing tells the next file from any other of as many columns.
        guard recognition.hasHeader else { return }
        let keys = Layout.keys(of: recognition.columns.map(\.header))
        let layout = Layout(
            name: "approved-\(kind.rawValue)", family: practice.id, kind: kind, provenance: "approved by staff",
            columns: Dictionary(zip(keys, recognition.columns.map(\.field)), uniquingKeysWith: { first, _ in first }),
            dateOrder: recognition.dateOrder, source: .learned)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let store = runtime.store.actor == .recalld ? runtime.store.acting(as: .folder) : runtime.store
        try await store.learnLayout(
            practice: practice.id, fingerprint: recognition.fingerprint,
            body: String(decoding: try encoder.encode(layout), as: UTF8.self), now: runtime.now)
    }

    // MARK: Importing

    private func bring(
        _ export: ClaimedExport, _ source: FileSource, _ reading: ExportReading, _ recognition: Recognition,
        _ kind: ExportKind, _ stored: ImportedReading
    ) async throws -> ImportCounts {
        let reader = RowReader(recognition, today: today, zone: practice.zone)
        let profile = reading.profile
        let now = runtime.now
        let store = runtime.store
        let progress = runtime.progress
        switch kind {
        case .patients:
            let zone = practice.zone
            let practiceID = practice.id
            let today = today
            let rules = practice.rules
            let result = try await store.importPatients(
                export, reading: stored, now: now, merge: ImportedPatient.joined,
                isDealtWith: { event, facts, outcome in
                    event.isDealtWith(by: facts, outcome: outcome, raisedOn: zone.day(of: event.at), today: today)
                },
                conflictTask: { Self.conflictTask($0, today: today, now: now) }
            ) { patients in
                var counts = ImportCounts()
                var grades = FileGrades()
                try Self.eachRow(source, profile, reader, progress) { row, _, memo in
                    counts.rows += 1
                    guard let patient = ImportedPatient(row: row, memo: &memo, digest: Self.digest) else {
                        counts.unusableRows += 1
                        return
                    }
                    let forgotten = patients.forgotten
                    if PersonHash.isForgotten(patient.patientID, of: practiceID, in: forgotten) { return }
                    for (number, entry) in PersonHash.stopped(patient.facts.numbers, in: forgotten) {
                        try patients.stop(number, by: entry)
                    }
                    try patients.add(patient)
                    let assessment = Assessor.assess(patient.facts, rules: rules, today: today)
                    grades.count(patient.facts, level: assessment.level)
                }
                counts.warning = grades.warning
                return counts
            }
            try await noteWarning(result.counts.warning)
            if !result.conflicts.isEmpty { await runtime.outboxSignal.wake() }
            return result.counts
        case .slots:
            let local = practice.zone.local(now)
            let practiceID = practice.id
            let counts = try await store.importSlots(export, reading: stored, now: now) { slots in
                var counts = ImportCounts()
                var look = DiaryReconciler(slots.openBookings)
                try Self.eachRow(source, profile, reader, progress) { row, _, _ in
                    counts.rows += 1
                    switch DiaryReader.read(row) {
                    case .success(let slot):
                        look.note(slot)
                        var stored = slot
                        if let id = stored.patientID,
                            PersonHash.isForgotten(id, of: practiceID, in: slots.forgotten)
                        {
                            stored.patientID = nil
                        }
                        try slots.add(stored)
                    case .failure: counts.unusableRows += 1
                    }
                }
                for (booking, finding) in look.findings(now: local) {
                    try slots.settle(
                        booking, as: finding.status,
                        telling: finding.events(about: booking, today: local.day, now: now) {
                            Identifier.make("e", at: now)
                        })
                }
                return counts
            }
            await runtime.outboxSignal.wake()
            return counts
        case .suppressions:
            let practiceID = practice.id
            return try await store.importStops(export, reading: stored, now: now) { add in
                var counts = ImportCounts()
                try Self.eachRow(source, profile, reader, progress) { row, _, _ in
                    counts.rows += 1
                    let entries = Stop.entries(of: row, practice: practiceID)
                    if entries.isEmpty { counts.unusableRows += 1 }
                    for entry in entries { try add(entry) }
                }
                return counts
            }
        case .settings:
            let settings = SettingsReader(recognition)
            return try await store.importOpenings(export, reading: stored, now: now) { add in
                var counts = ImportCounts()
                try Self.eachRow(source, profile, reader, progress) { _, cells, _ in
                    counts.rows += 1
                    guard let row = settings.read(cells) else {
                        counts.unusableRows += 1
                        return
                    }
                    try add(
                        ImportedOpening(
                            weekday: row.weekday, opens: row.hours?.opens ?? 0, closes: row.hours?.closes ?? 0,
                            practitioner: row.practitioner, code: row.code))
                }
                return counts
            }
        }
    }

    /// Tells staff on the page and in `status` what is odd about the newest patients export, until one is not.
    private func noteWarning(_ warning: String?) async throws {
        let code = AlertCode.exportWithoutRisk
        if let warning {
            try await runtime.store.raise(code, practice: practice.id, message: warning, now: runtime.now)
        } else {
            try await runtime.store.resolve(code, practice: practice.id)
        }
    }

    private static func eachRow(
        _ source: FileSource, _ profile: FileProfile, _ reader: RowReader, _ progress: Progress,
        _ body: (ReadRow, [String], inout RowMemo) throws -> Void
    ) throws {
        var memo = RowMemo()
        var rows = try profile.dataRows(of: source)
        while try rows.next() {
            if rows.row % Self.rowsBetweenSigns == 0 { progress.noteLongWork("intake") }
            let cells = rows.strings()
            try body(reader.read(row: rows.row, line: rows.line, cells: cells, memo: &memo), cells, &memo)
        }
    }

    private static func digest(_ text: String) -> String { Digest.hex(Array(text.utf8)) }

    private static func conflictTask(_ patient: String, today: Day, now: Instant) -> Event {
        StaffTask.conflict(id: Identifier.make("e", at: now), patientID: patient, at: now, today: today)
    }

    // MARK: Coming to rest

    private func finish(_ claim: Claim, _ known: StoredExport) async throws -> Result {
        switch known.state {
        case .imported, .duplicate:
            return try await rest(
                claim, state: known.state, kind: known.kind,
                counts: ImportCounts(rows: known.rows, unusableRows: known.unusableRows))
        case .rejected:
            return try await rest(claim, in: PracticeFolders.rejected, state: .rejected, reason: known.reason) { name in
                [("\(name).reason.txt", Self.reasonText(claim.fileName, known.reason))]
            }
        case .review:
            let proposal = try Proposal(of: claim, in: shared)
            let reading = try await read(try shared.open(claim.path), claim, proposal)
            let reasons = known.reason.split(separator: "\n").map(String.init)
            return try await rest(claim, in: PracticeFolders.review, state: .review, reason: known.reason) { name in
                guard let recognition = reading.recognition else { return [] }
                return ReviewPapers.write(
                    name: name, reading.profile, recognition, reasons: reasons, layout: proposal?.text)
            }
        }
    }

    private func reject(_ claim: Claim, _ export: ClaimedExport, _ reason: String) async throws -> Result {
        try await runtime.store.decide(
            export, state: .rejected, reading: nil, rows: 0, reason: reason, now: runtime.now)
        CrashPoint.reached(.decisionStored)
        runtime.logger.warning("a file was rejected", metadata: ["practice": "\(practice.id)"])
        return try await rest(claim, in: PracticeFolders.rejected, state: .rejected, reason: reason) { name in
            [("\(name).reason.txt", Self.reasonText(claim.fileName, reason))]
        }
    }

    private func hold(
        _ claim: Claim, _ export: ClaimedExport, _ reading: ExportReading, _ doubts: [String], _ proposal: Proposal?
    ) async throws -> Result {
        let stored = reading.recognition.flatMap { recognition in
            recognition.kind.map { ImportedReading(recognition, $0) }
        }
        try await runtime.store.decide(
            export, state: .review, reading: stored, rows: reading.profile.rows, reason: doubts.joined(separator: "\n"),
            now: runtime.now)
        CrashPoint.reached(.decisionStored)
        runtime.logger.notice("a file waits for a person", metadata: ["practice": "\(practice.id)"])
        return try await rest(
            claim, in: PracticeFolders.review, state: .review, reason: doubts.joined(separator: " ")
        ) { name in
            guard let recognition = reading.recognition else { return [] }
            return ReviewPapers.write(
                name: name, reading.profile, recognition, reasons: doubts, layout: proposal?.text)
        }
    }

    private static func reasonText(_ name: String, _ reason: String) -> String {
        """
        \(name) was not imported.\r
        \r
        Why: \(reason)\r
        \r
        What to do: mend it in your system, export again, and put the new file into the inbox. This file stays here.\r
        """
    }

    /// An imported file goes to the archive of the month; rows that cannot be used are written out first.
    private func rest(
        _ claim: Claim, state: ExportState, kind: String? = nil, counts: ImportCounts = ImportCounts()
    ) async throws -> Result {
        if counts.unusableRows > 0 { try await writeUnusableRows(claim) }
        CrashPoint.reached(.reportsWritten)
        let (year, month, _) = today.parts
        guard
            let folder = PracticeFolders.archive.appending(padded(year, 4)).flatMap({ $0.appending(padded(month, 2)) })
        else { throw FileError(unusableName: "archive", doing: "name a folder of") }
        try shared.makeFolder(folder)
        let place = try shared.move(claim.path, into: folder, as: claim.fileName)
        CrashPoint.reached(.fileMoved)
        if claim.isApproved { try ReviewPapers.remove(of: claim.fileName, from: shared) }
        try await runtime.store.recordPlace(claim: claim.name, place: "\(place)")
        CrashPoint.reached(.placeStored)
        await runtime.pageSignal.wake()
        return Result(
            state: state, kind: kind, rows: counts.rows, unusableRows: counts.unusableRows, stored: counts.stored,
            place: "\(place)", warning: counts.warning)
    }

    /// A held or rejected file goes to its folder with its papers beside it, under a name that is free.
    private func rest(
        _ claim: Claim, in folder: FolderPath, state: ExportState, reason: String,
        papers: (String) -> [(name: String, text: String)]
    ) async throws -> Result {
        var number = 1
        while true {
            let name = number == 1 ? claim.fileName : Self.numbered(claim.fileName, number)
            guard let place = folder.appending(name) else { throw FileError(unusableName: name, doing: "name") }
            number += 1
            if try shared.file(at: place) != nil { continue }
            for paper in papers(name) {
                guard let path = folder.appending(paper.name) else { continue }
                try shared.replace(path, Array(paper.text.utf8))
            }
            CrashPoint.reached(.reportsWritten)
            do {
                try shared.move(claim.path, to: place)
            } catch {
                guard error.kind == .exists else { throw error }
                continue
            }
            CrashPoint.reached(.fileMoved)
            try await runtime.store.recordPlace(claim: claim.name, place: "\(place)")
            CrashPoint.reached(.placeStored)
            await runtime.pageSignal.wake()
            return Result(state: state, place: "\(place)", reason: reason)
        }
    }

    private static func numbered(_ name: String, _ number: Int) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name)-\(number)" }
        return "\(name[..<dot])-\(number)\(name[dot...])"
    }

    /// The rows that could not be used, as they stand in the file, with a reason behind each.
    private func writeUnusableRows(_ claim: Claim) async throws {
        let source = try shared.open(claim.path)
        let reading = try await read(source, claim, try Proposal(of: claim, in: shared))
        guard let recognition = reading.recognition, let kind = recognition.kind,
            let path = PracticeFolders.rejected.appending("\(claim.fileName).rows.csv")
        else { return }
        var dialect = reading.profile.dialect
        if dialect.lineEnding == .mixed { dialect.lineEnding = .crlf }
        var writer = RecordWriter(
            dialect: dialect, encoding: reading.profile.encoding, byteOrderMark: reading.profile.hasByteOrderMark)
        var bytes: [UInt8] = []
        if reading.profile.headerRow != nil { bytes += writer.bytes(of: reading.profile.header + ["reason"]) }
        let settings = SettingsReader(recognition)
        let practiceID = practice.id
        let reader = RowReader(recognition, today: today, zone: practice.zone)
        try Self.eachRow(source, reading.profile, reader, runtime.progress) { row, cells, _ in
            let reason: String?
            switch kind {
            case .patients: reason = row.problems.first(where: \.isFatal)?.problem
            case .slots:
                if case .failure(let problem) = DiaryReader.read(row) { reason = problem.words } else { reason = nil }
            case .suppressions:
                reason =
                    Stop.entries(of: row, practice: practiceID).isEmpty
                    ? "This row has neither a telephone number nor a patient number." : nil
            case .settings: reason = settings.read(cells) == nil ? "This row names no weekday." : nil
            }
            if let reason { bytes += writer.bytes(of: cells + [reason]) }
        }
        try shared.replace(path, bytes)
    }
}
