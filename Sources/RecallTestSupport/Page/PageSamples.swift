package import RecallCore
package import RecallPages

/// Contents of the page for tests and for looking at: nothing yet, a busy day, and trouble.
package enum PageSamples {
    /// Each by the name of its file.
    package static let all: [(name: String, content: PageContent)] = [
        ("empty", empty), ("well", well), ("busy", busy), ("trouble", alert),
    ]

    package static let updatedAt = "Tuesday 24 November 2026, 14:05"

    package static let writtenAt = Instant(iso: "2026-11-24T14:05:00Z") ?? Instant(milliseconds: 0)

    package static let empty = PageContent(
        practice: "Harbour Lane Opticians", isLive: true, updatedAt: updatedAt, writtenAt: writtenAt)

    /// All in order, nothing to do.
    package static var well: PageContent {
        var content = empty
        content.patientsExport = .init(file: "recall.csv", age: "2 hours", rhythm: "about every 24 hours")
        content.diaryExport = .init(file: "diary.csv", age: "20 minutes", rhythm: "about every hour")
        return content
    }

    package static func patient(_ number: Int) -> PageContent.Patient {
        let firsts = ["Margaret", "Siân", "Tom", "Zoë", "Ahmed"]
        let lasts = ["Thompson", "O'Neill", "Lee", "Smith-Jones", "Khan"]
        return .init(
            id: String(10_000 + number),
            name: PersonName(title: "Dr", first: firsts[number % 5], last: lasts[number / 5 % 5]))
    }

    package static var busy: PageContent {
        var content = well
        content.levels = [
            .init(level: .low, callable: 80, waiting: 310), .init(level: .urgent, callable: 1, waiting: 3),
            .init(level: .medium, callable: 41, waiting: 60), .init(level: .high, callable: 12, waiting: 9),
        ]
        content.waiting = [.notDue: 290, .attemptSpacing: 31, .humanFirst: 3, .noUsableNumber: 18, .optedOut: 40]
        let outcomes: [Outcome] = [.booked, .noAnswer, .voicemail, .declined, .callbackRequested, .noAnswer]
        content.callsToday = (0..<21).reversed().map { index in
            .init(
                time: "\(index < 4 ? "0" : "")\(9 + index / 4):\(10 + index % 4 * 13)", patient: patient(index),
                outcome: index > 17 ? nil : outcomes[index % 6])
        }
        content.callsByHour = [9: 4, 10: 4, 11: 4, 12: 4, 13: 4, 14: 1]
        let file = "bookings-harbour-lane-20261124T101500-000042.csv"
        content.bookings = (0..<3).map { index in
            .init(
                patient: patient(index), date: "26/11/2026", time: "1\(index):30", practitioner: "Dr A Shah", file: file
            )
        }
        content.tasks = [
            .init(
                patient: patient(3), priority: .soon, reason: "The number was wrong. Please find the right one.",
                dueBy: "01/12/2026"),
            .init(
                patient: patient(4), priority: .today,
                reason: "We spoke, but the result is not clear. Please ring the patient.", dueBy: "24/11/2026"),
        ]
        content.uncollected = [.init(file: file, age: "3 hours", isAlarm: false)]
        content.contactUpdates = [
            .init(
                patient: patient(6), change: .phoneNew, reportedOn: "24/11/2026",
                file: "contact-updates-harbour-lane-20261124T103000-000043.csv"),
            .init(
                patient: patient(7), change: .movedAway, reportedOn: "23/11/2026",
                file: "contact-updates-harbour-lane-20261123T171500-000040.csv"),
        ]
        content.outcomesByDay = (0..<28).map { index in
            let isSunday = index % 7 == 4
            return .init(
                day: index < 24 ? "\(index + 1) Nov" : "\(index - 23) Dec",
                counts: isSunday ? [:] : [.booked: 3 + index % 5, .noAnswer: 6 + index * 3 % 7, .declined: index % 3])
        }
        return content
    }

    package static var alert: PageContent {
        var content = busy
        content.provider = .init(state: .stopped, reason: "The account has no credit left.")
        content.tasks.append(
            .init(
                patient: patient(5), priority: .urgent,
                reason: "The patient spoke of sudden loss of vision. Please ring now.", dueBy: "24/11/2026"))
        content.problems = [
            .init(
                code: "outbox",
                message: "Results wait: cannot write outbox/bookings-harbour-lane-20261124T131500-000044.csv: "
                    + "No space left on device (error 28); recalld runs as user 996, group 996, "
                    + "it belongs to user 996, group 1004, with mode 2770", since: "24/11/2026 13:20")
        ]
        content.patientsExport = .init(file: "recall.csv", age: "9 days", rhythm: "about every 24 hours", isLate: true)
        content.diaryExport = nil
        content.layouts = [
            .init(
                kind: "patients", columns: 12, unused: "Line A", approvedBy: "moved on the share",
                approvedAt: "24/11/2026 14:05")
        ]
        content.reviews = [.init(file: "export (3).csv", reason: "Two columns could be the date of the last test.")]
        content.rejected = [.init(file: "photo.csv", reason: "The file is not text.")]
        content.uncollected.append(
            .init(file: "tasks-harbour-lane-20261121T090000-000031.csv", age: "3 days", isAlarm: true))
        return content
    }
}
