import RecallCore
import RecallPages
import RecallPorts

/// Gathers what a practice's page shows.
enum PageReport {
    /// What the page of a practice shows now.
    ///
    /// - Parameters:
    ///   - practice: The practice.
    ///   - runtime: What the services share.
    ///   - tallies: The plan in numbers; nil where it is to be made for the page.
    /// - Returns: The content of the page.
    /// - Throws: What the store says.
    static func content(
        _ practice: PracticeContext, runtime: Runtime, tallies: PlanTallies? = nil
    ) async throws -> PageContent {
        let now = runtime.now
        let today = practice.zone.day(of: now)
        let report = try await runtime.store.report(practice: practice.id, today: today)
        let limits = try await runtime.store.limits(practice: practice.id, today: today)
        var content = try await heading(practice, limits, runtime: runtime, now: now)
        content.patientsExport = export(report.newestPatients, seen: report.patientsSeenAt, now: now, practice)
        content.diaryExport = export(report.newestDiary, seen: report.diariesSeenAt, now: now, practice)
        content.settingsDifferences = SettingsComparison.differences(practice, openings: limits.openings)
        let plan = try await Self.tallies(of: practice, runtime: runtime, now: now, known: tallies)
        content.levels = plan.levels
        content.waiting = plan.waiting
        addCalls(report, to: &content, practice)
        addWork(report, to: &content, practice)
        addFiles(report, to: &content, practice, now: now)
        content.layouts = try await ShownLayout.all(of: practice.id, store: runtime.store).map {
            PageContent.LearnedLayout(
                kind: $0.kind, columns: $0.columns, unused: $0.unused.joined(separator: ", "),
                approvedBy: $0.approvedBy, approvedAt: MomentWords.shortMoment($0.learnedAt, practice.zone))
        }
        content.problems = try await problems(practice, runtime: runtime, now: now)
        content.outcomesByDay = outcomes(report, today: today)
        return content
    }

    private static func heading(
        _ practice: PracticeContext, _ limits: PracticeLimits, runtime: Runtime, now: Instant
    ) async throws -> PageContent {
        let isFilePaused = await Planning.isFilePaused(practice, store: runtime.store)
        return PageContent(
            practice: practice.rules.name, isLive: runtime.configuration.settings.isLive,
            updatedAt: MomentWords.shortMoment(now, practice.zone), writtenAt: now,
            provider: PageContent.Provider(
                state: PageContent.Provider.State(rawValue: limits.provider.word.rawValue) ?? .ok,
                reason: limits.provider.reason),
            isPaused: limits.isPaused || isFilePaused, showsFullNames: practice.settings.showsFullNames)
    }

    private static func tallies(
        of practice: PracticeContext, runtime: Runtime, now: Instant, known: PlanTallies?
    ) async throws -> PlanTallies {
        if let known { return known }
        return try await Planning.plan(
            practice, settings: runtime.configuration.settings, store: runtime.store, at: now, into: PlanTallies()
        ) { $0.add($1) }
    }

    private static func addCalls(
        _ report: PracticeReport, to content: inout PageContent, _ practice: PracticeContext
    ) {
        for call in report.callsToday {
            let local = practice.zone.local(call.startedAt)
            content.callsToday.append(
                PageContent.Call(
                    time: MomentWords.time(local), patient: PageContent.Patient(id: call.patientID, name: call.name),
                    outcome: call.outcome))
            content.callsByHour[local.hour, default: 0] += 1
        }
    }

    /// What staff have to do for patients.
    private static func addWork(
        _ report: PracticeReport, to content: inout PageContent, _ practice: PracticeContext
    ) {
        func patient(_ event: Event) -> PageContent.Patient {
            PageContent.Patient(id: event.patientID, name: event.name)
        }
        content.bookings = report.openBookings.compactMap { line in
            line.event.appointment.map { appointment in
                PageContent.Booking(
                    patient: patient(line.event), date: MomentWords.shortDate(appointment.day),
                    time: clockTime(appointment.start), practitioner: appointment.practitioner, file: line.file ?? "")
            }
        }
        content.tasks = report.openTasks.map { event in
            PageContent.StaffTask(
                patient: patient(event), priority: event.priority ?? .soon, reason: event.reason ?? "",
                dueBy: event.dueBy.map(MomentWords.shortDate) ?? "")
        }
        content.contactUpdates = report.openContactUpdates.compactMap { line in
            line.event.change.map { change in
                PageContent.ContactUpdate(
                    patient: patient(line.event), change: change,
                    reportedOn: MomentWords.shortDate(practice.zone.day(of: line.event.at)), file: line.file ?? "")
            }
        }
    }

    /// The files that wait for staff.
    private static func addFiles(
        _ report: PracticeReport, to content: inout PageContent, _ practice: PracticeContext, now: Instant
    ) {
        content.reviews = report.inReview.filter { isThere($0, practice) }.map {
            PageContent.Review(file: $0.name, reason: $0.reason, advice: nil)
        }
        content.rejected = report.rejected.filter { isThere($0, practice) }.prefix(20).map {
            PageContent.RejectedFile(file: $0.name, reason: $0.reason)
        }
        content.uncollected = report.uncollected.map { file in
            PageContent.OutboxFile(
                file: file.name, age: MomentWords.age(seconds: now.seconds(since: file.writtenAt ?? file.createdAt)),
                isAlarm: OutboxAlarm.isDue(file, practice, now: now))
        }
    }

    private static func problems(
        _ practice: PracticeContext, runtime: Runtime, now: Instant
    ) async throws -> [PageContent.Problem] {
        let alerts = try await runtime.store.alerts()
        return (alerts + DiskAlarm.all(runtime.configuration, besides: alerts, now: now))
            // Seen or not: until a configuration is taken, staff see another one in the file than the one that counts.
            .filter {
                ["", practice.id].contains($0.practice)
                    && ($0.acknowledgedAt == nil || $0.code == AlertCode.configuration.rawValue)
            }.map {
                PageContent.Problem(
                    code: $0.code, message: $0.message, since: MomentWords.shortMoment($0.since, practice.zone))
            }
    }

    private static func outcomes(_ report: PracticeReport, today: Day) -> [PageContent.DayOutcomes] {
        (0..<28).reversed().map { back in
            let day = today.adding(days: -back)
            return PageContent.DayOutcomes(day: MomentWords.shortDate(day), counts: report.outcomes[day] ?? [:])
        }
    }

    /// Whether a held export still stands in `review/`.
    static func isThere(_ export: StoredExport, _ practice: PracticeContext) -> Bool {
        guard let place = export.place else { return true }
        return PathCheck.exists(practice.settings.folder + "/" + place)
    }

    private static func export(
        _ export: StoredExport?, seen: [Instant], now: Instant, _ practice: PracticeContext
    ) -> PageContent.NewestExport? {
        guard let export else { return nil }
        let seconds = now.seconds(since: export.saidAt)
        // The usual rhythm is the middle of the gaps between exports.
        let gaps = zip(seen, seen.dropFirst()).map { $0.seconds(since: $1) }.filter { $0 > 600 }.sorted()
        let usual = gaps.count >= 2 ? gaps[gaps.count / 2] : nil
        let stale = practice.rules.recall.staleAfterDays * 86_400
        return PageContent.NewestExport(
            file: export.name, age: MomentWords.age(seconds: seconds),
            rhythm: usual.map { "every \(MomentWords.age(seconds: $0))" },
            isLate: seconds > min(stale, usual.map { $0 * 3 } ?? stale))
    }
}
