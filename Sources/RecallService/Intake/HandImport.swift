import Foundation
import Logging
package import RecallCore
package import RecallPorts
import RecallSystem

/// What became of a file that was taken by hand.
package struct HandImport: Sendable {
    package var state: ExportState
    package var kind: String?
    package var rows: Int
    package var unusableRows: Int
    package var stored: Int
    package var place: String
    package var reason: String
    /// What staff have to know of the file as a whole; nil where there is nothing.
    package var warning: String?
    /// What whoever approved it has to know of what they have approved.
    package var notes: [String] = []

    /// Takes one file through the same path as the inbox. A file outside the practice's inbox is copied and stays.
    package static func take(
        _ path: String, practice: PracticeContext, configuration: LoadedConfiguration, store: any Store, now: Instant,
        approver: AuditActor? = nil, isPart: Bool = false
    ) async throws -> HandImport {
        let lock = try await ClaimLock.ofCommand(practice.id, in: configuration.settings.stateDirectory)
        defer { withExtendedLifetime(lock) {} }
        let folder = InboxFolder(
            practice: practice.id, shared: try await PracticeShare.take(practice, store: store), claims: store,
            memory: InboxFolder.Memory(),
            settleSeconds: 0, clock: { now }, monotonicSeconds: { 0 })
        let file = HandFile(
            path, home: practice.settings.folder, folder: folder, approver: approver, isPart: isPart,
            limit: configuration.settings.limits.maxFileMiB << 20, now: now)
        let runtime = Runtime(
            setup: Runtime.Setup(configuration: configuration), store: store,
            logger: Logger(label: "recalld") { _ in SwiftLogNoOpLogHandler() }, clock: { now })
        do {
            return try await take(from: file, Importer(practice: practice, runtime: runtime, source: file))
        } catch let error as ExportSourceError {
            throw error.cause
        }
    }

    /// Takes the one export of a source.
    private static func take(from file: HandFile, _ importer: Importer) async throws -> HandImport {
        let result = try await importer.take(try await file.claim())
        return HandImport(
            state: result.state, kind: result.kind, rows: result.rows, unusableRows: result.unusableRows,
            stored: result.stored, place: result.place, reason: result.reason, warning: result.warning,
            notes: result.notes)
    }
}

/// An export that is held for review.
package struct HeldExport: Sendable {
    package var practice: PracticeContext
    private let path: FolderPath

    /// Why there is none of that name.
    package struct Missing: Error, CustomStringConvertible {
        package var description: String
    }

    /// The held export of that path, or of that name in a `review/` folder. A path in a practice's folder means that
    /// practice and no other; a folder that is away holds up no other practice.
    ///
    /// - Throws: `Missing` where there is none, or several practices hold one of that name; `FileError` where the only
    ///   folder that may hold it cannot be used.
    package static func find(_ file: String, practices: [PracticeContext]) throws -> HeldExport {
        let name = (file as NSString).lastPathComponent
        let owner = PracticeContext.owner(of: file, among: practices)
        var found: [HeldExport] = []
        var trouble: FileError?
        for practice in practices where owner == nil || practice.id == owner?.id {
            do {
                let shared = try SharedFolder(path: practice.settings.folder)
                guard let path = PracticeFolders.review.appending(name) else { continue }
                if try shared.file(at: path) != nil { found.append(HeldExport(practice: practice, path: path)) }
            } catch { trouble = error }
        }
        guard let first = found.first else {
            if let trouble { throw trouble }
            throw Missing(description: "No file \(name) is held for review. See the folder review/.")
        }
        guard found.count == 1 else {
            throw Missing(
                description: "\(found.map(\.practice.id).joined(separator: " and ")) each hold a file \(name). "
                    + "Say which is meant with --practice, or by its whole path.")
        }
        return first
    }

    /// Imports it as it was read, and remembers its layout; as a part of its list, where it is said to be one.
    package func approve(
        isPart: Bool, configuration: LoadedConfiguration, store: any Store, now: Instant
    ) async throws -> HandImport {
        try await HandImport.take(
            practice.settings.folder + "/\(path)", practice: practice, configuration: configuration, store: store,
            now: now, approver: store.actor, isPart: isPart)
    }

    /// Puts it to the files that are not used, and stores that it waits for nobody any longer.
    ///
    /// - Parameters:
    ///   - store: what recalld remembers.
    ///   - now: the moment.
    /// - Throws: `StoreError`, or `FileError` where the shared folder cannot be used.
    package func reject(store: any Store, now: Instant) async throws {
        let shared = try await PracticeShare.open(practice, store: store)
        let place = try shared.move(path, into: PracticeFolders.rejected)
        if try await !store.rejectHeld(place: "\(path)", newPlace: "\(place)", practice: practice.id, now: now) {
            try await store.recordAudit("reject", subject: "a file of \(practice.id)", now: now)
        }
        if let reason = PracticeFolders.rejected.appending("\(place.name).reason.txt") {
            try shared.replace(reason, Array("\(place.name) was rejected by staff.\r\n".utf8))
        }
        try ReviewPapers.remove(of: path.name, from: shared)
    }
}
