import Foundation
import Logging
package import RecallCore
package import RecallPorts
import RecallStoreSQLite
import RecallSystem

/// What was erased of a person, and where the person still stands, out of reach.
package struct ForgetReport: Sendable {
    package var practice: String
    package var erased: Erasure
    /// Files of the share that name the person, by their place in the shared folder.
    package var outOfReach: [String]

    package var json: JSONOut {
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

/// Erases a person's data.
package enum Forgetting {
    /// Why nothing was erased.
    package enum Problem: Error, CustomStringConvertible {
        case inCall
        case waiting

        package var description: String {
            switch self {
            case .inCall:
                "A call to this patient is in progress, or nobody knows yet what came of it. Wait until it has ended, "
                    + "or settle it with recalld settle, and try again. Nothing was erased."
            case .waiting:
                "Results about this patient wait to be written to the outbox. Let recalld write them, and try again. "
                    + "Nothing was erased."
            }
        }
    }

    /// Erases a person from the database, its journal, and the practice's page; nil where nobody of that number is known.
    ///
    /// - Throws: `Problem`, and what the database or the share says.
    package static func forget(
        patientID: String, practice: PracticeContext, configuration: LoadedConfiguration, store: any Store, now: Instant
    ) async throws -> ForgetReport? {
        let known = try await store.history(practice: practice.id, patientID: patientID)
        let search = PersonSearch(
            patientID: patientID, name: known?.read.name ?? PersonName(),
            numbers: known?.read.phones.flatMap { [$0.reading.number].compactMap(\.self) + $0.reading.also } ?? [])
        switch try await store.forget(practice: practice.id, patientID: patientID, now: now, hash: PersonHash.of) {
        case .unknown: return nil
        case .inCall: throw Problem.inCall
        case .waiting: throw Problem.waiting
        case .done(let erasure):
            try await store.scrub()
            let shared = try await PracticeShare.open(practice, store: store)
            let runtime = Runtime(
                setup: Runtime.Setup(configuration: configuration, bland: nil), store: store,
                logger: Logger(label: "recalld") { _ in SwiftLogNoOpLogHandler() }, clock: { now })
            try await PageWriter(runtime: runtime).write(practice)
            return ForgetReport(practice: practice.id, erased: erasure, outOfReach: try search.files(in: shared))
        }
    }

    /// Lets a person or a number come back that was forgotten. Answers how many entries that were.
    package static func undo(
        practice: String?, phone: PhoneNumber?, patientID: String?, store: any Store, now: Instant
    ) async throws -> Int {
        let forgotten = try await store.forgotten()
        guard !forgotten.isEmpty else { return 0 }
        var texts: [String] = []
        if let phone { texts.append(Forgotten.text(number: phone)) }
        if let patientID, let practice { texts.append(Forgotten.text(patientID: patientID, practice: practice)) }
        return try await store.letReturn(hashes: texts.map { PersonHash.of($0, key: forgotten.key) }, now: now)
    }
}

/// Finds the files of a share that name a person, whatever their encoding.
struct PersonSearch {
    private let id: [UInt8]
    private let name: [UInt8]
    private let numbers: [[UInt8]]

    init(patientID: String, name: PersonName, numbers: [PhoneNumber]) {
        id = Array(patientID.lowercased().utf8)
        // The letters that every encoding writes in the same way.
        let runs = name.last.lowercased().split { !$0.isASCII || !$0.isLetter }
        self.name = Array((runs.max { $0.count < $1.count } ?? "").utf8)
        self.numbers = numbers.map { Array($0.e164.suffix(6).utf8) }
    }

    /// The files that name the person, by their place.
    func files(in shared: SharedFolder) throws -> [String] {
        var found: [String] = []
        for folder in [
            PracticeFolders.archive, PracticeFolders.outbox, PracticeFolders.review, PracticeFolders.rejected,
            PracticeFolders.inbox,
        ] {
            for file in try shared.list(folder).files {
                let source = try shared.open(file.path)
                if isNamed(in: try source.read(0..<source.count)) { found.append("\(file.path)") }
            }
        }
        return found
    }

    /// Whether a file names the person: by the number, with the name or a telephone number beside it somewhere.
    func isNamed(in bytes: [UInt8]) -> Bool {
        // Without nought bytes, UTF-16 reads like the others as far as letters and digits go.
        let text = Data(bytes.lazy.filter { $0 != 0 }.map { (65...90).contains($0) ? $0 + 32 : $0 })
        guard hasWord(id, in: text) else { return false }
        if name.isEmpty, numbers.isEmpty { return true }
        if !name.isEmpty, text.range(of: Data(name)) != nil { return true }
        let digits = Data(text.filter { (48...57).contains($0) })
        return numbers.contains { digits.range(of: Data($0)) != nil }
    }

    private func hasWord(_ word: [UInt8], in text: Data) -> Bool {
        var from = text.startIndex
        while let found = text.range(of: Data(word), in: from..<text.endIndex) {
            let before = found.lowerBound > text.startIndex ? text[found.lowerBound - 1] : 32
            let after = found.upperBound < text.endIndex ? text[found.upperBound] : 32
            if !Self.isWordByte(before), !Self.isWordByte(after) { return true }
            from = found.lowerBound + 1
        }
        return false
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
    }
}
