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
        /// Urgent patients whom no machine calls: they wait for a person, or it is a dry run.
        package var urgentWaiting: Int
        package var callsToday: Int
        package var unknown: Int
        package var tasksOpen: Int
        package var contactUpdatesOpen: Int
        package var uncollected: Int
        package var oldestUncollectedAt: Instant?
        package var problems: [Alert]
        /// How exports are read because somebody has said so.
        package var layouts: [ShownLayout] = []
        /// The files of the configuration that are wrong; then the daemon works by what it read before.
        package var wrongFiles: [String] = []
    }

    /// Who works with the state, as far as that is known.
    package struct DaemonStatus: Sendable {
        /// Nil where none runs.
        package var running: RunningDaemon?
        package var lastCallAt: Instant?
        package var nextCallAt: Instant?
        /// What the next call waits for; nil where nothing holds it.
        package var nextCallWaitsFor: String?
        /// Whether the provider cannot be reached, so that no call is placed whose time has come.
        var waitsForProvider = false
        /// Why no call will be placed; nil where one will be.
        package var noCallBecause: String?

        /// A daemon of which nothing else is known.
        package init(running: RunningDaemon?, lastCallAt: Instant? = nil) {
            self.running = running
            self.lastCallAt = lastCallAt
        }

        /// The start and the readings of the configuration.
        var note: DaemonNote? { running?.note }
    }

    package var daemon: DaemonStatus
    package var now: Instant
    /// By the configuration that the daemon works with; by the file where none runs.
    package var isLive: Bool
    /// What the file says, where the daemon works by something else.
    package var isLiveInFile: Bool?
    package var provider: ProviderState
    package var spendToday: Double
    package var practices: [PracticeStatus]
    package var problems: [Alert]

    /// Whether something waits for a person.
    package var needsPerson: Bool {
        let isSeen = { (alert: Alert) in alert.acknowledgedAt != nil }
        return daemon.running == nil || provider.word == .stopped || !problems.allSatisfy(isSeen)
            || practices.contains {
                $0.reviewWaiting > 0 || $0.unknown > 0 || $0.tasksOpen > 0 || $0.urgentWaiting > 0
                    || !$0.problems.allSatisfy(isSeen)
            }
    }

    /// Gathers it.
    ///
    /// - Parameters:
    ///   - configuration: The configuration as far as it is right.
    ///   - store: What is remembered.
    ///   - running: The daemon that works with the state; nil where none does.
    ///   - now: The moment.
    /// - Returns: How everything stands.
    /// - Throws: What the store and the rules say.
    package static func make(
        _ configuration: LoadedConfiguration, store: any Store, running: RunningDaemon?, now: Instant
    ) async throws -> StatusReport {
        var configuration = configuration
        let isLiveInFile = configuration.settings.isLive
        // Gates are told as the daemon has them.
        if let isLive = running?.note?.isLive { configuration.settings.isLive = isLive }
        var calls = CallTimes()
        let stored = try await store.alerts()
        let alerts = stored + DiskAlarm.all(configuration, besides: stored, now: now)
        var practices: [PracticeStatus] = []
        var spend = 0.0
        let wrong = configuration.wrongPractices
        let all = (configuration.practices + wrong.map(\.context)).sorted { $0.id < $1.id }
        for practice in all {
            let wrongFiles = configuration.wrongPractice(practice.id)?.files ?? []
            let today = practice.zone.day(of: now)
            let report = try await store.report(practice: practice.id, today: today)
            let limits = try await store.limits(practice: practice.id, today: today)
            let lines = try await Planning.plan(practice, settings: configuration.settings, store: store, at: now)
            spend = max(spend, limits.spendToday)
            calls.add(
                lines, practice, isWrong: !wrongFiles.isEmpty,
                last: try await store.calls(practice: practice.id, day: nil, limit: 1).first?.attempt.startedAt)
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
                    // What holds whom follows from rules that cannot be read here.
                    gates: wrongFiles.isEmpty
                        ? Dictionary(grouping: lines.compactMap(\.decision.gate?.code), by: \.self).mapValues(\.count)
                        : [:],
                    urgentWaiting: lines.count(where: Self.isUrgentAndWaits), callsToday: report.callsToday.count,
                    unknown: report.unknown, tasksOpen: report.openTasks.count,
                    contactUpdatesOpen: report.openContactUpdates.count,
                    uncollected: report.uncollected.count,
                    oldestUncollectedAt: report.uncollected.compactMap(\.writtenAt).min(), problems: problems,
                    layouts: try await ShownLayout.all(of: practice.id, store: store), wrongFiles: wrongFiles))
        }
        let provider = try await store.provider()
        return StatusReport(
            daemon: calls.status(running, provider, now: now), now: now, isLive: configuration.settings.isLive,
            // Of a file that cannot be read nobody knows what it says.
            isLiveInFile: isLiveInFile == configuration.settings.isLive || configuration.isMainFileUnread
                ? nil : isLiveInFile,
            provider: provider, spendToday: spend,
            practices: practices, problems: alerts.filter { $0.practice.isEmpty })
    }

    private static func isUrgentAndWaits(_ line: PlanLine) -> Bool {
        line.assessment.level == .urgent && [.humanFirst, .dryRun].contains(line.decision.gate?.code)
    }

    package var json: JSONValue {
        func problem(_ alert: Alert) -> JSONValue {
            .object([
                ("code", .string(alert.code)), ("message", .string(ShownText.line(alert.messageWithoutNames))),
                ("since", .moment(alert.since)), ("acknowledged_at", .moment(alert.acknowledgedAt)),
            ])
        }
        return .object([
            ("daemon", daemon.json),
            ("mode", .string(isLive ? "live" : "dry-run")),
            (
                "provider",
                .object([
                    ("state", .text(provider.known?.rawValue)),
                    ("reason", .text(provider.remark(at: now).map { ShownText.line($0) })),
                    ("asked_at", .moment(provider.wasAsked ? provider.askedAt : nil)),
                ])
            ),
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
                            ("urgent_waiting", .integer(practice.urgentWaiting)),
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
                            ("layouts", .array(practice.layouts.map(\.summary))),
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
        var lines = daemon.lines(zone: zone, now: now)
        lines.append("Mode: \(Self.mode(isLive))")
        if let isLiveInFile {
            lines.append(
                "The file says otherwise: \(Self.mode(isLiveInFile)). It counts from: systemctl reload recalld")
        }
        lines.append("Bland: \(provider.words(at: now))")
        lines.append("Spent today: $\(String(format: "%.2f", spendToday))")
        for practice in practices {
            lines.append("")
            lines.append("\(practice.id)\(practice.isPaused ? " (paused)" : "")")
            if !practice.wrongFiles.isEmpty {
                lines.append(
                    "  ! \(practice.wrongFiles.joined(separator: " and ")) cannot be used as it is now; recalld check tells what. "
                        + (daemon.running == nil
                            ? "recalld does not start with it." : "recalld goes on by what it read before."))
            }
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
            if practice.urgentWaiting > 0 {
                lines.append(
                    "  ! \(practice.urgentWaiting) urgent \(practice.urgentWaiting == 1 ? "patient waits" : "patients wait") "
                        + "for a person to ring; see recalld plan" + (isLive ? "" : ". In a dry run nobody else rings"))
            }
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

    private static func mode(_ isLive: Bool) -> String { isLive ? "live" : "dry run, nobody is called" }

    private static func line(_ problem: Alert) -> String {
        "! \(problem.code)\(problem.acknowledgedAt == nil ? "" : " (acknowledged)"): \(ShownText.line(problem.message))"
    }
}
