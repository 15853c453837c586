import Foundation
package import RecallCore
package import RecallPorts
import RecallSystem

/// Gathers what a supporter needs to help, and nothing by which a person could be known.
///
/// Settings are shown by their keys; of their values only those that can hold nobody's name, number or address.
package enum SupportBundle {
    /// The keys whose values are never shown: who the practice is, and where it can be reached.
    private static let privateKeys: Set<String> = [
        "name", "phone", "contact", "practitioners", "bland.encrypted_key_file", "bland.api_key_file",
    ]

    /// The bundle, one JSON object.
    package static func bundle(
        _ configuration: LoadedConfiguration, store: any Store, environment: [String: String], now: Instant
    ) async throws -> JSONValue {
        let status = try await StatusReport.make(
            configuration, store: store, running: try RunningDaemon.find(in: configuration.settings.stateDirectory),
            now: now)
        let settings = configuration.settings
        let problems =
            SettingsCheck.folderProblems(settings)
            + SettingsCheck.keyProblems(settings, environment: environment)
        var practices: [JSONValue] = []
        for practice in configuration.practices {
            practices.append(try await shown(practice, store: store, now: now))
        }
        return .object([
            ("made_at", .string(now.description)), ("machine", machine(configuration)),
            ("configuration", shown(configuration)),
            (
                "check",
                .object([
                    ("problems", .array(problems.map { .string($0.description) })),
                    (
                        "notes",
                        .array(SettingsCheck.advisory(configuration, environment: environment).map { .string($0) })
                    ),
                ])
            ),
            ("status", status.json), ("practices", .array(practices)),
            (
                "tables",
                .object(try await store.tableCounts().map { ($0.table, .integer($0.rows)) })
            ),
        ])
    }

    private static func machine(_ configuration: LoadedConfiguration) -> JSONValue {
        let release = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let system = release.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
            .map { $0.dropFirst(12).filter { $0 != "\"" } }
        let info = ProcessInfo.processInfo
        let state = configuration.settings.stateDirectory
        func size(_ name: String) -> JSONValue {
            let attributes = try? FileManager.default.attributesOfItem(atPath: "\(state)/\(name)")
            return .count((attributes?[.size] as? NSNumber)?.intValue)
        }
        return .object([
            ("system", .text(system)), ("kernel", .string(info.operatingSystemVersionString)),
            ("processors", .integer(info.activeProcessorCount)),
            ("memory_bytes", .integer(Int(clamping: info.physicalMemory))),
            ("database_bytes", size("recalld.db")), ("journal_bytes", size("recalld.db-wal")),
            (
                "state_directory_free_bytes",
                (try? DiskSpace.free(at: state)).map { .integer(Int($0)) } ?? .null
            ),
        ])
    }

    private static func shown(_ configuration: LoadedConfiguration) -> JSONValue {
        var files: [(String, JSONValue)] = []
        for path in [configuration.settings.file] + configuration.practices.map(\.settings.file) {
            let name = (path as NSString).lastPathComponent
            do {
                let text = try TextFile.read(path, missing: "is not there")
                let file = try ConfigFile(text: text, path: path)
                let members = file.values.keys.sorted().map { key in
                    (key, privateKeys.contains(key) ? .string("(not shown)") : shown(file.values[key]))
                }
                files.append((name, .object(members)))
            } catch {
                files.append((name, .string("cannot be read")))
            }
        }
        return .object(files)
    }

    private static func shown(_ value: ConfigValue?) -> JSONValue {
        switch value {
        case .string(let text)?: .string(text)
        case .integer(let number)?: .integer(number)
        case .number(let number)?: .number(number)
        case .bool(let flag)?: .bool(flag)
        case .array(let items)?: .array(items.map { shown($0) })
        case .table?, .other?, nil: .string("(not shown)")
        }
    }

    private static func shown(_ practice: PracticeContext, store: any Store, now: Instant) async throws -> JSONValue {
        let today = practice.zone.day(of: now)
        var days: [JSONValue] = []
        for back in (0..<14).reversed() {
            let day = today.adding(days: -back)
            let calls = try await store.calls(practice: practice.id, on: day)
            guard !calls.outcomes.isEmpty || calls.inProgress + calls.unknown > 0 else { continue }
            days.append(
                .object(
                    [("day", .string(day.description))]
                        + calls.outcomes.sorted { $0.key.rawValue < $1.key.rawValue }
                        .map { ($0.key.rawValue, .integer($0.value)) }
                        + [("in_progress", .integer(calls.inProgress)), ("not_settled", .integer(calls.unknown))]))
        }
        let exports = try await store.exports(practice: practice.id, limit: 50).map { export in
            // A file's own name may be a person's.
            JSONValue.object([
                ("ending", .string((export.name as NSString).pathExtension)),
                ("first_seen_at", .moment(export.firstSeenAt)), ("state", .string(export.state.rawValue)),
                ("kind", .text(export.kind)), ("layout", .text(export.layout)), ("rows", .integer(export.rows)),
                ("unusable_rows", .integer(export.unusableRows)), ("is_moved", .bool(export.place != nil)),
            ])
        }
        let files = try await Listings.outbox([practice], store: store, withCollected: true, limit: 50, now: now)
        return .object([
            ("id", .string(practice.id)), ("calls_by_day", .array(days)), ("exports", .array(exports)),
            ("outbox", .array(files.rows.map(\.json))),
        ])
    }
}
