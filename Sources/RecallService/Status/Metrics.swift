import Foundation
package import RecallCore
package import RecallPorts

/// What can be measured, as text for the textfile collector of node_exporter: counts and moments, and nobody's data.
///
/// Written so that both OpenMetrics 1.0 and the older text format of Prometheus read it.
package struct Metrics: Sendable {
    package var isLive: Bool
    package var provider: ProviderState.Word
    package var practices: [(id: String, counts: PracticeCounts)]
    package var alerts: [Alert]
    package var writtenAt: Instant

    /// Gathers them.
    package static func gather(_ configuration: LoadedConfiguration, store: any Store, now: Instant) async throws
        -> Metrics
    {
        var practices: [(id: String, counts: PracticeCounts)] = []
        for practice in configuration.practices {
            practices.append(
                (practice.id, try await store.counts(practice: practice.id, today: practice.zone.day(of: now))))
        }
        return Metrics(
            isLive: configuration.settings.isLive, provider: try await store.provider().word, practices: practices,
            alerts: try await store.alerts(), writtenAt: now)
    }

    package var text: String {
        var lines: [String] = []
        func family(_ name: String, _ help: String, _ samples: [(labels: [(String, String)], value: String)]) {
            guard !samples.isEmpty else { return }
            lines.append("# TYPE recalld_\(name) gauge")
            lines.append("# HELP recalld_\(name) \(help)")
            for sample in samples {
                let labels = sample.labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
                lines.append("recalld_\(name)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)")
            }
        }
        func each(_ name: String, _ help: String, _ value: (PracticeCounts) -> String?) {
            family(
                name, help,
                practices.compactMap { practice in
                    value(practice.counts).map { ([("practice", practice.id)], $0) }
                })
        }
        family("build_info", "The version that runs.", [([("version", Version.current)], "1")])
        family("live", "Whether real calls are placed.", [([], isLive ? "1" : "0")])
        family(
            "provider_state", "How Bland stands to us; 1 for the state that holds.",
            ["ok", "unreachable", "stopped"].map { ([("state", $0)], $0 == provider.rawValue ? "1" : "0") })
        each("patients", "Patients known.") { "\($0.patients)" }
        each("calls_today", "Calls since midnight of the practice.") { "\($0.callsToday)" }
        each("calls_in_progress", "Calls that are asked for or in progress.") { "\($0.callsInProgress)" }
        each("unknown_attempts", "Attempts of which nobody knows whether they reached anybody.") { "\($0.unknown)" }
        each("tasks_open", "Tasks of staff.") { "\($0.openTasks)" }
        each("outbox_uncollected", "Outbox files that nobody has collected.") { "\($0.uncollected)" }
        each("outbox_oldest_uncollected_timestamp_seconds", "When the oldest of them was written.") {
            $0.oldestUncollectedAt.map(Self.seconds)
        }
        each("newest_patients_export_timestamp_seconds", "When the newest export of patients was first seen.") {
            $0.newestPatientsAt.map(Self.seconds)
        }
        family(
            "trouble", "What goes wrong outside; 1 while it stands.",
            alerts.map { ([("practice", $0.practice), ("code", $0.code)], "1") })
        family("written_timestamp_seconds", "When this was written.", [([], Self.seconds(writtenAt))])
        return lines.joined(separator: "\n") + "\n# EOF\n"
    }

    private static func seconds(_ moment: Instant) -> String {
        let milliseconds = moment.milliseconds % 1000
        return "\(moment.milliseconds / 1000)" + (milliseconds == 0 ? "" : ".\(padded(Int(milliseconds), 3))")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
