import Foundation
import Logging
import RecallCore
import RecallPorts
import Tabular

/// Takes a claimed export through to where it comes to rest: imported and archived, held for review, or rejected.
///
/// What is decided is stored first, then the papers are written, then the file is moved; a restart between any two finds
/// out from the store how far it had come.
struct Importer: Sendable {
    let practice: PracticeContext
    let runtime: Runtime
    let source: any ExportSource

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
        /// What whoever approved it has to know of what they have approved.
        var notes: [String] = []
    }

    /// A claimed export, and its bytes.
    private struct Opened {
        let claim: ExportClaim
        let bytes: any ByteSource
        let export: ClaimedExport
    }

    private var limits: FileVerdict.Limits { runtime.configuration.settings.limits.ofFiles }
    private var today: Day { practice.zone.day(of: runtime.now) }
    private var authority: Authority {
        Authority(practice: practice, runtime: runtime, source: source, limits: limits, today: today, layouts: layouts)
    }
    private var layouts: KnownLayouts { KnownLayouts(practice: practice, store: runtime.store) }
    private var quarantine: Quarantine { Quarantine(practice: practice, runtime: runtime, source: source) }
    private var archive: FileAway { FileAway(practice: practice, runtime: runtime, source: source) }

    /// Reads an export once; nil where it is too large to be read at all.
    func scan(_ bytes: any ByteSource, name: String, terms: ExportTerms) throws -> ScannedExport? {
        guard FileVerdict.rejection(bytes: bytes.count, limits: limits) == nil else { return nil }
        return try ExportReader(layouts: [], today: today, limits: limits).scan(bytes, name: name, layout: terms.layout)
    }

    /// Takes a claim through; one that an earlier life has begun goes on where it stopped.
    ///
    /// - Parameters:
    ///   - claim: the export.
    ///   - seen: its bytes, and what was read of them before it was claimed; nil where nobody has looked at it.
    /// - Returns: what became of it.
    /// - Throws: `ExportSourceError`, `StoreError`, and what the bytes throw while they are read.
    @discardableResult
    func take(
        _ claim: ExportClaim, seen: (bytes: any ByteSource, scan: ScannedExport?)? = nil
    ) async throws -> Result {
        if let known = try await runtime.store.export(claim: claim.id) { return try await finish(claim, known) }
        var claim = claim
        let bytes: any ByteSource
        if let seen {
            bytes = seen.bytes
        } else {
            bytes = try await source.open(claim)
            claim.terms = try await authority.confirmed(claim.terms, of: claim.name, bytes)
        }
        let scan = try seen?.scan ?? scan(bytes, name: claim.name, terms: claim.terms)
        CrashPoint.reached(.fileRead)
        let opened = Opened(
            claim: claim, bytes: bytes,
            export: ClaimedExport(
                practice: practice.id, name: claim.name, claim: claim.id, sha256: scan?.sha256 ?? "",
                bytes: bytes.count, firstSeenAt: claim.firstSeenAt))
        // What is too large has no shape that anybody looked at.
        let reading =
            try await scan?.profiled.reading(layouts.all(), limits: limits) ?? ExportReading(profile: FileProfile())
        let lost = try await authority.stopsLost(by: reading.recognition, claim, bytes)
        let verdict = FileVerdict.decide(
            bytes: bytes.count, profile: reading.profile, recognition: reading.recognition,
            history: try await history(opened.export, reading.recognition, claim.terms),
            approval: claim.terms.approval(withoutStops: lost),
            name: runtime.configuration.settings.holds.holdsConflictingCopies ? claim.name : "", limits: limits)
        var result = try await carryOut(verdict, opened, reading)
        result.notes = lost.map(\.asDone)
        return result
    }

    /// The terms of an export as far as they hold for its bytes.
    func confirmed(
        _ terms: ExportTerms, of name: String, _ bytes: any ByteSource
    ) async throws -> ExportTerms { try await authority.confirmed(terms, of: name, bytes) }

    /// How many exports are looked through for the name of a file that another may be a copy of.
    private static let namesKnown = 200

    // MARK: Deciding

    /// What an export is taken for.
    private func reading(of recognition: Recognition, _ kind: ExportKind, _ terms: ExportTerms) -> ImportedReading {
        var reading = ImportedReading(recognition, kind)
        // Named by its source, and never taken for a header of that name.
        if let scope = terms.scope { reading.fingerprint = "scope:\(scope)" }
        if terms.isPart { reading.isPart = true }
        return reading
    }

    /// What the practice has had before.
    private func history(
        _ export: ClaimedExport, _ recognition: Recognition?, _ terms: ExportTerms
    ) async throws -> FileVerdict.History {
        var history = FileVerdict.History()
        if ConflictingCopy.mayBeOne(export.name) {
            let exports = try await runtime.store.exports(practice: practice.id, limit: Self.namesKnown)
            history.names = Set(exports.filter { $0.state == .imported }.map(\.name))
        }
        if let recognition, let kind = recognition.kind {
            let reading = reading(of: recognition, kind, terms)
            history.isNewest = try await runtime.store.isNewest(
                practice: practice.id, kind: reading.kind, fingerprint: reading.fingerprint, sha256: export.sha256)
            history.safetyFields = try await runtime.store.safetyFields(practice: practice.id, kind: kind.rawValue)
            if kind == .patients, !history.gone(from: recognition).isEmpty {
                history.patients = try await runtime.store.patientsByTellingField(practice: practice.id)
            }
        }
        return history
    }

    private func carryOut(_ verdict: FileVerdict, _ opened: Opened, _ reading: ExportReading) async throws -> Result {
        switch verdict {
        case .accept, .duplicate:
            // A verdict accepts only what was recognised; were one ever wrong, one file would be set aside by it.
            guard let recognition = reading.recognition, let kind = recognition.kind else {
                return try await quarantine.reject(opened.claim, opened.export, FileVerdict.nothingRecognised)
            }
            if verdict == .duplicate, let result = try await sayAgain(opened, recognition, kind) { return result }
            return try await bring(opened, reading.profile, recognition, kind)
        case .reject(let reason): return try await quarantine.reject(opened.claim, opened.export, reason)
        case .hold(let reasons):
            return try await quarantine.hold(opened.claim, opened.export, reading, reasons)
        }
    }

    /// Stores that the newest export has come again; nil where another has taken its place since, and this one says
    /// something new.
    private func sayAgain(_ opened: Opened, _ recognition: Recognition, _ kind: ExportKind) async throws -> Result? {
        let isSaid = try await runtime.store.sayAgain(
            opened.export, reading: reading(of: recognition, kind, opened.claim.terms),
            reason: FileVerdict.saidAgain, now: runtime.now)
        guard isSaid else { return nil }
        CrashPoint.reached(.decisionStored)
        return try await archive.put(opened.claim, state: .duplicate, today: today)
    }

    // MARK: Importing

    private func bring(
        _ opened: Opened, _ profile: FileProfile, _ recognition: Recognition, _ kind: ExportKind
    ) async throws -> Result {
        let claim = opened.claim
        if claim.terms.isApproved {
            try await layouts.learn(
                recognition, kind, by: claim.terms.approver, written: claim.terms.layout, now: runtime.now)
        }
        // A person at the machine has seen the words of the statuses.
        let isSeen = claim.terms.isApproved && claim.terms.approver.place != .folder
        let words = isSeen ? recognition.approvedWords(written: claim.terms.layout) : [:]
        let recognition = recognition.approving(words)
        let reading = reading(of: recognition, kind, claim.terms)
        let job = ImportJob(
            practice: practice, store: runtime.store, now: runtime.now, today: today, export: opened.export,
            reading: reading, recognition: recognition,
            rows: ExportRows(
                source: opened.bytes, profile: profile,
                reader: RowReader(recognition, today: today, zone: practice.zone), progress: runtime.progress),
            limits: claim.terms.isApproved ? nil : runtime.configuration.settings.holds)
        let (counts, tells) = try await job.run(kind)
        guard counts.held.isEmpty else {
            let reading = ExportReading(profile: profile, recognition: recognition)
            return try await quarantine.hold(claim, opened.export, reading, counts.held)
        }
        CrashPoint.reached(.decisionStored)
        if tells { await runtime.outboxSignal.wake() }
        runtime.logger.notice(
            "an export was imported",
            metadata: [
                "practice": "\(practice.id)", "kind": "\(kind.rawValue)", "rows": "\(counts.rows)",
                "unusable": "\(counts.unusableRows)",
            ])
        let paper =
            counts.unusableRows == 0
            ? nil : UnusableRowsPaper(profile: profile, lines: job.rows.unusable.lines, total: counts.unusableRows)
        return try await archive.put(
            claim, state: .imported, kind: kind.rawValue, counts: counts, paper: paper, today: today)
    }

    // MARK: Going on after a crash

    private func finish(_ claim: ExportClaim, _ known: StoredExport) async throws -> Result {
        switch known.state {
        case .imported, .duplicate:
            let counts = ImportCounts(rows: known.rows, unusableRows: known.unusableRows)
            return try await archive.put(
                claim, state: known.state, kind: known.kind, counts: counts,
                paper: counts.unusableRows == 0 ? nil : try await unusableRows(claim, total: counts.unusableRows),
                today: today)
        case .rejected: return try await quarantine.rest(rejected: claim, known.reason)
        case .review:
            var claim = claim
            let bytes = try await source.open(claim)
            claim.terms = try await authority.confirmed(claim.terms, of: claim.name, bytes)
            let scan = try scan(bytes, name: claim.name, terms: claim.terms)
            let reading = try await scan?.profiled.reading(layouts.all(), limits: limits)
            return try await quarantine.rest(
                held: claim, reading, known.reason.split(separator: "\n").map(String.init))
        }
    }

    /// The rows that the import has stored as unusable, their cells found again in the file.
    private func unusableRows(_ claim: ExportClaim, total: Int) async throws -> UnusableRowsPaper? {
        let stored = try await runtime.store.unusableRows(claim: claim.id)
        let bytes = try await source.open(claim)
        guard let scan = try scan(bytes, name: claim.name, terms: claim.terms) else { return nil }
        return try UnusableRowsPaper(stored, profile: scan.profiled.profile, source: bytes, total: total)
    }
}
