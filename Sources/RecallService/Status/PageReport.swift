import RecallCore
import RecallPages
import RecallPorts

/// Gathers what a practice's page shows.
enum PageReport {
    /// What the page of a practice shows now; the plan is made for it where it is not given in numbers.
    static func content(
        _ practice: PracticeContext, runtime: Runtime, tallies: PlanTallies? = nil
    ) async throws -> PageContent {
        let now = runtime.now
        let settings = runtime.configuration.settings
        let today = practice.zone.day(of: now)
        let report = try await runtime.store.report(practice: practice.id, today: today)
        let limits = try await runtime.store.limits(practice: practice.id, today: today)
        let isFilePaused = await Planning.isFilePaused(practice, store: runtime.store)
        var content = PageContent(
            practice: practice.rules.name, isLive: settings.isLive, updatedAt: stamp(now, practice.zone),
            provider: PageContent.Provider(
                state: PageContent.Provider.State(rawValue: limits.provider.word.rawValue) ?? .ok,
                reason: limits.provider.reason),
            isPaused: limits.isPaused || isFilePaused,
            showsFullNames: practice.settings.showsFullNames)
        content.patientsExport = export(report.newestPatients, seen: report.patientsSeenAt, now: now, practice)
        content.diaryExport = export(report.newestDiary, seen: report.diariesSeenAt, now: now, practice)
        content.settingsDifferences = SettingsComparison.differences(practice, openings: limits.openings)
        let plan: PlanTallies
        if let tallies {
            plan = tallies
        } else {
            plan = try await Planning.plan(
                practice, settings: settings, store: runtime.store, at: now, into: PlanTallies()
            ) { $0.add($1) }
        }
        content.levels = plan.levels
        content.waiting = plan.waiting
        content.callsToday = report.callsToday.map { call in
            PageContent.Call(
                time: time(practice.zone.local(call.startedAt)),
                patient: PageContent.Patient(id: call.patientID, name: call.name),
                outcome: call.outcome)
        }
        for call in report.callsToday { content.callsByHour[practice.zone.local(call.startedAt).hour, default: 0] += 1 }
        content.bookings = report.openBookings.compactMap { event, file in
            event.appointment.map { appointment in
                PageContent.Booking(
                    patient: PageContent.Patient(id: event.patientID, name: event.name), date: date(appointment.day),
                    time: clockTime(appointment.start),
                    practitioner: appointment.practitioner, file: file ?? "")
            }
        }
        content.tasks = report.openTasks.map { event in
            PageContent.StaffTask(
                patient: PageContent.Patient(id: event.patientID, name: event.name), priority: event.priority ?? .soon,
                reason: event.reason ?? "", dueBy: event.dueBy.map(date) ?? "")
        }
        content.contactUpdates = report.openContactUpdates.compactMap { event, file in
            event.change.map { change in
                PageContent.ContactUpdate(
                    patient: PageContent.Patient(id: event.patientID, name: event.name), change: change,
                    reportedOn: date(practice.zone.day(of: event.at)), file: file ?? "")
            }
        }
        content.reviews = report.inReview.filter { isThere($0, practice) }.map {
            PageContent.Review(file: $0.name, reason: $0.reason, advice: nil)
        }
        content.rejected = report.rejected.filter { isThere($0, practice) }.prefix(20).map {
            PageContent.RejectedFile(file: $0.name, reason: $0.reason)
        }
        content.uncollected = report.uncollected.map { file in
            let seconds = now.seconds(since: file.writtenAt ?? file.createdAt)
            return PageContent.OutboxFile(
                file: file.name, age: age(seconds),
                isAlarm: OutboxAlarm.isDue(file, practice, now: now))
        }
        let alerts = try await runtime.store.alerts()
        content.problems = (alerts + DiskAlarm.all(runtime.configuration, besides: alerts, now: now))
            .filter { ["", practice.id].contains($0.practice) && $0.acknowledgedAt == nil }.map {
                PageContent.Problem(code: $0.code, message: $0.message, since: stamp($0.since, practice.zone))
            }
        content.outcomesByDay = (0..<28).reversed().map { back in
            let day = today.adding(days: -back)
            return PageContent.DayOutcomes(day: date(day), counts: report.outcomes[day] ?? [:])
        }
        return content
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
        let seconds = now.seconds(since: export.firstSeenAt)
        // The usual rhythm is the middle of the gaps between exports.
        let gaps = zip(seen, seen.dropFirst()).map { $0.seconds(since: $1) }.filter { $0 > 600 }.sorted()
        let usual = gaps.count >= 2 ? gaps[gaps.count / 2] : nil
        let stale = practice.rules.recall.staleAfterDays * 86_400
        return PageContent.NewestExport(
            file: export.name, age: age(seconds), rhythm: usual.map { "every \(age($0))" },
            isLate: seconds > min(stale, usual.map { $0 * 3 } ?? stale))
    }

    static func age(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "a minute"
        case ..<7200: "\(seconds / 60) minutes"
        case ..<172_800: "\(seconds / 3600) hours"
        default: "\(seconds / 86_400) days"
        }
    }

    private static func time(_ local: LocalTime) -> String { "\(padded(local.hour, 2)):\(padded(local.minute, 2))" }

    private static func date(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.parts
        return "\(padded(dayOfMonth, 2))/\(padded(month, 2))/\(padded(year, 4))"
    }

    private static func stamp(_ instant: Instant, _ zone: Zone) -> String {
        let local = zone.local(instant)
        return "\(date(local.day)) \(time(local))"
    }
}
