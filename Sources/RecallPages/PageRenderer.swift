import RecallCore

/// Writes the staff's page, `status.html`: one self-contained file that a browser opens from the share.
package enum PageRenderer {
    /// The whole page. Every text of the content is escaped.
    package static func html(_ content: PageContent) -> String {
        let sections = [
            problems(content), tasks(content), bookings(content), contactUpdates(content), calls(content),
            recalls(content),
            exports(content), reviews(content), layouts(content), rejected(content), uncollected(content),
            history(content),
        ]
        let title = PageHTML.escaped(content.practice)
        return """
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="refresh" content="60">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(PageAge.scriptDigest)'">
            <title>\(title): recall calls</title>
            <style>
            \(PageStyle.css)
            \(PageAge.css)
            </style>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header>
            <h1>\(title)</h1>
            <p class="dim">Recall calls. Updated \(PageHTML.escaped(content.updatedAt)). \(mode(content))</p>
            </header>
            <main id="main" tabindex="-1">
            \(PageAge.html(writtenAt: content.writtenAt))
            \(headline(content))\(sections.joined())</main>
            <footer><p>This page renews itself every minute. If the time at the top is old, do not trust it, and tell your administrator.</p></footer>
            </body>
            </html>

            """
    }

    private static func mode(_ content: PageContent) -> String {
        content.isLive ? "Calls are live." : "Dry run: no real call is made."
    }

    private static func headline(_ content: PageContent) -> String {
        let headline = PageHeadline(content)
        var html = "<section class=\"top \(headline.tone.rawValue)\" aria-labelledby=\"state\">\n"
        html += "<h2 id=\"state\">\(PageHTML.escaped(headline.sentence))</h2>\n"
        if !headline.steps.isEmpty {
            html += "<ol>\n" + headline.steps.map(PageHTML.step).joined() + "</ol>\n"
        }
        if content.provider.state != .ok, let reason = content.provider.reason {
            html += PageHTML.paragraph("The telephone service said: \(reason)")
        }
        return html + "</section>\n"
    }

    /// A patient as the page names them, escaped.
    private static func named(_ patient: PageContent.Patient, _ content: PageContent) -> String {
        let name = content.showsFullNames ? patient.name.full : patient.name.initials
        return PageHTML.escaped(name.isEmpty ? patient.id : "\(name) \(patient.id)")
    }

    private static func tasks(_ content: PageContent) -> String {
        let sorted = TaskProposal.Priority.allCases.flatMap { priority in
            content.tasks.filter { $0.priority == priority }
        }
        let body =
            sorted.isEmpty
            ? PageHTML.paragraph("There are no open tasks.")
            : PageHTML.table(
                "Tasks, the most pressing first", ["Priority", "Patient", "What happened, what to do", "Due by"],
                sorted.map { task in
                    let kind = task.priority == .urgent ? "bad" : task.priority == .today ? "warn" : "cool"
                    return [
                        PageHTML.badge(task.priority.label, kind), named(task.patient, content),
                        PageHTML.escaped(task.reason), PageHTML.escaped(task.dueBy),
                    ]
                })
        return PageHTML.section(.tasks, body)
    }

    private static func bookings(_ content: PageContent) -> String {
        let body =
            content.bookings.isEmpty
            ? PageHTML.paragraph("There are no bookings to enter.")
            : PageHTML.table(
                "Bookings that are not in the diary yet", ["Patient", "Date", "Time", "With", "File in outbox"],
                content.bookings.map { booking in
                    [named(booking.patient, content)]
                        + [booking.date, booking.time, booking.practitioner, booking.file].map(PageHTML.escaped)
                })
        return PageHTML.section(.bookings, body)
    }

    private static func contactUpdates(_ content: PageContent) -> String {
        guard !content.contactUpdates.isEmpty else { return "" }
        return PageHTML.section(
            .changes,
            PageHTML.paragraph(
                "A caller told us this, and we know them by voice alone. Ask the patient, then change the record. "
                    + "It leaves this list once an export shows the change.")
                + PageHTML.table(
                    "Changes that no export has shown yet", ["Patient", "What we were told", "On", "File in outbox"],
                    content.contactUpdates.map { update in
                        [named(update.patient, content)]
                            + [update.change.label, update.reportedOn, update.file].map(PageHTML.escaped)
                    }))
    }

    private static func problems(_ content: PageContent) -> String {
        guard !content.problems.isEmpty else { return "" }
        return PageHTML.section(
            .problems,
            PageHTML.paragraph(
                "A problem leaves this list when it is over, or when your administrator has seen it: recalld ack NAME.")
                + PageHTML.table(
                    "Problems that are not solved yet", ["Name", "What is wrong", "What to do", "Since"],
                    content.problems.map { problem in
                        let advice = AlertCode(rawValue: problem.code)?.words.advice ?? "See the log of recalld."
                        return [problem.code, problem.message, advice, problem.since].map(PageHTML.escaped)
                    }))
    }

    private static func calls(_ content: PageContent) -> String {
        guard !content.callsToday.isEmpty else {
            return PageHTML.section(.calls, PageHTML.paragraph("No one has been called today."))
        }
        var body = ""
        if let first = content.callsByHour.keys.min(), let last = content.callsByHour.keys.max() {
            let hours = Array(first...last)
            let counts = hours.map { content.callsByHour[$0] ?? 0 }
            let words = zip(hours, counts).map { "\($0) o'clock: \($1)" }.joined(separator: ", ")
            body += "<h3>By hour</h3>\n"
            body += PageChart.bars(
                title: "Calls today by hour", summary: words, labels: hours.map { "\(padded($0, 2)):00" },
                values: counts.map { [$0] }, names: ["f-cool"])
        }
        body += PageHTML.table(
            "Calls placed today", ["Time", "Patient", "Result"],
            content.callsToday.map { call in
                [
                    PageHTML.escaped(call.time), named(call.patient, content),
                    PageHTML.escaped(Outcome.short(call.outcome)),
                ]
            })
        return PageHTML.section(.calls, body)
    }

    private static func recalls(_ content: PageContent) -> String {
        let most = max(1, content.levels.map { $0.callable + $0.waiting }.max() ?? 1)
        var body =
            content.levels.isEmpty
            ? PageHTML.paragraph("There are no recalls yet.")
            : PageHTML.table(
                "Recalls by level", ["Level", "Ready to call", "Waiting", "Picture"],
                content.levels.sorted { $0.level > $1.level }.map { count in
                    [
                        PageHTML.badge(count.level.label, kind(count.level)), String(count.callable),
                        String(count.waiting), bar(count, most: most),
                    ]
                }, numbers: [1, 2])
        let reasons = GateCause.allCases.compactMap { cause in
            content.waiting[cause].flatMap { $0 > 0 ? (cause, $0) : nil }
        }.sorted { $0.1 > $1.1 }
        if !reasons.isEmpty {
            body += PageHTML.table(
                "Why calls wait", ["Reason", "Patients"],
                reasons.map { [PageHTML.escaped($0.0.words.text), String($0.1)] }, numbers: [1])
        }
        return PageHTML.section(.recalls, body)
    }

    private static func kind(_ level: RiskLevel) -> String {
        switch level {
        case .urgent: "bad"
        case .high: "warn"
        case .medium: "cool"
        case .low: "good"
        }
    }

    private static func bar(_ count: PageContent.LevelCount, most: Int) -> String {
        // A bar that stands for somebody is never too thin to see.
        let ready = count.callable == 0 ? 0 : max(1, count.callable * 100 / most)
        let all = max(ready + (count.waiting == 0 ? 0 : 1), (count.callable + count.waiting) * 100 / most)
        return "<svg class=\"bar\" role=\"img\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-label=\""
            + "\(count.callable) ready, \(count.waiting) waiting\"><rect class=\"back\" width=\"\(all)\" height=\"8\"></rect>"
            + "<rect class=\"f-\(kind(count.level))\" width=\"\(ready)\" height=\"8\"></rect></svg>"
    }

    private static func exports(_ content: PageContent) -> String {
        let rows = [("Patients", content.patientsExport), ("Diary", content.diaryExport)].map { kind, export in
            guard let export else { return [kind, "None has arrived yet", "", "", PageHTML.badge("None yet", "cool")] }
            return [
                kind, PageHTML.escaped(export.file), PageHTML.escaped(export.age),
                PageHTML.escaped(export.rhythm ?? "Not known yet"),
                export.isLate ? PageHTML.badge("Late", "bad") : PageHTML.badge("In time", "good"),
            ]
        }
        return PageHTML.section(
            .exports,
            PageHTML.table("The newest exports", ["Kind", "File", "Age", "Usually comes", "State"], rows)
                + differences(content))
    }

    private static func differences(_ content: PageContent) -> String {
        guard !content.settingsDifferences.isEmpty else { return "" }
        return PageHTML.paragraph(
            "Your system says other opening hours or other practitioners than our settings. We call only while both are open. "
                + "Tell your administrator which are right.")
            + PageHTML.table(
                "What differs", ["Day or practitioner", "Our settings", "Your system"],
                content.settingsDifferences.map {
                    [$0.subject, $0.configured, $0.exported].map(PageHTML.escaped)
                })
    }

    private static func reviews(_ content: PageContent) -> String {
        guard !content.reviews.isEmpty else { return "" }
        let usual = "Read the note beside the file. If the columns are right, move the file to review/approved."
        return PageHTML.section(
            .reviews,
            PageHTML.table(
                "Files in the review folder", ["File", "What is not sure", "What to do"],
                content.reviews.map { [$0.file, $0.reason, $0.advice ?? usual].map(PageHTML.escaped) }))
    }

    private static let mostLayouts = 20

    private static func layouts(_ content: PageContent) -> String {
        guard !content.layouts.isEmpty else { return "" }
        let more = content.layouts.count - mostLayouts
        return PageHTML.section(
            .layouts,
            PageHTML.paragraph(
                "Files with these columns are taken without asking, because somebody approved it. If nobody here did, tell your "
                    + "administrator." + (more > 0 ? " There are \(more) more." : ""))
                + PageHTML.table(
                    "Layouts that were approved", ["Kind", "Columns", "Used for nothing", "Approved by", "When"],
                    content.layouts.prefix(mostLayouts).map {
                        [$0.kind, "\($0.columns)", $0.unused, $0.approvedBy, $0.approvedAt].map(PageHTML.escaped)
                    }))
    }

    private static func rejected(_ content: PageContent) -> String {
        guard !content.rejected.isEmpty else { return "" }
        return PageHTML.section(
            .rejected,
            PageHTML.paragraph("These files could not be used. Please put the cause right and export again.")
                + PageHTML.table(
                    "Files in the rejected folder", ["File", "Why"],
                    content.rejected.map { [PageHTML.escaped($0.file), PageHTML.escaped($0.reason)] }))
    }

    private static func uncollected(_ content: PageContent) -> String {
        guard !content.uncollected.isEmpty else { return "" }
        return PageHTML.section(
            .outbox,
            PageHTML.paragraph("Import each file, then move it to outbox/collected.")
                + PageHTML.table(
                    "Files in the outbox folder", ["File", "Age", "State"],
                    content.uncollected.map { file in
                        [
                            PageHTML.escaped(file.file), PageHTML.escaped(file.age),
                            file.isAlarm ? PageHTML.badge("Too old", "bad") : PageHTML.badge("Waiting", "cool"),
                        ]
                    }))
    }

    private static func history(_ content: PageContent) -> String {
        guard !content.outcomesByDay.isEmpty else { return "" }
        let values = content.outcomesByDay.map { day in
            let booked = day.counts[.booked] ?? 0
            let missed = [.noAnswer, .busy, .voicemail, .voicemailLeft].map { day.counts[$0] ?? 0 }.reduce(0, +)
            let all = day.counts.values.reduce(0, +)
            return [booked, all - booked - missed, missed]
        }
        let labels = content.outcomesByDay.map(\.day)
        let total = values.reduce(0) { $0 + $1.reduce(0, +) }
        let booked = values.reduce(0) { $0 + $1[0] }
        let legend = [("f-good", "Booked"), ("f-cool", "Other result"), ("f-warn", "Not reached")].map { style, word in
            "<span><svg class=\"key\" aria-hidden=\"true\" viewBox=\"0 0 8 8\">"
                + "<rect class=\"\(style)\" width=\"8\" height=\"8\"></rect></svg>\(word)</span>"
        }.joined()
        let rows = zip(labels, values).map { [PageHTML.escaped($0)] + $1.map { String($0) } }
        return PageHTML.section(
            .history,
            "<p class=\"legend\">\(legend)</p>\n"
                + PageChart.bars(
                    title: "Results by day",
                    summary: "\(counted(total, "call")), \(booked) booked. The table below has the numbers.",
                    labels: labels, values: values, names: ["f-good", "f-cool", "f-warn"])
                + "<details>\n<summary>The numbers of each day</summary>\n"
                + PageHTML.table(
                    "Results by day", ["Day", "Booked", "Other result", "Not reached"], rows, numbers: [1, 2, 3])
                + "</details>\n")
    }
}
