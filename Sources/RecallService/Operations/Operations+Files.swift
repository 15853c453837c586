import Foundation
import RecallCore
import RecallPorts
import RecallSystem

extension Operations {
    /// Takes one file through the same path as the inbox.
    ///
    /// - Parameters:
    ///   - path: The file. One outside the practice's inbox is copied and stays.
    ///   - practice: The practice.
    /// - Returns: What became of it.
    /// - Throws: `StoreError`, or `FileError` where the file or the shared folder cannot be used.
    package func importFile(_ path: String, _ practice: PracticeContext) async throws -> OperationAnswer {
        let taken = try await HandImport.take(
            path, practice: practice, configuration: configuration, store: store, now: now)
        var details: [String] = []
        if let warning = taken.warning { details.append("Note: \(warning)") }
        details.append("It stands in \(taken.place).")
        return taken.answer(
            imported: "Imported as \(taken.kind ?? "")", waits: "It waits", details: details,
            json: taken.json(file: Self.name(path)))
    }

    /// Imports a file that is held for review as it was read, and remembers its layout.
    ///
    /// - Parameters:
    ///   - file: Its path, or its name in `review/`.
    ///   - practices: Those in whose folders it is looked for.
    ///   - isPart: Whether it is a part of its list, so that nobody whom it leaves out counts as gone.
    /// - Returns: What became of it.
    /// - Throws: `StoreError`, or `FileError` where the shared folder cannot be used.
    package func approve(
        _ file: String, of practices: [PracticeContext], isPart: Bool = false
    ) async throws -> OperationAnswer {
        let name = Self.name(file)
        let held: HeldExport
        do {
            held = try HeldExport.find(file, practices: practices)
        } catch let missing as HeldExport.Missing {
            return Self.notHeld(name, "approve", missing)
        }
        let taken = try await held.approve(
            isPart: isPart, configuration: configuration, store: store, now: now)
        if taken.state == .imported {
            try await store.recordAudit(
                "approve", subject: "\(isPart ? "a part" : "a file") of \(held.practice.id)", now: now)
        }
        return taken.answer(
            imported: isPart
                ? "Approved and imported for \(held.practice.id) as a part of its list"
                : "Approved and imported for \(held.practice.id)",
            waits: "It still waits",
            details: taken.notes.map { "Note: \($0)" }, json: taken.json(file: name))
    }

    /// Puts a file that is held for review to those that are not used.
    ///
    /// - Parameters:
    ///   - file: Its path, or its name in `review/`.
    ///   - practices: Those in whose folders it is looked for.
    /// - Returns: What became of it.
    /// - Throws: `StoreError`, or `FileError` where the shared folder cannot be used.
    package func reject(_ file: String, of practices: [PracticeContext]) async throws -> OperationAnswer {
        let name = Self.name(file)
        let held: HeldExport
        do {
            held = try HeldExport.find(file, practices: practices)
        } catch let missing as HeldExport.Missing {
            return Self.notHeld(name, "reject", missing)
        }
        try await held.reject(store: store, now: now)
        return OperationAnswer(
            .done, "reject", [("practice", .string(held.practice.id)), ("file", .string(name))],
            "Rejected; it stands in rejected/ of \(held.practice.id).")
    }

    /// Takes back how exports of a practice with one header are to be read: the next one is recognised by itself.
    ///
    /// - Parameters:
    ///   - id: The layout, as it is listed.
    ///   - practices: Those whose layouts are looked through.
    /// - Returns: What became of it.
    /// - Throws: `StoreError`, or that a stored layout cannot be read.
    package func forgetLayout(_ id: String, of practices: [PracticeContext]) async throws -> OperationAnswer {
        for practice in practices {
            for layout in try await ShownLayout.all(of: practice.id, store: store) where layout.id == id {
                _ = try await store.forgetLayout(practice: practice.id, fingerprint: layout.fingerprint, now: now)
                return OperationAnswer(
                    .done, "layouts", [("practice", .string(practice.id)), ("layout", .string(id))],
                    "Forgotten. The next export with this header is looked at as if for the first time.")
            }
        }
        return OperationAnswer(
            .notThere, "layouts", [("layout", .string(id))], "No layout \"\(id)\" was learnt.",
            next: "See: recalld layouts")
    }

    /// Writes an outbox file again, byte for byte, under its own name.
    ///
    /// - Parameter file: Its name, or its path.
    /// - Returns: What became of it.
    /// - Throws: `StoreError`, or `FileError` where the outbox cannot be written, or another file of that name stands there.
    package func reissue(_ file: String) async throws -> OperationAnswer {
        let name = Self.name(file)
        let subject: [(String, JSONValue)] = [("file", .string(name))]
        let stored = try await store.outboxFile(named: name)
        if let practice = stored?.practice, let wrong = configuration.wrongPractice(practice) {
            return OperationAnswer(.cannot, "reissue", subject, "\(practice): \(wrong.words).")
        }
        guard let stored,
            let practice = configuration.practice(stored.practice),
            let path = PracticeFolders.outbox.appending(stored.name)
        else {
            return OperationAnswer(
                .notThere, "reissue", subject, "recalld has never written a file \"\(name)\".")
        }
        guard !stored.content.isEmpty else {
            return OperationAnswer(
                .cannot, "reissue", subject,
                "This file held a person who was forgotten, so its words were erased. It cannot be written again.")
        }
        let shared = try await PracticeShare.open(practice, store: store)
        try shared.writeNew(path, Array(stored.content))
        try await store.markWritten(stored.id, now: now)
        try await store.recordAudit("reissue", subject: stored.name, now: now)
        return OperationAnswer(.done, "reissue", subject, "Written: \(practice.settings.folder)/\(path)")
    }

    private static func notHeld(
        _ name: String, _ operation: String, _ missing: HeldExport.Missing
    ) -> OperationAnswer {
        OperationAnswer(.notThere, operation, [("file", .string(name))], missing.description)
    }

    private static func name(_ path: String) -> String { (path as NSString).lastPathComponent }
}

extension HandImport {
    /// What became of the file, in words.
    ///
    /// - Parameters:
    ///   - imported: How the sentence about an imported file begins.
    ///   - waits: How the sentence about a file that waits begins.
    ///   - details: What else there is to know.
    ///   - json: The answer as JSON.
    /// - Returns: The answer.
    fileprivate func answer(
        imported: String, waits: String, details: [String] = [], json: JSONValue
    ) -> OperationAnswer {
        switch state {
        case .imported:
            OperationAnswer(
                .done, "\(imported): \(rows) rows, \(unusableRows) of them unusable.", details: details, json: json)
        case .duplicate:
            OperationAnswer(
                .done, FileVerdict.saidAgain, details: details, json: json)
        case .review: OperationAnswer(.waits, "\(waits) for a person: \(reason)", details: details, json: json)
        case .rejected: OperationAnswer(.unusable, "It cannot be used: \(reason)", details: details, json: json)
        }
    }

    fileprivate func json(file: String) -> JSONValue {
        .object([
            ("file", .string(file)), ("state", .string(state.rawValue)), ("kind", .text(kind)),
            ("rows", .integer(rows)), ("unusable_rows", .integer(unusableRows)), ("stored", .integer(stored)),
            ("place", .string(place)), ("reason", .string(reason)), ("warning", .text(warning)),
        ])
    }
}
