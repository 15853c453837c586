package import RecallCore
import RecallPorts

/// When calls were and will be placed, of all practices.
struct CallTimes {
    private var last: Instant?
    private var next: (at: Instant, waitsFor: String?)?
    private var reasons: [(practice: String, words: String)] = []

    /// Takes the plan of a practice.
    ///
    /// - Parameters:
    ///   - lines: The plan.
    ///   - practice: The practice.
    ///   - isWrong: Whether the practice's file is wrong, so that its plan is not the daemon's.
    ///   - last: When its newest call was placed.
    mutating func add(_ lines: [PlanLine], _ practice: PracticeContext, isWrong: Bool, last: Instant?) {
        self.last = [self.last, last].compactMap(\.self).max()
        guard !isWrong else {
            reasons.append((practice.id, "Its file is wrong, so that its hours are not known here."))
            return
        }
        var call = NextCall()
        for line in lines { call.add(line) }
        if let at = call.at, next.map({ at < $0.at }) ?? true { next = (at, call.until?.words.short) }
        if let words = call.noCallBecause { reasons.append((practice.id, words)) }
    }

    func status(_ running: RunningDaemon?, _ provider: ProviderState, now: Instant) -> StatusReport.DaemonStatus {
        var status = StatusReport.DaemonStatus(running: running, lastCallAt: last)
        if running == nil {
            status.noCallBecause = "recalld does not run."
        } else if let next {
            status.nextCallAt = max(next.at, now)
            status.nextCallWaitsFor = next.waitsFor
            status.waitsForProvider = provider.known == .unreachable
        } else {
            let all = Set(reasons.map(\.words))
            status.noCallBecause =
                all.count == 1
                ? all.first : reasons.map { "\($0.practice): \($0.words)" }.joined(separator: " ")
        }
        return status
    }
}

extension StatusReport.DaemonStatus {
    var json: JSONValue {
        .object([
            ("running", .bool(running != nil)), ("since", .moment(note?.since)), ("version", .text(note?.version)),
            ("process", .count(running?.process)), ("last_call_at", .moment(lastCallAt)),
            ("next_call_at", .moment(nextCallAt)), ("no_call_because", .text(noCallBecause)),
            ("configuration_read_at", .moment(note?.reading.at)),
            ("configuration_refused", .array((note?.reading.problems ?? []).map { .string($0) })),
        ])
    }

    /// The first lines of `status`.
    func lines(zone: Zone, now: Instant) -> [String] {
        var lines = [
            runningLine(zone: zone), "Last call: \(lastCallAt.map { MomentWords.stamp($0, zone) } ?? "none yet")",
        ]
        if let nextCallAt {
            let soon =
                waitsForProvider ? "when Bland can be reached again" : "now, as soon as its turn comes"
            let when = nextCallAt <= now ? soon : MomentWords.stamp(nextCallAt, zone)
            let why = nextCallAt <= now ? nil : nextCallWaitsFor
            lines.append("Next call: \(when)\(why.map { " (\($0))" } ?? "")")
        } else {
            lines.append("Next call: none. \(noCallBecause ?? "")")
        }
        return lines + refusalLines(zone: zone)
    }

    /// Whether the daemon runs, and since when.
    private func runningLine(zone: Zone) -> String {
        guard let running else {
            return "recalld does not run, and nobody is called. Start it: systemctl start recalld"
        }
        let words = "recalld runs\(note.map { " since \(MomentWords.stamp($0.since, zone))" } ?? "")"
        let more = [note.map { "version \($0.version)" }, running.process.map { "process \($0)" }].compactMap(\.self)
        return more.isEmpty ? words : "\(words) (\(more.joined(separator: ", ")))"
    }

    /// What the daemon refused at its last reading; none where it took it.
    private func refusalLines(zone: Zone) -> [String] {
        guard let reading = note?.reading, !reading.problems.isEmpty else { return [] }
        return [
            "! The configuration was refused at \(MomentWords.stamp(reading.at, zone)), and the one before is in force. "
                + "Put it right (recalld check), then: systemctl reload recalld"
        ] + reading.problems.map { "  \($0)" }
    }

    /// What `status` can tell where the configuration does not even say which state is meant: of the daemon alone.
    package var linesOfDaemonAlone: [String] { [runningLine(zone: .london)] + refusalLines(zone: .london) }

    /// The same for programs.
    package var jsonOfDaemonAlone: JSONValue { .object([("daemon", json)]) }
}
