import Foundation
package import RecallCore
import RecallPages
package import RecallPorts
import RecallSystem

/// What `status` tells: how everything stands.
package struct StatusReport: Sendable {
    /// One practice.
    package struct PracticeStatus: Sendable {
        package var id: String
        package var isPaused: Bool
        package var newestExportAt: Instant?
        package var inboxWaiting: Int
        package var reviewWaiting: Int
        package var rejected: Int
        package var recalls: [RecallState: Int]
        package var gates: [GateCode: Int]
        package var callsToday: Int
        package var unknown: Int
        package var tasksOpen: Int
        package var contactUpdatesOpen: Int
        package var uncollected: Int
        package var oldestUncollectedAt: Instant?
        package var problems: [Alert]
        /// How exports are read because somebody has said so.
        package var layouts: [ShownLayout] = []
    }

    package var isLive: Bool
    package var provider: ProviderState
    package var spendToday: Double
    package var practices: [PracticeStatus]
    package var problems: [Alert]

    /// Whether something waits for a person.
    package var needsPerson: Bool {
        let isSeen = { (alert: Alert) in alert.acknowledgedAt != nil }
        return provider.word == .stopped || !problems.allSatisfy(isSeen)
            || practices.contains {
                $0.reviewWaiting > 0 || $0.unknown > 0 || $0.tasksOpen > 0 || !$0.problems.allSatisfy(isSeen)
            }
    }

    /// Gathers it.
    package static func make(_ configuration: LoadedConfiguration, store: any Store, now: Instant) async throws
        -> StatusReport
    {
        let stored = try await store.alerts()
        let alerts = stored + DiskAlarm.all(configuration, besides: stored, now: now)
        var practices: [PracticeStatus] = []
        var spend = 0.0
        for practice in configuration.practices {
            let today = practice.zone.day(of: now)
            let report = try await store.report(practice: practice.id, today: today)
            let limits = try await store.limits(practice: practice.id, today: today)
            let lines = try await Planning.plan(practice, settings: configuration.settings, store: store, at: now)
            spend = max(spend, limits.spendToday)
            let isFilePaused = await Planning.isFilePaused(practice, store: store)
            var waiting = 0
            var problems = alerts.filter { $0.practice == practice.id }
            if let alarm = OutboxAlarm.alert(report.uncollected, practice, now: now) { problems.append(alarm) }
            do {
                let shared = try await PracticeShare.open(practice, store: store)
                waiting = try shared.list(PracticeFolders.inbox, skips: PracticeFolders.isNoExport).files.count
            } catch {
                if !problems.contains(where: { $0.code == AlertCode.share.rawValue }) {
                    problems.append(
                        Alert(
                            practice: practice.id, code: .share, message: "The shared folder cannot be used: \(error)",
                            since: now))
                }
            }
            practices.append(
                PracticeStatus(
                    id: practice.id, isPaused: limits.isPaused || isFilePaused,
                    newestExportAt: report.newestPatients?.saidAt, inboxWaiting: waiting,
                    reviewWaiting: report.inReview.count { PageReport.isThere($0, practice) },
                    rejected: report.rejected.count { PageReport.isThere($0, practice) },
                    recalls: Dictionary(grouping: lines, by: \.state).mapValues(\.count),
                    gates: Dictionary(grouping: lines.compactMap(\.decision.gate?.code), by: \.self).mapValues(\.count),
                    callsToday: report.callsToday.count, unknown: report.unknown, tasksOpen: report.openTasks.count,
                    contactUpdatesOpen: report.openContactUpdates.count,
                    uncollected: report.uncollected.count,
                    oldestUncollectedAt: report.uncollected.compactMap(\.writtenAt).min(), problems: problems,
                    layouts: try await ShownLayout.all(of: practice.id, store: store)))
        }
        return StatusReport(
            isLive: configuration.settings.isLive, provider: try await store.provider(), spendToday: spend,
            practices: practices, problems: alerts.filter { $0.practice.isEmpty })
    }

    package var json: JSONValue {
        func problem(_ alert: Alert) -> JSONValue {
            .object([
                ("code", .string(alert.code)), ("message", .string(alert.message)),
                ("since", .moment(alert.since)), ("acknowledged_at", .moment(alert.acknowledgedAt)),
            ])
        }
        return .object([
            ("mode", .string(isLive ? "live" : "dry-run")),
            ("provider", .object([("state", .string(provider.word.rawValue)), ("reason", .text(provider.reason))])),
            ("spend_today_usd", .number((spendToday * 1000).rounded() / 1000)),
            (
                "practices",
                .array(
                    practices.map { practice in
                        .object([
                            ("id", .string(practice.id)), ("paused", .bool(practice.isPaused)),
                            ("newest_export_at", .moment(practice.newestExportAt)),
                            ("inbox_waiting", .integer(practice.inboxWaiting)),
                            ("review_waiting", .integer(practice.reviewWaiting)),
                            ("rejected", .integer(practice.rejected)),
                            (
                                "recalls",
                                .object(RecallState.allCases.map { ($0.rawValue, .integer(practice.recalls[$0] ?? 0)) })
                            ),
                            ("calls_today", .integer(practice.callsToday)), ("unknown", .integer(practice.unknown)),
                            ("tasks_open", .integer(practice.tasksOpen)),
                            ("contact_updates_open", .integer(practice.contactUpdatesOpen)),
                            ("outbox_uncollected", .integer(practice.uncollected)),
                            ("oldest_uncollected_at", .moment(practice.oldestUncollectedAt)),
                            (
                                "gates",
                                .object(
                                    GateCode.allCases.compactMap { code in
                                        practice.gates[code].map { (code.rawValue, .integer($0)) }
                                    })
                            ),
                            ("layouts", .array(practice.layouts.map(\.json))),
                            ("problems", .array((practice.problems + problems).map(problem))),
                        ])
                    })
            ),
            ("problems", .array(problems.map(problem))),
        ])
    }

    /// The most layouts that are listed of a practice.
    private static let mostLayouts = 10

    /// Lines for people.
    package func lines(zone: Zone) -> [String] {
        var lines = ["Mode: \(isLive ? "live" : "dry run, nobody is called")"]
        switch provider.word {
        case .ok: lines.append("Bland: ok")
        case .unreachable: lines.append("Bland: cannot be reached (\(provider.reason ?? "")); calls wait")
        case .stopped: lines.append("Bland: stopped (\(provider.reason ?? "")). Put it right, then run recalld resume")
        }
        lines.append("Spent today: $\(String(format: "%.2f", spendToday))")
        for practice in practices {
            lines.append("")
            lines.append("\(practice.id)\(practice.isPaused ? " (paused)" : "")")
            lines.append(
                "  newest patients export: \(practice.newestExportAt.map { MomentWords.stamp($0, zone) } ?? "none yet")"
            )
            lines.append(
                "  files: \(practice.inboxWaiting) in the inbox, \(practice.reviewWaiting) for review, \(practice.rejected) rejected"
            )
            let states = RecallState.allCases.compactMap { state in
                practice.recalls[state].map { "\($0) \(state.rawValue)" }
            }
            lines.append("  recalls: \(states.isEmpty ? "none" : states.joined(separator: ", "))")
            let gates = GateCode.allCases.compactMap { code in practice.gates[code].map { "\($0) \(code.rawValue)" } }
            if !gates.isEmpty { lines.append("  held by: \(gates.joined(separator: ", "))") }
            lines.append(
                "  today: \(practice.callsToday) calls; \(practice.unknown) unknown; \(practice.tasksOpen) tasks open; "
                    + "\(practice.uncollected) outbox files not collected")
            for layout in practice.layouts.prefix(Self.mostLayouts) {
                lines.append(
                    "  layout learnt: \(layout.id) \(layout.kind), \(layout.columns) columns; \(layout.approvedBy), "
                        + MomentWords.stamp(layout.learnedAt, zone))
            }
            if practice.layouts.count > Self.mostLayouts {
                lines.append("  and \(practice.layouts.count - Self.mostLayouts) layouts more; see recalld layouts")
            }
            for problem in practice.problems { lines.append("  \(Self.line(problem))") }
        }
        for problem in problems { lines.append(Self.line(problem)) }
        return lines
    }

    private static func line(_ problem: Alert) -> String {
        "! \(problem.code)\(problem.acknowledgedAt == nil ? "" : " (acknowledged)"): \(problem.message)"
    }
}
