import RecallCore
import RecallPages
import RecallPorts

/// Where the newest settings export differs from the practice's file; a person decides which of the two holds.
enum SettingsComparison {
    /// The weekdays whose hours differ, in the order of the week, and then the practitioners.
    static func differences(
        _ practice: PracticeContext, openings: [ImportedOpening]
    ) -> [PageContent.SettingsDifference] {
        hours(practice, openings: openings) + practitioners(practice, openings: openings)
    }

    private static func hours(
        _ practice: PracticeContext, openings: [ImportedOpening]
    ) -> [PageContent.SettingsDifference] {
        guard let exported = practice.narrowed(by: openings).narrowing else { return [] }
        return Weekday.allCases.compactMap { day in
            guard let theirs = exported[day] else { return nil }
            let ours = practice.rules.calling.hours(on: day)
            guard ours != theirs else { return nil }
            return PageContent.SettingsDifference(
                kind: .hours, subject: day.rawValue, configured: words(ours), exported: words(theirs))
        }
    }

    /// A practice whose file names nobody has left it to the export, and nothing differs.
    private static func practitioners(
        _ practice: PracticeContext, openings: [ImportedOpening]
    ) -> [PageContent.SettingsDifference] {
        let ours = practice.rules.slots.practitioners
        let theirs = PractitionerList(openings: openings)
        guard !ours.people.isEmpty, !theirs.people.isEmpty else { return [] }
        return ours.differences(from: theirs).map { difference in
            PageContent.SettingsDifference(
                kind: .practitioners, subject: (difference.ours ?? difference.theirs)?.name ?? "",
                configured: words(difference.ours), exported: words(difference.theirs))
        }
    }

    private static func words(_ hours: DayHours) -> String {
        if hours.isClosed { return "closed" }
        return hours.windows.map { "\(clockTime($0.opens)) to \(clockTime($0.closes))" }.joined(separator: ", ")
    }

    private static func words(_ practitioner: Practitioner?) -> String {
        guard let practitioner else { return "not named" }
        return practitioner.code.isEmpty ? practitioner.name : "\(practitioner.name) (\(practitioner.code))"
    }

}
